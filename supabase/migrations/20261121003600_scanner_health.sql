-- scanner_health: one row that names everything that stands still, and what to
-- do about it.

create view public.scanner_health with (security_invoker = true) as
with machine as materialized (
  select scanner.machine_state() as state
),
facts as (
  select
    s.project_url,
    s.last_dispatch_at,
    (m.state ->> 'cron_active')::boolean as cron_active,
    (m.state ->> 'cron_last_run_at')::timestamptz as cron_last_run_at,
    m.state ->> 'cron_last_message' as cron_last_message,
    (m.state ->> 'net_queue')::int as net_queue,
    (m.state ->> 'refused_posts')::int as refused_posts,
    m.state ->> 'refused_post' as refused_post,
    (m.state ->> 'refused_digests')::int as refused_digests,
    (select count(*) from scanner.notifications n where n.enabled and n.failures > 0)::int as failing_notifications,
    (select count(*) from public.job_sources j where j.enabled)::int as sources,
    (select count(*) from public.job_sources j where j.scan_id is not null)::int as in_flight,
    (
      select count(*) from public.job_sources j
      left join scanner.hosts h on h.host = j.host
      where j.enabled and j.scan_id is null and j.next_scan_at < now() - interval '5 minutes'
        and (h.paused_until is null or h.paused_until < now())
    )::int as overdue,
    (select count(*) from public.job_sources j where j.scan_id is not null and j.lease_until < now())::int as expired_leases,
    (select count(*) from public.job_sources j where j.enabled and j.failures > 0)::int as failing
  from scanner.settings s, machine m
)
select
  advice.list = '{}' as healthy,
  advice.list as what_to_do,
  f.sources,
  f.in_flight,
  f.overdue,
  f.failing,
  f.failing_notifications,
  f.expired_leases,
  f.net_queue,
  f.refused_posts,
  f.cron_active,
  f.cron_last_run_at,
  f.last_dispatch_at,
  f.project_url
from facts f
cross join lateral (
  select array_remove(array[
    case when f.project_url is null
      then 'The address of the project is not known: select scanner.configure(''https://<ref>.supabase.co'')' end,
    case when f.cron_active is null
      then 'No schedule: select scanner.configure(''https://<ref>.supabase.co'') makes it' end,
    case when not f.cron_active
      then 'The schedule is switched off: select cron.alter_job(jobid, active := true) from cron.job where jobname = ''boardscan-dispatch''' end,
    case when f.cron_active and coalesce(f.last_dispatch_at, '-infinity') < now() - interval '5 minutes'
      then 'The schedule has not run for five minutes: look at cron.job_run_details; restarting the project revives pg_cron' end,
    case when f.cron_last_message is not null
      then 'The schedule failed: ' || f.cron_last_message end,
    case when f.net_queue > 200
      then 'pg_net is behind: select net.worker_restart()' end,
    case when f.refused_posts > 0
      then format('The function scan-source did not answer 202 to %s calls of the last hour (%s): is it deployed, with verify_jwt = false?',
        f.refused_posts, f.refused_post) end,
    case when f.expired_leases > 0
      then 'Scans died without a word: see the log of the function scan-source' end,
    case when f.refused_digests > 0
      then format('The function notify did not answer 202 to %s calls of the last hour: is it deployed, with verify_jwt = false?',
        f.refused_digests) end,
    case when f.overdue > 0 and f.in_flight = 0
      then format('%s sources are due and none is being scanned: select scanner.dispatch()', f.overdue) end
  ], null) || array(
    select case
      when n.failures > 0 then format('The notification "%s" fails: %s', n.name, n.last_error)
      else format('The notification "%s" is of the filter "%s", which is not there', n.name, n.filter) end
    from scanner.notifications n
    where n.enabled and (
      n.failures > 0
      or (n.filter is not null and not exists (select from public.search_filters s where s.name = n.filter))
    )
    order by n.name
  ) as list
) advice;

comment on view public.scanner_health is 'One row: whether everything moves, and what to do where it does not.';
comment on column public.scanner_health.what_to_do is 'One sentence for each thing that stands still.';
comment on column public.scanner_health.overdue is 'Sources that should have been scanned five minutes ago.';
comment on column public.scanner_health.failing_notifications is 'Notifications whose last attempt failed.';
comment on column public.scanner_health.refused_posts is 'Calls of scan-source in the last hour that were not answered 202.';
comment on column public.scanner_health.net_queue is 'Requests that wait in pg_net.';
comment on column public.scanner_health.healthy is 'True: there is nothing to do.';
comment on column public.scanner_health.sources is 'Boards that are switched on.';
comment on column public.scanner_health.in_flight is 'Boards that are being scanned.';
comment on column public.scanner_health.failing is 'Boards whose last scan failed.';
comment on column public.scanner_health.expired_leases is 'Scans that fell silent; the next tick takes them back.';
comment on column public.scanner_health.cron_active is 'Whether the schedule is switched on; null: there is none.';
comment on column public.scanner_health.cron_last_run_at is 'When pg_cron last ran it.';
comment on column public.scanner_health.last_dispatch_at is 'When it last did its work.';
comment on column public.scanner_health.project_url is 'Where the functions are called.';

revoke all on public.scanner_health from public, anon, authenticated;
grant select on public.scanner_health to authenticated, service_role;
