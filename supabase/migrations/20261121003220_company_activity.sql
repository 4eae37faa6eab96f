-- company_activity: what each company opens and closes, week by week, of what
-- the filters take. Read from the postings themselves: their events are kept for
-- half a year only.

create view public.company_activity with (security_invoker = true) as
select
  c.company,
  w.week,
  w.opened,
  w.closed,
  now_open.open_now,
  now_open.median_days_open,
  c.source_ids
from (
  select coalesce(j.company, j.board, j.host) as company, array_agg(j.id order by j.id) as source_ids
  from public.job_sources j
  group by 1
) c
cross join lateral (
  -- One company at a time, and no more of them than a page shows.
  select
    array_agg(p.opened_on) as opened_on,
    array_agg(p.closed_on) as closed_on,
    count(*) filter (where p.closed_at is null and p.status <> 'archived') as open_now,
    (percentile_cont(0.5) within group (order by extract(epoch from p.closed_at - p.opened_at) / 86400))::numeric(10, 1)
      as median_days_open
  from (
    select o.status, o.closed_at, o.opened_at,
      date_trunc('week', o.opened_at at time zone 'UTC')::date as opened_on,
      date_trunc('week', o.closed_at at time zone 'UTC')::date as closed_on
    from (
      -- A board may date an advert anew; it has been open since it was seen.
      select x.status, x.closed_at, least(x.posted_at, x.first_seen_at) as opened_at
      from public.job_postings x
      where x.source_id = any (c.source_ids) and x.archived_reason is distinct from 'filtered'
    ) o
  ) p
) now_open
cross join lateral (
  select week::date as week, count(*) filter (where t.opens) as opened, count(*) filter (where not t.opens) as closed
  from (
    select o.week, true as opens from unnest(now_open.opened_on) o (week)
    union all
    select x.week, false from unnest(now_open.closed_on) x (week) where x.week is not null
    union all
    select date_trunc('week', now() at time zone 'UTC'), null
  ) t
  where t.week > (now() at time zone 'UTC')::date - 182
  group by 1
) w
order by c.company, w.week desc;

comment on view public.company_activity is
  'One row for each company and week of the last half year in which it opened or closed something, and for this week; of the postings that your filters take.';
comment on column public.company_activity.company is 'As its source names it; two boards of one company are one.';
comment on column public.company_activity.week is 'Its Monday, in UTC.';
comment on column public.company_activity.opened is 'Postings of that week: as the board dates them, or when they were first seen, whichever is earlier.';
comment on column public.company_activity.closed is 'Postings that left the board in that week and have stayed away.';
comment on column public.company_activity.open_now is 'Postings that are on the board now; the same in every row of the company.';
comment on column public.company_activity.median_days_open is 'How long the postings that have closed had been open: half of them shorter, half longer; null while none has closed.';
comment on column public.company_activity.source_ids is 'Its boards.';

revoke all on public.company_activity from public, anon, authenticated;
grant select on public.company_activity to authenticated, service_role;
