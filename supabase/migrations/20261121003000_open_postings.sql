-- open_postings: what is open now and still wanted, one row for each role, the
-- best first.

create view public.open_postings with (security_invoker = true) as
select
  p.id,
  p.score,
  p.title,
  coalesce(p.company, s.company) as company,
  (
    select array_agg(distinct place) filter (where place is not null)
    from scanner.wanted_postings o
    cross join unnest(o.locations) place
    where o.role_key = p.role_key
  ) as places,
  p.workplace,
  scanner.pay_text(p.salary_min, p.salary_max, p.salary_currency, p.salary_period, p.salary_in_text) as pay,
  date_trunc('minute', now() - coalesce(p.posted_at, p.first_seen_at)) as age,
  p.status,
  p.verdict,
  p.score_reasons as why,
  p.filters,
  p.url,
  coalesce(p.apply_url, p.url) as apply_url,
  p.department,
  p.employment_type,
  p.posted_at,
  p.first_seen_at,
  (select count(*) from scanner.wanted_postings o where o.role_key = p.role_key) as postings,
  p.source_id
from scanner.wanted_postings p
-- Every posting has its source. A join that could leave rows out would be planned
-- from the sources, and a page in an order of the caller's would need all rows.
left join public.job_sources s on s.id = p.source_id
-- One row speaks for its role: no aggregate over all postings before a limit.
where not exists (
  select from scanner.wanted_postings o where o.role_key = p.role_key and o.id < p.id
)
order by p.score desc, p.id desc;

comment on view public.open_postings is 'Open postings that a filter takes, one row for each role, the best first.';
comment on column public.open_postings.places is 'All places of the role.';
comment on column public.open_postings.age is 'Since it was posted, or else first seen.';
comment on column public.open_postings.verdict is 'provisional: a filter asks for something that only the details will tell.';
comment on column public.open_postings.why is 'What made the score.';
comment on column public.open_postings.filters is 'Names of the filters that take it.';
comment on column public.open_postings.postings is 'How many adverts the role has.';

revoke all on public.open_postings from public, anon, authenticated;
grant select on public.open_postings to authenticated, service_role;
