-- What it takes, and how much of it is kept. A daily job clears up by itself.

-- the size of each table, with its indexes; a free project has 500 MB
select c.oid::regclass as relation, pg_size_pretty(pg_total_relation_size(c.oid)) as size, greatest(c.reltuples, 0)::bigint as rows
from pg_class c
where c.relkind = 'r'
  and (c.relnamespace = 'scanner'::regnamespace or c.relname in ('job_sources', 'job_postings', 'search_filters'))
order by pg_total_relation_size(c.oid) desc;

-- the whole database
select pg_size_pretty(pg_database_size(current_database())) as size;

-- calls of the scan function a month at the present intervals; a free project has 500,000
select round(sum(30 * 86400 / extract(epoch from scan_every))) as calls_a_month
from job_sources
where enabled;

-- a board twice as seldom; without the where: all boards
update job_sources set scan_every = '12 hours' -- CHANGE
where id = 0 -- CHANGE
returning id, company, scan_every;

-- keep less: with true in place of false
update scanner.settings
set keep_scans = '14 days', keep_events = '90 days', keep_descriptions = '7 days' -- CHANGE
where false -- CHANGE
returning keep_scans, keep_events, keep_descriptions;

-- clear up now instead of tonight
select scanner.housekeep();

-- the jobs, and how they went
select j.jobname, j.schedule, j.active, r.status, r.start_time, r.return_message
from cron.job j
left join lateral (
  select d.status, d.start_time, d.return_message
  from cron.job_run_details d
  where d.jobid = j.jobid
  order by d.start_time desc
  limit 1
) r on true
where j.jobname like 'boardscan-%';
