-- scan_log: every attempt, the newest first.

create view public.scan_log with (security_invoker = true) as
select
  s.id as scan_id,
  coalesce(j.company, j.board, j.host) as company,
  j.provider,
  s.trigger,
  s.status,
  s.dispatched_at,
  s.started_at - s.dispatched_at as waited,
  s.finished_at - s.started_at as took,
  s.fetched,
  s.matched,
  s.inserted,
  s.updated,
  s.reopened,
  s.archived,
  s.held_back,
  s.rejected,
  s.requests,
  s.bytes,
  coalesce(s.error, s.incomplete_reason) as reason,
  s.error_kind,
  b.batch_ids,
  s.source_id
from scanner.scans s
join public.job_sources j on j.id = s.source_id
left join lateral (
  select array_agg(x.batch_id) as batch_ids from scanner.batch_sources x where x.scan_id = s.id
) b on true
order by s.dispatched_at desc;

comment on view public.scan_log is 'One row for each attempt on a board, the newest first.';
comment on column public.scan_log.waited is 'From dispatch until the function claimed it.';
comment on column public.scan_log.held_back is 'Postings that were absent but not closed.';
comment on column public.scan_log.rejected is 'Adverts that could not be read.';

revoke all on public.scan_log from public, anon, authenticated;
grant select on public.scan_log to authenticated, service_role;
