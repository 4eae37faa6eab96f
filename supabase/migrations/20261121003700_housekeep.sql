-- housekeep(): once a day, what nobody needs any more.

create function scanner.housekeep()
  returns void
  language plpgsql
  security invoker
  set search_path = ''
as $$
declare
  v_settings scanner.settings;
begin
  select * into strict v_settings from scanner.settings;

  delete from cron.job_run_details r where r.end_time < now() - v_settings.keep_cron_runs;
  delete from scanner.batches b where b.requested_at < now() - v_settings.keep_scans;
  delete from scanner.scans s
  where s.dispatched_at < now() - v_settings.keep_scans and s.finished_at is not null;
  delete from scanner.cycles c where c.started_at < now() - interval '1 day';
  delete from scanner.posting_events e where e.at < now() - v_settings.keep_events;
  delete from scanner.digests d where d.test and d.ended_at < now() - v_settings.keep_scans;
  -- Which posting was told stays known; what was told of it need not.
  update scanner.digests d
  set content = null
  where d.content is not null and d.ended_at < now() - v_settings.keep_scans;

  update public.job_postings p
  set description = null, details_at = null, judged_revision = null
  where p.status = 'archived'
    and p.description is not null
    and p.closed_at < now() - v_settings.keep_descriptions;

  -- The views hide what is too old at once; here it leaves for good.
  update public.job_postings p
  set status = 'archived', archived_reason = 'filtered'
  where p.status = 'new'
    and p.closed_at is null
    and not scanner.is_fresh(p.filters, p.posted_at, p.first_seen_at);
end;
$$;

comment on function scanner.housekeep is 'Deletes old runs, scans, events and descriptions and archives what is too old for its filters.';

revoke execute on function scanner.housekeep from public, anon, authenticated;
grant execute on function scanner.housekeep to service_role;
