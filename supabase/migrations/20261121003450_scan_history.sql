-- scan_history: what scanning brought, one row for each press of the Scan button
-- and for each hour of the schedule, the newest first.

create view public.scan_history with (security_invoker = true) as
with attempts as (
  select s.*, x.batch_id, b.requested_at
  from scanner.scans s
  left join scanner.batch_sources x on x.scan_id = s.id
  left join scanner.batches b on b.id = x.batch_id
)
select
  coalesce(a.requested_at, date_trunc('hour', a.dispatched_at)) as since,
  a.batch_id,
  count(*) as scans,
  count(*) filter (where a.status = 'succeeded') as succeeded,
  count(*) filter (where a.status = 'unchanged') as unchanged,
  count(*) filter (where a.status = 'partial') as partial,
  count(*) filter (where a.status in ('failed', 'lost')) as failed,
  count(*) filter (where a.status in ('dispatched', 'running')) as in_flight,
  sum(a.fetched) as fetched,
  sum(a.matched) as matched,
  sum(a.inserted) as inserted,
  sum(a.updated) as updated,
  sum(a.reopened) as reopened,
  sum(a.archived) as archived,
  sum(a.held_back) as held_back,
  sum(a.requests) as requests,
  sum(a.bytes) as bytes,
  max(a.finished_at) - min(a.dispatched_at) as took
from attempts a
group by 1, 2
order by 1 desc, 2;

comment on view public.scan_history is 'Sums of the scans of each batch and, for the schedule, of each hour; the newest first.';
comment on column public.scan_history.since is 'When Scan was pressed, or the hour.';
comment on column public.scan_history.batch_id is 'Null for the schedule.';
comment on column public.scan_history.took is 'From the first dispatch to the last end.';

revoke all on public.scan_history from public, anon, authenticated;
grant select on public.scan_history to authenticated, service_role;
