-- installation(): what the holder of the secret key may know of how boardscan is
-- installed, for "deno task doctor".
--
-- It runs with its owner's rights: pg_cron shows its rows to their owner alone,
-- and the notes on migrations and the server's processes are nobody else's either.
-- It takes no argument and tells versions, counts, sizes and times.

create function public.installation()
  returns jsonb
  language plpgsql
  security definer
  set search_path = ''
as $$
declare
  v_migrations jsonb;
  v_jobs jsonb := '[]';
begin
  if to_regclass('supabase_migrations.schema_migrations') is not null then
    begin
      select coalesce(jsonb_agg(m.version order by m.version), '[]')
      into v_migrations
      from supabase_migrations.schema_migrations m;
    exception when insufficient_privilege then
      -- Noted by a role that keeps it to itself.
      v_migrations := null;
    end;
  end if;

  -- Without the extension the rest is still worth telling.
  if to_regclass('cron.job') is not null then
    select coalesce(jsonb_agg(jsonb_build_object(
      'name', j.jobname, 'schedule', j.schedule, 'command', j.command, 'active', j.active,
      'last_run_at', r.start_time, 'last_status', r.status, 'last_message', r.return_message
    ) order by j.jobname), '[]')
    into v_jobs
    from cron.job j
    left join lateral (
      select d.start_time, d.status, d.return_message
      from cron.job_run_details d
      where d.jobid = j.jobid and d.status in ('succeeded', 'failed')
      order by d.start_time desc
      limit 1
    ) r on true
    where j.jobname like 'boardscan-%';
  end if;

  return jsonb_build_object(
    'now', clock_timestamp(),
    'postgres', current_setting('server_version'),
    'database_bytes', pg_database_size(current_database()),
    'migrations', v_migrations,
    'extensions', (
      select jsonb_object_agg(a.name, jsonb_build_object(
        'installed', a.installed_version, 'newest', a.default_version))
      from pg_catalog.pg_available_extensions a
      where a.name in ('pg_cron', 'pg_net', 'supabase_vault')
    ),
    'jobs', v_jobs,
    -- Null: a stand-in, whose worker is no process of the server.
    'cron_worker', case when exists (
        select from pg_catalog.pg_proc p
        join pg_catalog.pg_language l on l.oid = p.prolang
        where p.pronamespace = to_regnamespace('cron') and l.lanname = 'c')
      then exists (select from pg_catalog.pg_stat_activity s where s.backend_type ilike 'pg_cron%') end,
    'net_worker', case when exists (
        select from pg_catalog.pg_proc p
        join pg_catalog.pg_language l on l.oid = p.prolang
        where p.pronamespace = to_regnamespace('net') and l.lanname = 'c')
      then exists (select from pg_catalog.pg_stat_activity s where s.backend_type ilike 'pg_net%') end,
    'bare_tables', (
      select coalesce(jsonb_agg(n.nspname || '.' || c.relname order by 1), '[]')
      from pg_catalog.pg_class c
      join pg_catalog.pg_namespace n on n.oid = c.relnamespace
      where c.relkind = 'r'
        and (n.nspname = 'scanner' or (
          n.nspname = 'public' and c.relname in ('job_sources', 'job_postings', 'search_filters')))
        and not (c.relrowsecurity and exists (select from pg_catalog.pg_policy p where p.polrelid = c.oid))
    ),
    'operators', (select count(*) from scanner.operators),
    'filters', (select count(*) from public.search_filters f where f.enabled),
    'scans_last_day', (
      select count(*) from scanner.scans s where s.dispatched_at > now() - interval '1 day'
    ),
    'scans_a_month', (
      select coalesce(round(sum(30 * 86400 / extract(epoch from j.scan_every))), 0)
      from public.job_sources j
      where j.enabled
    )
  );
end;
$$;

comment on function public.installation is
  'How boardscan is installed: versions, jobs, workers, sizes and the clock. "deno task doctor" says what of it is wrong.';

revoke execute on function public.installation from public, anon, authenticated;
grant execute on function public.installation to service_role;

notify pgrst, 'reload schema';
