-- Removes boardscan from a project, and only that: run it in Studio's SQL editor.
-- It is one statement: everything goes, or nothing does.
--
-- YOUR POSTINGS GO WITH IT, those that you saved or applied to as well. To keep a
-- copy:  create table public.my_postings as select * from public.job_postings;
--
-- What stays: the extensions pg_cron, pg_net and supabase_vault, which other parts
-- of a project use too, and their schemas; the publication supabase_realtime; and
-- what "deno task adopt" has set aside in the schema "predecessor", which is yours.
-- Something of yours that stands on boardscan's tables or views stops it, with a
-- sentence that names it.
--
-- The functions are outside the database:
--   npx supabase@3 functions delete scan scan-source notify
--
-- The lists are written by "deno task names".

do $$
declare
  c_relations constant text[] := array[
    -- <relations>
    'public.applied_watch', 'public.company_activity', 'public.job_postings', 'public.job_postings_by_role',
    'public.job_postings_by_score', 'public.job_postings_dismissed', 'public.job_postings_kept',
    'public.job_postings_open', 'public.job_postings_relisted', 'public.job_sources', 'public.job_sources_due',
    'public.job_sources_leased', 'public.job_sources_requested', 'public.new_postings', 'public.notification_health',
    'public.notification_log', 'public.open_postings', 'public.posting_changes', 'public.repost_signals',
    'public.scan_history', 'public.scan_log', 'public.scanner_health', 'public.search_filters', 'public.source_health',
    'scanner.batch_sources', 'scanner.batch_sources_by_scan', 'scanner.batch_sources_by_source',
    'scanner.batch_sources_waiting', 'scanner.batches', 'scanner.cycles', 'scanner.digest_postings',
    'scanner.digest_postings_by_digest', 'scanner.digest_postings_by_posting', 'scanner.digest_postings_waiting',
    'scanner.digests', 'scanner.digests_by_notification', 'scanner.digests_by_time', 'scanner.digests_one_at_a_time',
    'scanner.hosts', 'scanner.notifications', 'scanner.operators', 'scanner.posting_events',
    'scanner.posting_events_by_posting', 'scanner.posting_events_by_scan', 'scanner.posting_events_by_time',
    'scanner.posting_events_reopened', 'scanner.readers', 'scanner.role_returns', 'scanner.scans',
    'scanner.scans_by_source', 'scanner.scans_by_time', 'scanner.settings', 'scanner.wanted_postings'
    -- </relations>
    , 'predecessor.adopted_postings', 'predecessor.adopted_sources'
  ];
  c_functions constant text[] := array[
    -- <functions>
    'public.add_notification', 'public.add_source', 'public.admit_operator', 'public.begin_digest', 'public.begin_scan',
    'public.end_digest', 'public.fail_scan', 'public.finish_scan', 'public.installation', 'public.mark_seen',
    'public.postings_to_judge', 'public.request_scan', 'public.save_details', 'public.scan_progress',
    'public.test_notification', 'public.upsert_postings', 'scanner.backoff', 'scanner.caller_id',
    'scanner.check_enabled', 'scanner.check_filter', 'scanner.check_removed', 'scanner.check_source',
    'scanner.check_status', 'scanner.claim_digest', 'scanner.close_absent', 'scanner.configure',
    'scanner.digest_content', 'scanner.dispatch', 'scanner.enabled_filters', 'scanner.end_scan', 'scanner.fail_digest',
    'scanner.follow_cycle', 'scanner.forget_webhook', 'scanner.hold_scan', 'scanner.host_limit', 'scanner.host_pace',
    'scanner.housekeep', 'scanner.is_broken', 'scanner.is_fresh', 'scanner.is_operator', 'scanner.lacking_details',
    'scanner.machine_state', 'scanner.next_digest_at', 'scanner.note_end', 'scanner.note_host', 'scanner.note_role',
    'scanner.pay_text', 'scanner.place_text', 'scanner.post_digest', 'scanner.queue_gained', 'scanner.queue_news',
    'scanner.reader', 'scanner.reap', 'scanner.save_postings', 'scanner.scanned_host', 'scanner.send_digests',
    'scanner.send_due', 'scanner.settle_address', 'scanner.settle_source', 'scanner.told_changes', 'scanner.words_key'
    -- </functions>
    , 'predecessor.address_of', 'predecessor.adopt_posting', 'predecessor.adopt_source', 'predecessor.board_url',
    'predecessor.columns', 'predecessor.is_yes', 'predecessor.keep_by_address', 'predecessor.lines',
    'predecessor.postings', 'predecessor.set_aside', 'predecessor.settle_archived', 'predecessor.sources',
    'predecessor.status_of', 'predecessor.take_over', 'predecessor.time_of'
  ];
  c_migrations constant text[] := array[
    -- <migrations>
    '20261121000050_free_names', '20261121000100_extensions', '20261121000200_scanner_schema',
    '20261121000300_operators', '20261121000350_admit_operator', '20261121000400_settings', '20261121000500_hosts',
    '20261121000550_host_limit', '20261121000600_job_sources', '20261121000700_search_filters',
    '20261121000710_words_key', '20261121000720_check_filter', '20261121000800_scans', '20261121000850_cycles',
    '20261121000900_batches', '20261121001000_job_postings', '20261121001020_check_removed', '20261121001050_realtime',
    '20261121001100_posting_events', '20261121001150_readers', '20261121001200_backoff', '20261121001220_notifications',
    '20261121001240_digests', '20261121001260_queue_news', '20261121001270_queue_gained', '20261121001300_end_scan',
    '20261121001400_reap', '20261121001500_send_due', '20261121001510_digest_content', '20261121001520_claim_digest',
    '20261121001530_post_digest', '20261121001540_fail_digest', '20261121001550_send_digests',
    '20261121001600_dispatch', '20261121001700_request_scan', '20261121001800_scan_progress',
    '20261121001900_add_source', '20261121001980_host_pace', '20261121002000_begin_scan', '20261121002100_hold_scan',
    '20261121002150_is_fresh', '20261121002200_save_postings', '20261121002300_upsert_postings',
    '20261121002400_close_absent', '20261121002450_follow_cycle', '20261121002470_settle_address',
    '20261121002500_settle_source', '20261121002550_lacking_details', '20261121002600_finish_scan',
    '20261121002700_save_details', '20261121002750_note_host', '20261121002800_fail_scan',
    '20261121002810_begin_digest', '20261121002820_end_digest', '20261121002830_add_notification',
    '20261121002840_test_notification', '20261121002900_pay_text', '20261121002920_place_text',
    '20261121002950_wanted_postings', '20261121002980_postings_to_judge', '20261121003000_open_postings',
    '20261121003080_mark_seen', '20261121003100_new_postings', '20261121003190_told_changes',
    '20261121003200_posting_changes', '20261121003220_company_activity', '20261121003230_role_returns',
    '20261121003240_repost_signals', '20261121003260_applied_watch', '20261121003300_source_health',
    '20261121003400_scan_log', '20261121003450_scan_history', '20261121003460_notification_log',
    '20261121003470_notification_health', '20261121003500_machine_state', '20261121003600_scanner_health',
    '20261121003700_housekeep', '20261121003800_configure', '20261121003900_installation'
    -- </migrations>
  ];
  v_left text;
  v_dropped int;
  v_object record;
  v_dependent text;
begin
  if obj_description(to_regnamespace('scanner'), 'pg_namespace') not like 'boardscan:%' or to_regnamespace('scanner') is null then
    raise exception 'Cannot uninstall boardscan: it is not here' using errcode = '3F000';
  end if;

  if to_regclass('cron.job') is not null then
    delete from cron.job_run_details d
    using cron.job j
    where j.jobid = d.jobid and j.jobname in ('boardscan-dispatch', 'boardscan-housekeep');
    perform cron.unschedule(j.jobid)
    from cron.job j
    where j.jobname in ('boardscan-dispatch', 'boardscan-housekeep');
  end if;
  if to_regclass('net.http_request_queue') is not null then
    delete from net.http_request_queue q
    using scanner.settings s
    where q.url in (s.project_url || '/functions/v1/scan-source', s.project_url || '/functions/v1/notify');
  end if;
  if to_regclass('scanner.notifications') is not null and to_regclass('vault.secrets') is not null then
    delete from vault.secrets v using scanner.notifications n where v.id = n.secret_id;
  end if;

  -- What others stand on cannot go before them: round after round, until all are
  -- gone or none of those that are left can go.
  loop
    v_dropped := 0;
    v_left := null;
    for v_object in
      select case c.relkind when 'v' then 'view' else 'table' end as kind, c.oid::regclass::text as name
      from pg_catalog.pg_class c
      join pg_catalog.pg_namespace n on n.oid = c.relnamespace
      where c.relkind in ('r', 'v') and n.nspname || '.' || c.relname = any (c_relations)
      union all
      select 'function', p.oid::regprocedure::text
      from pg_catalog.pg_proc p
      join pg_catalog.pg_namespace n on n.oid = p.pronamespace
      where n.nspname || '.' || p.proname = any (c_functions)
    loop
      begin
        execute format('drop %s %s', v_object.kind, v_object.name);
        v_dropped := v_dropped + 1;
      exception when dependent_objects_still_exist then
        get stacked diagnostics v_dependent = pg_exception_detail;
        v_left := concat_ws(e'\n', v_left, v_dependent);
      end;
    end loop;
    exit when v_dropped = 0;
  end loop;
  begin
    drop schema scanner;
  exception when dependent_objects_still_exist then
    get stacked diagnostics v_dependent = pg_exception_detail;
    v_left := coalesce(v_left, v_dependent);
  end;
  if v_left is not null then
    -- boardscan's own parts wait for each other; who reads this needs the others.
    select string_agg(distinct l.line, '; ')
    into v_left
    from regexp_split_to_table(v_left, e'\n') l (line)
    where not exists (
      select from unnest(c_relations) r (name)
      where to_regclass(r.name)::text = substring(l.line from '([^ ]+) depends on ')
    );
    raise exception 'Cannot uninstall boardscan, and nothing was changed: %', v_left
      using errcode = '2BP01', hint = 'Move or drop what is yours among these first.';
  end if;

  if to_regclass('supabase_migrations.schema_migrations') is not null then
    delete from supabase_migrations.schema_migrations m
    where m.version || '_' || m.name = any (c_migrations);
  end if;
end
$$;

notify pgrst, 'reload schema';
