-- Who is hiring, and who lists the same job again and again.

-- most open roles that your filters take
select distinct company, open_now, median_days_open
from company_activity
order by open_now desc, company
limit 30;

-- week by week
select week, opened, closed
from company_activity
where company = 'Databricks' -- CHANGE
order by week desc;

-- the same job, listed anew: how often, and when
select title, company, how, sightings, dates, open_now, url
from repost_signals
order by sightings desc, last_at desc
limit 30;
