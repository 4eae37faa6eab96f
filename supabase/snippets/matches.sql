-- What is open, one row for each role. Select one of the statements and run it:
-- Studio shows the result of the last one only.

-- the best first
select id, score, title, company, places, pay, age, status, url
from open_postings
order by score desc, id desc
limit 50;

-- the freshest among the good ones: rank is the score less a point for each day of age
select id, rank, score, title, company, places, pay, age, url
from open_postings
order by rank desc, id desc
limit 50;

-- at one company
select id, score, title, places, pay, age, status, url
from open_postings
where company ilike '%Figma%' -- CHANGE
order by score desc, id desc;

-- with a word in the title or in the text
select o.id, o.score, o.title, o.company, o.places, o.url
from open_postings o
join job_postings p on p.id = o.id
where concat_ws(' ', p.title, p.description) ilike '%postgres%' -- CHANGE
order by o.score desc, o.id desc
limit 50;

-- remote, and pay is named
select id, score, title, company, places, pay, url
from open_postings
where workplace = 'remote' and pay is not null
order by score desc, id desc
limit 50;

-- why it is here, and why it has its score
select id, score, title, company, filters, why
from open_postings
order by score desc, id desc
limit 50;

-- one of them, whole
select title, company, locations, description, url
from job_postings
where id = 0; -- CHANGE: its id
