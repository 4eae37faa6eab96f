-- Before anything is made: a project where a name is taken is left as it is, and
-- told what to do. Twin: scripts/deploy/preflight.ts, which asks the same of a
-- database before anything is sent to it. The lists are written by "deno task names".

do $$
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
  -- Whatever their arguments: the API cannot choose between two of one name.
  c_functions constant text[] := array[
    -- <functions>
    'public.add_notification', 'public.add_source', 'public.admit_operator', 'public.begin_digest', 'public.begin_scan',
    'public.end_digest', 'public.fail_scan', 'public.finish_scan', 'public.installation', 'public.mark_seen',
    'public.postings_to_judge', 'public.request_scan', 'public.save_details', 'public.scan_progress',
    'public.test_notification', 'public.upsert_postings'
    -- </functions>
  ];
  v_taken text;
begin
  -- It is here already: this file came after those that made it.
  if pg_catalog.obj_description(to_regnamespace('scanner'), 'pg_namespace') like 'boardscan:%' then
    return;
  end if;

  select string_agg(t.name, ', ' order by t.name)
  into v_taken
  from (
    select 'schema scanner' as name where to_regnamespace('scanner') is not null
    union
    select 'public.' || c.relname
    from pg_catalog.pg_class c
    where c.relnamespace = 'public'::regnamespace and 'public.' || c.relname = any (c_relations)
    union
    select 'public.' || y.typname
    from pg_catalog.pg_type y
    where y.typnamespace = 'public'::regnamespace and 'public.' || y.typname = any (c_relations)
    union
    select 'public.' || p.proname
    from pg_catalog.pg_proc p
    where p.pronamespace = 'public'::regnamespace and 'public.' || p.proname = any (c_functions)
  ) t;

  if v_taken is not null then
    raise exception 'Cannot install boardscan, and nothing was changed: the project has something else by the name of %. Run "deno task adopt", which moves a predecessor''s tables aside and takes over what they hold, or rename it', v_taken
      using errcode = '42710';
  end if;
end
$$;
