-- Which boards are watched. Any address of a board will do, that of a posting too.
-- Put a board's id (the first statement has it) in place of a 0; with the 0
-- nothing is changed.

-- what there is, and how each is doing
select source_id, company, provider, state, reason, open_postings, listed, last_good_scan_at, next_scan_at, url
from source_health;

-- one more: it is scanned at once
select add_source('https://jobs.ashbyhq.com/linear'); -- CHANGE

-- several
select u.url, add_source(u.url) ->> 'added' as added
from unnest(array[
  'https://jobs.lever.co/spotify', -- CHANGE
  'https://job-boards.greenhouse.io/figma'
]) as u (url);

-- pause one; its postings stay as they are
update job_sources set enabled = false
where id = 0 -- CHANGE
returning id, company, enabled;

-- go on with it
update job_sources set enabled = true
where id = 0 -- CHANGE
returning id, company, enabled;

-- how often it is scanned
update job_sources set scan_every = '2 hours' -- CHANGE
where id = 0 -- CHANGE
returning id, company, scan_every;

-- away with it and its postings; refused while you keep one that you saved or applied to
delete from job_sources
where id = 0 -- CHANGE
returning id, company;
