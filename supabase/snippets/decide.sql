-- What you make of a posting. The scanner never touches what you have saved,
-- applied to or dismissed. Put the posting's id (open_postings has it) in place
-- of the 0; with the 0 nothing is changed.

-- keep an eye on it
update job_postings set status = 'saved' where id = 0 -- CHANGE
returning id, status, title, company;

-- you have applied
update job_postings set status = 'applied' where id = 0 -- CHANGE
returning id, status, title, company;

-- not for you: the whole role goes, wherever it is listed
update job_postings set status = 'dismissed' where id = 0 -- CHANGE
returning id, status, title, company;

-- undo
update job_postings set status = 'new' where id = 0 -- CHANGE
returning id, status, title, company;

-- what you have decided so far
select status, status_at, title, company, closed_at, url, id
from job_postings
where status in ('saved', 'applied', 'dismissed')
order by status_at desc;
