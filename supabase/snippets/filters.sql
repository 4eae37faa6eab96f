-- What you want. A posting is kept if one enabled filter takes it; with no filter
-- every posting is kept. A change is judged anew at each board's next scan: what
-- no filter takes any more leaves open_postings then (see scan_now.sql).

-- what there is, and how much each takes
select f.id, f.name, f.enabled,
  (select count(*) from open_postings o where f.name = any (o.filters)) as open,
  f.title_any, f.title_none, f.locations_any, f.workplace, f.employment, f.keywords, f.min_salary, f.min_score
from search_filters f
order by f.id;

-- a new one; leave out the columns that shall not matter
insert into search_filters (name, title_any, title_none, companies_none, locations_any, workplace, keywords, min_salary, salary_currency, max_age_days)
values (
  'backend, Berlin or remote', -- CHANGE
  array['backend', 'platform', 'engineer*'], -- one of these in the title; * takes every ending
  array['manager', 'intern'], -- none of these
  array['acme'], -- not at these
  array['berlin', 'remote'], -- one of these among the places
  array['remote', 'hybrid'], -- or onsite; an empty array[]::text[] takes all
  '{"postgres*": 15, "php": -20}', -- points for the score
  60000, 'EUR', -- a posting that names no pay passes
  90
)
returning id, name;

-- one thing about one filter
update search_filters set title_none = title_none || array['principal'] -- CHANGE
where name = 'backend, Berlin or remote' -- CHANGE
returning id, name, title_none;

-- off, but kept for later
update search_filters set enabled = false
where name = 'backend, Berlin or remote' -- CHANGE
returning id, name, enabled;

-- away
delete from search_filters
where name = 'backend, Berlin or remote' -- CHANGE
returning id, name;
