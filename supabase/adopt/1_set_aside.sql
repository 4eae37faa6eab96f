-- The first of three steps by which a project of boardscan's predecessor becomes
-- one of boardscan's; "deno task adopt" takes them all. By hand, in the SQL editor:
--
--   1. run this file, then:  select * from predecessor.set_aside();
--   2. npx supabase@3 db push --remote --yes
--   3. run 2_read.sql, 3_take_over.sql and 4_follow.sql, then:
--      select * from predecessor.take_over();  as often as you like
--
-- What has a name that boardscan makes goes to the schema "predecessor" as it is,
-- with its rows, indexes, policies and grants. Nothing is deleted, then or later:
-- drop the schema yourself when you need it no more. To see what would happen and
-- change nothing, put it between "begin;" and "rollback;".

create schema if not exists predecessor;

comment on schema predecessor is
  'What had names that boardscan makes, set aside with all its rows. Yours to keep or to drop.';

-- Who could read it before, also through a view of theirs, still can. The API
-- does not show this schema.
grant usage on schema predecessor to anon, authenticated, service_role;

create or replace function predecessor.set_aside()
  returns table (subject text, what text)
  language plpgsql
  set search_path = ''
as $$
declare
  c_relations constant text[] := array[
    -- <relations>
    'public.applied_watch', 'public.company_activity', 'public.job_postings', 'public.job_postings_by_role',
    'public.job_postings_by_score', 'public.job_postings_dismissed', 'public.job_postings_kept',
    'public.job_postings_open', 'public.job_postings_relisted', 'public.job_sources', 'public.job_sources_due',
    'public.job_sources_leased', 'public.job_sources_requested', 'public.new_postings', 'public.notification_health',
    'public.notification_log', 'public.open_postings', 'public.posting_changes', 'public.repost_signals',
    'public.scan_history', 'public.scan_log', 'public.scanner_health', 'public.search_filters', 'public.source_health'
    -- </relations>
  ];
  c_functions constant text[] := array[
    -- <functions>
    'public.add_notification', 'public.add_source', 'public.admit_operator', 'public.begin_digest', 'public.begin_scan',
    'public.end_digest', 'public.fail_scan', 'public.finish_scan', 'public.installation', 'public.mark_seen',
    'public.postings_to_judge', 'public.request_scan', 'public.save_details', 'public.scan_progress',
    'public.test_notification', 'public.upsert_postings'
    -- </functions>
  ];
  v_object record;
  v_rows bigint;
  v_moved text[] := '{}';
begin
  if pg_catalog.obj_description(to_regnamespace('scanner'), 'pg_namespace') like 'boardscan:%' then
    return query select 'boardscan', 'is installed already: nothing is set aside';
    return;
  end if;

  for v_object in
    select
      case c.relkind when 'v' then 'view' when 'm' then 'materialized view' when 'f' then 'foreign table'
        when 'S' then 'sequence' when 'c' then 'type' else 'table' end as kind,
      c.relname::text as name, format('public.%I', c.relname) as full_name, c.relname::text as report_name
    from pg_catalog.pg_class c
    where c.relnamespace = 'public'::regnamespace
      and c.relkind in ('r', 'p', 'v', 'm', 'f', 'S', 'c')
      and 'public.' || c.relname = any (c_relations)
    union all
    select 'type', y.typname::text, format('public.%I', y.typname), y.typname::text
    from pg_catalog.pg_type y
    where y.typnamespace = 'public'::regnamespace and y.typtype in ('e', 'd', 'r')
      and 'public.' || y.typname = any (c_relations)
    union all
    select 'function', p.proname::text, p.oid::regprocedure::text, p.proname::text
    from pg_catalog.pg_proc p
    where p.pronamespace = 'public'::regnamespace and p.prokind in ('f', 'p')
      and 'public.' || p.proname = any (c_functions)
    order by 1, 2
  loop
    if v_object.kind <> 'function' and to_regclass(format('predecessor.%I', v_object.name)) is not null then
      raise exception 'Cannot set aside %: predecessor.% is there already', v_object.full_name, v_object.name
        using errcode = '42P07', hint = 'Rename one of the two.';
    end if;
    execute format(
      'alter %s %s set schema predecessor',
      case v_object.kind when 'function' then 'routine' else v_object.kind end, v_object.full_name);
    v_moved := v_moved || v_object.name;
    if v_object.kind = 'table' then
      execute format('select count(*) from predecessor.%I', v_object.name) into v_rows;
      return query select 'public.' || v_object.report_name,
        format('the table is predecessor.%s now, with its %s rows', v_object.name, v_rows);
    else
      return query select 'public.' || v_object.report_name,
        format('the %s is predecessor.%s now', v_object.kind, v_object.name);
    end if;
  end loop;

  -- What stands on them goes on as before, for it is bound to the thing and not
  -- to its name; a text that speaks of them by name is not.
  return query
    select distinct c.oid::regclass::text, format('reads predecessor.%s from now on, as before', t.relname)
    from pg_catalog.pg_depend d
    join pg_catalog.pg_rewrite r on r.oid = d.objid and d.classid = 'pg_catalog.pg_rewrite'::regclass
    join pg_catalog.pg_class c on c.oid = r.ev_class and c.relnamespace <> 'predecessor'::regnamespace
    join pg_catalog.pg_class t on t.oid = d.refobjid and t.relnamespace = 'predecessor'::regnamespace
    where t.relname = any (v_moved)
    order by 1, 2;
  return query
    select k.conrelid::regclass::text, format('points to predecessor.%s from now on, as before', t.relname)
    from pg_catalog.pg_constraint k
    join pg_catalog.pg_class c on c.oid = k.conrelid and c.relnamespace <> 'predecessor'::regnamespace
    join pg_catalog.pg_class t on t.oid = k.confrelid and t.relnamespace = 'predecessor'::regnamespace
    where t.relname = any (v_moved)
    order by 1, 2;
  return query
    select p.oid::regprocedure::text, format(
      'speaks of %s by name, which is boardscan''s from now on: let it say predecessor.%1$s, or drop it', m.name)
    from pg_catalog.pg_proc p
    cross join unnest(v_moved) m (name)
    where p.pronamespace not in (
        'pg_catalog'::regnamespace, 'information_schema'::regnamespace, 'predecessor'::regnamespace)
      and p.prosrc ~ ('\m' || m.name || '\M')
    order by 1, 2;
  if to_regclass('cron.job') is not null then
    return query
      select 'job ' || coalesce(j.jobname, j.jobid::text),
        format('goes on; if it is the predecessor''s, end it: select cron.unschedule(%s)', j.jobid)
      from cron.job j
      where j.command ~ 'http_(?:post|get)|job_|scan'
      order by 1;
  end if;
end;
$$;

comment on function predecessor.set_aside is
  'Moves what has a name that boardscan makes from public to this schema; says what stands on it.';

revoke execute on function predecessor.set_aside from public, anon, authenticated;
