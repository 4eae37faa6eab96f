-- source_health: how each board is doing, in words.

create view public.source_health with (security_invoker = true) as
select
  j.id as source_id,
  coalesce(j.company, j.board, j.host) as company,
  j.provider,
  j.board,
  case
    when not j.enabled then 'disabled'
    when j.scan_id is not null then 'scanning'
    when h.paused_until > now() then 'paused'
    when latest.status in ('failed', 'lost') then 'failing'
    when latest.status is null then 'never scanned'
    when j.held_count is not null then 'holding'
    when latest.status = 'partial' then 'partial'
    else 'ok'
  end as state,
  case
    when latest.status in ('failed', 'lost') then latest.error
    when j.held_count is not null
      then format('Listed %s postings, far fewer than before: nothing is closed until it says so three times (%s so far)',
        j.held_count, j.held_times)
    when latest.status = 'partial' then latest.incomplete_reason
  end as reason,
  latest.error_kind,
  good.finished_at as last_good_scan_at,
  latest.finished_at as last_scan_at,
  case when h.paused_until > now() then greatest(j.next_scan_at, h.paused_until) else j.next_scan_at end as next_scan_at,
  j.failures,
  (
    select count(*) from public.job_postings p
    where p.source_id = j.id and p.closed_at is null and p.status <> 'archived'
  ) as open_postings,
  latest.fetched as listed,
  recent.median_scan,
  j.url
from public.job_sources j
left join scanner.hosts h on h.host = j.host
left join lateral (
  select s.status, s.error, s.error_kind, s.incomplete_reason, s.finished_at, s.fetched
  from scanner.scans s
  where s.source_id = j.id and s.finished_at is not null
  order by s.dispatched_at desc
  limit 1
) latest on true
left join lateral (
  select s.finished_at
  from scanner.scans s
  where s.source_id = j.id and s.status in ('succeeded', 'unchanged')
  order by s.dispatched_at desc
  limit 1
) good on true
left join lateral (
  select percentile_cont(0.5) within group (order by t.took) as median_scan
  from (
    select s.finished_at - s.started_at as took
    from scanner.scans s
    where s.source_id = j.id and s.status in ('succeeded', 'unchanged', 'partial')
    order by s.dispatched_at desc
    limit 10
  ) t
) recent on true
order by (latest.status in ('failed', 'lost')) desc nulls last, j.id;

comment on view public.source_health is 'One row for each board: its state, why, and when it is scanned next. Failing ones first.';
comment on column public.source_health.state is 'ok, partial, holding, failing, paused, scanning, never scanned, disabled.';
comment on column public.source_health.reason is 'What is wrong, in words.';
comment on column public.source_health.listed is 'Adverts that the last scan saw, whatever the filters say.';
comment on column public.source_health.median_scan is 'Of the last ten scans that read something.';
comment on column public.source_health.source_id is 'The board, in job_sources.';
comment on column public.source_health.company is 'As job_sources names it, or else its board or host.';
comment on column public.source_health.provider is 'The applicant tracking system; null until the first scan has recognised it.';
comment on column public.source_health.board is 'The provider''s key of the board.';
comment on column public.source_health.error_kind is 'Of the last scan, where it failed: not_found, throttled, blocked, unavailable, timeout, payload and so on.';
comment on column public.source_health.last_good_scan_at is 'When it was last read completely.';
comment on column public.source_health.last_scan_at is 'When the last attempt ended.';
comment on column public.source_health.next_scan_at is 'When it is scanned next; later where its host asks us to wait.';
comment on column public.source_health.failures is 'Failed scans in a row.';
comment on column public.source_health.open_postings is 'Postings of it that a filter takes and that are on the board now.';
comment on column public.source_health.url is 'As a person added it.';

revoke all on public.source_health from public, anon, authenticated;
grant select on public.source_health to authenticated, service_role;
