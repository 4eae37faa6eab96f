-- open_postings: what is open now and still wanted, one row for each role, the
-- best first.

create view public.open_postings with (security_invoker = true) as
select
  p.id,
  p.score,
  p.title,
  coalesce(p.company, s.company) as company,
  role.places,
  p.workplace,
  scanner.pay_text(p.salary_min, p.salary_max, p.salary_currency, p.salary_period) as pay,
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
  role.postings,
  p.source_id
from public.job_postings p
join public.job_sources s on s.id = p.source_id
cross join lateral (
  select count(distinct o.id) as postings, array_agg(distinct place) filter (where place is not null) as places
  from public.job_postings o
  left join lateral unnest(o.locations) place on true
  where o.role_key = p.role_key
    and o.closed_at is null
    and o.status in ('new', 'saved', 'applied')
    and (o.status <> 'new' or scanner.is_fresh(o.filters, o.posted_at, o.first_seen_at))
) role
where p.closed_at is null
  and p.status in ('new', 'saved', 'applied')
  and (p.status <> 'new' or scanner.is_fresh(p.filters, p.posted_at, p.first_seen_at))
  -- One row speaks for its role: no aggregate over all postings before a limit.
  and not exists (
    select
    from public.job_postings o
    where o.role_key = p.role_key
      and o.id < p.id
      and o.closed_at is null
      and o.status in ('new', 'saved', 'applied')
      -- One that is too old to be shown must not hide the others.
      and (o.status <> 'new' or scanner.is_fresh(o.filters, o.posted_at, o.first_seen_at))
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
