-- scan_log: every attempt, the newest first.

create view public.scan_log with (security_invoker = true) as
select
  s.id as scan_id,
  coalesce(j.company, j.board, j.host) as company,
  j.provider,
  s.trigger,
  s.status,
  s.dispatched_at,
  s.listed_at,
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
comment on column public.scan_log.scan_id is 'The attempt.';
comment on column public.scan_log.company is 'As job_sources names it, or else its board or host.';
comment on column public.scan_log.provider is 'The applicant tracking system.';
comment on column public.scan_log.trigger is 'schedule or manual.';
comment on column public.scan_log.status is 'dispatched, running, succeeded, unchanged, partial, failed, lost.';
comment on column public.scan_log.dispatched_at is 'When the function was called.';
comment on column public.scan_log.listed_at is 'When the listing was read and written; after that only details follow.';
comment on column public.scan_log.took is 'From then until it ended.';
comment on column public.scan_log.fetched is 'Adverts that the board listed.';
comment on column public.scan_log.matched is 'Those that a filter takes.';
comment on column public.scan_log.inserted is 'Postings that are new.';
comment on column public.scan_log.updated is 'Postings that changed.';
comment on column public.scan_log.reopened is 'Postings that came back.';
comment on column public.scan_log.archived is 'Postings that closed.';
comment on column public.scan_log.requests is 'Requests to the board.';
comment on column public.scan_log.bytes is 'Of its answers.';
comment on column public.scan_log.reason is 'Why it failed, or why the listing was not complete.';
comment on column public.scan_log.error_kind is 'Where it failed: not_found, throttled, blocked, unavailable, timeout, payload and so on.';
comment on column public.scan_log.batch_ids is 'The presses of Scan that it answers; null for the schedule.';
comment on column public.scan_log.source_id is 'The board, in job_sources.';

revoke all on public.scan_log from public, anon, authenticated;
grant select on public.scan_log to authenticated, service_role;
