-- Before anything is made: a project where a name is taken is left as it is, and
-- told what to do. Twin: scripts/deploy/preflight.ts, which asks the same of a
-- database before anything is sent to it.

do $$
declare
  c_relations constant text[] := array[
    'applied_watch', 'company_activity', 'job_postings', 'job_postings_by_role', 'job_postings_by_score',
    'job_postings_dismissed', 'job_postings_kept', 'job_postings_open', 'job_postings_relisted', 'job_sources',
    'job_sources_due', 'job_sources_leased', 'job_sources_requested', 'new_postings', 'notification_health',
    'notification_log', 'open_postings', 'posting_changes', 'repost_signals', 'scan_history', 'scan_log',
    'scanner_health', 'search_filters', 'source_health'
  ];
  -- Whatever their arguments: the API cannot choose between two of one name.
  c_functions constant text[] := array[
    'add_notification', 'add_source', 'admit_operator', 'begin_digest', 'begin_scan', 'end_digest', 'fail_scan',
    'finish_scan', 'installation', 'mark_seen', 'postings_to_judge', 'request_scan', 'save_details', 'scan_progress',
    'test_notification', 'upsert_postings'
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
    where c.relnamespace = 'public'::regnamespace and c.relname = any (c_relations)
    union
    select 'public.' || y.typname
    from pg_catalog.pg_type y
    where y.typnamespace = 'public'::regnamespace and y.typname = any (c_relations)
    union
    select 'public.' || p.proname
    from pg_catalog.pg_proc p
    where p.pronamespace = 'public'::regnamespace and p.proname = any (c_functions)
  ) t;

  if v_taken is not null then
    raise exception 'Cannot install boardscan, and nothing was changed: the project has something else by the name of %. Run "deno task adopt", which moves a predecessor''s tables aside and takes over what they hold, or rename it', v_taken
      using errcode = '42710';
  end if;
end
$$;
