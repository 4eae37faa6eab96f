-- scan_history: what scanning brought, one row for each press of the Scan button
-- and for each hour of the schedule, the newest first.

create view public.scan_history with (security_invoker = true) as
select p.since, p.batch_id, sums.*
from (
  select b.requested_at as since, b.id as batch_id
  from scanner.batches b
  union all
  select h.hour, null
  from generate_series(
    (select date_trunc('hour', min(s.dispatched_at)) from scanner.scans s), now(), interval '1 hour'
  ) h (hour)
  order by 1 desc, 2
) p
-- Summed for each row that is shown, not over all scans before a limit.
cross join lateral (
  select
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
  from (
    select s.*
    from scanner.batch_sources x
    join scanner.scans s on s.id = x.scan_id
    where x.batch_id = p.batch_id
    union all
    select s.*
    from scanner.scans s
    where p.batch_id is null
      and s.dispatched_at >= p.since
      and s.dispatched_at < p.since + interval '1 hour'
      and not exists (select from scanner.batch_sources x where x.scan_id = s.id)
  ) a
  having count(*) > 0
) sums
order by p.since desc, p.batch_id;

comment on view public.scan_history is 'Sums of the scans of each batch and, for the schedule, of each hour; the newest first.';
comment on column public.scan_history.since is 'When Scan was pressed, or the hour.';
comment on column public.scan_history.batch_id is 'Null for the schedule.';
comment on column public.scan_history.took is 'From the first dispatch to the last end.';
comment on column public.scan_history.scans is 'How many there were.';
comment on column public.scan_history.succeeded is 'Those that read the whole board.';
comment on column public.scan_history.unchanged is 'Those that found what was there the last time.';
comment on column public.scan_history.partial is 'Those that could not read all of the board.';
comment on column public.scan_history.failed is 'Those that failed, or of which nothing was heard again.';
comment on column public.scan_history.in_flight is 'Those that have not ended.';
comment on column public.scan_history.fetched is 'Adverts that the boards listed.';
comment on column public.scan_history.matched is 'Those that a filter takes.';
comment on column public.scan_history.inserted is 'Postings that were new.';
comment on column public.scan_history.updated is 'Postings that changed.';
comment on column public.scan_history.reopened is 'Postings that came back.';
comment on column public.scan_history.archived is 'Postings that closed.';
comment on column public.scan_history.held_back is 'Postings that were absent but not closed.';
comment on column public.scan_history.requests is 'Requests to the boards.';
comment on column public.scan_history.bytes is 'Of their answers.';

revoke all on public.scan_history from public, anon, authenticated;
grant select on public.scan_history to authenticated, service_role;
