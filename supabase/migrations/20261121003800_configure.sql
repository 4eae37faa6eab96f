-- configure(): the one step after the migrations. Postgres cannot know the
-- address of its own project, so a person says it once.

create function scanner.configure(project_url text, tick text default '* * * * *')
  returns text
  language plpgsql
  security invoker
  set search_path = ''
as $$
declare
  v_url text := regexp_replace(btrim(configure.project_url), '/+$', '');
begin
  if v_url !~ '^https?://[A-Za-z0-9._:-]+$' then
    raise exception 'Cannot use "%" as the address of the project', configure.project_url
      using errcode = '22023', hint = 'Wanted: https://<ref>.supabase.co';
  end if;

  update scanner.settings set project_url = v_url;
  perform cron.schedule('boardscan-dispatch', configure.tick, 'select scanner.dispatch()');
  perform cron.schedule('boardscan-housekeep', '17 3 * * *', 'select scanner.housekeep()');
  return format('%s sources will be scanned through %s/functions/v1/scan-source',
    (select count(*) from public.job_sources j where j.enabled), v_url);
end;
$$;

comment on function scanner.configure is
  'Stores the address of the project and schedules the jobs; safe to repeat. tick: a cron expression, or "30 seconds" from pg_cron 1.5 on.';

revoke execute on function scanner.configure from public, anon, authenticated;

notify pgrst, 'reload schema';
