-- finish_scan(): ends the listing of a board: the last postings, the guarded
-- archive and the next date, in one transaction, so that a reader never sees a
-- board half refreshed. Twin: supabase/functions/_shared/report.ts.

create function public.finish_scan(scan_id uuid, report jsonb)
  returns jsonb
  language plpgsql
  security invoker
  set search_path = ''
  set statement_timeout = '30s'
as $$
declare
  v_source public.job_sources := scanner.hold_scan(finish_scan.scan_id, listed := false);
  v_scan scanner.scans;
  v_report record;
  v_listing record;
  v_saved record;
  v_returned int := 0;
  v_absent record;
  v_outcome text;
  v_twin bigint;
  v_lacking jsonb := '[]';
begin
  select * into v_report from jsonb_to_record(finish_scan.report) as r (
    outcome text, complete boolean, reason text, fingerprint text, cursor jsonb, resolved jsonb, company text,
    fetched int, matched int, rejected int, requests int, bytes bigint, advertised_total int,
    seen_ids text[], matched_ids text[], postings jsonb,
    misses_until_closed int, empty_proves_nothing boolean, has_details boolean
  );
  v_outcome := v_report.outcome;
  if v_outcome is null or v_outcome not in ('succeeded', 'unchanged', 'partial') then
    raise sqlstate 'PT400' using message = format('Cannot finish a scan with outcome "%s"', v_outcome);
  end if;
  if v_outcome <> 'unchanged' and (v_report.seen_ids is null or v_report.matched_ids is null) then
    raise sqlstate 'PT400' using message = 'Cannot finish a scan without the ids that it saw';
  end if;

  if scanner.settle_address(v_source, finish_scan.scan_id) then
    return jsonb_build_object('outcome', 'failed', 'lacking', v_lacking, 'requests_per_second', null);
  end if;

  v_twin := scanner.settle_source(v_source.id, v_report.resolved);
  if v_twin is not null then
    update scanner.scans s
    set error_kind = 'duplicate',
        error = format('This is the board that source %s watches already; this source is switched off', v_twin)
    where s.id = finish_scan.scan_id;
    perform scanner.end_scan(finish_scan.scan_id, 'failed');
    perform scanner.dispatch(wait := true);
    return jsonb_build_object('outcome', 'failed', 'lacking', v_lacking, 'requests_per_second', null);
  end if;

  select * into strict v_scan from scanner.scans s where s.id = finish_scan.scan_id;
  v_listing := scanner.follow_cycle(
    v_scan, nullif(v_report.cursor, 'null'), coalesce(v_report.complete, false),
    v_report.advertised_total, v_outcome, v_report.reason, v_report.seen_ids);
  v_outcome := v_listing.outcome;

  if v_outcome = 'unchanged' then
    -- Nothing was parsed; the board lists what it listed last time.
    select s.fetched, s.matched into v_report.fetched, v_report.matched
    from scanner.scans s
    where s.source_id = v_source.id and s.outcome in ('succeeded', 'unchanged')
    order by s.listed_at desc
    limit 1;
  end if;

  v_saved := scanner.save_postings(v_source.id, finish_scan.scan_id, coalesce(v_report.postings, '[]'));

  if v_outcome <> 'unchanged' then
    -- Seen again, whatever the filters say: what a person has kept is open once more.
    with returned as (
      update public.job_postings p
      set closed_at = null, missed = 0, reopened = p.reopened + 1
      where p.source_id = v_source.id
        and p.external_id = any (v_report.seen_ids)
        and p.closed_at is not null
        and p.status <> 'archived'
      returning p.id
    ),
    events as (
      insert into scanner.posting_events (posting_id, scan_id, kind)
      select r.id, finish_scan.scan_id, 'reopened' from returned r
    )
    select count(*) into v_returned from returned;

    update public.job_postings p
    set missed = 0
    where p.source_id = v_source.id
      and p.external_id = any (v_report.seen_ids)
      and p.missed > 0;

    -- On the board, but no filter takes it: filtered, also where it had closed before.
    update public.job_postings p
    set status = 'archived', archived_reason = 'filtered', closed_at = null, filters = '{}',
        -- When its list is taken again, it is judged with its details again.
        judged_revision = null
    where p.source_id = v_source.id
      and (p.status = 'new' or (p.status = 'archived' and (p.closed_at is not null or p.filters <> '{}')))
      and p.external_id = any (v_report.seen_ids)
      and p.external_id <> all (v_report.matched_ids);
  end if;

  if v_outcome = 'partial' then
    -- What is absent from a part of a board proves nothing.
    select 0 as archived, 0 as held_back into v_absent;
  else
    v_absent := scanner.close_absent(
      v_source, finish_scan.scan_id, v_listing.seen_ids,
      case when v_scan.resumed then cardinality(v_listing.seen_ids) else v_report.fetched end,
      v_report.misses_until_closed, coalesce(v_report.empty_proves_nothing, false));
  end if;

  update scanner.scans s
  set outcome = v_outcome,
      listed_at = now(),
      requests = coalesce(v_report.requests, 0),
      bytes = coalesce(v_report.bytes, 0),
      fetched = coalesce(v_report.fetched, 0),
      -- What the details ruled out under these filters is no match of the list.
      matched = coalesce(v_report.matched, 0) - (
        select count(*)
        from public.job_postings p
        where p.source_id = v_source.id
          and p.archived_reason = 'filtered'
          and p.judged_revision = s.filter_revision
          and p.external_id = any (v_report.matched_ids)
      ),
      rejected = coalesce(v_report.rejected, 0),
      advertised_total = v_report.advertised_total,
      incomplete_reason = v_listing.reason,
      inserted = s.inserted + v_saved.inserted,
      updated = s.updated + v_saved.updated,
      reopened = s.reopened + v_saved.reopened + v_returned,
      archived = v_absent.archived,
      held_back = v_absent.held_back
  where s.id = finish_scan.scan_id;

  update public.job_sources j
  set company = coalesce(j.company, v_report.company),
      last_polled_at = now(),
      failures = 0,
      fingerprint = case v_outcome
        -- Of several scans none has read it all.
        when 'succeeded' then case when not v_scan.resumed then v_report.fingerprint end
        -- The same answers, with what the board said of them this time.
        when 'unchanged' then coalesce(v_report.fingerprint, j.fingerprint) end,
      -- A board whose reading ran out of time goes on soon. After its first scan
      -- a source is given its own time of the round, so that a thousand that were
      -- added at once spread out; then it keeps it, a tenth more or less.
      next_scan_at = now() + case
        when nullif(v_report.cursor, 'null') is not null then least(interval '5 minutes', j.scan_every)
        when j.last_polled_at is null then j.scan_every * (0.1 + 0.9 * random())
        else j.scan_every * (0.9 + 0.2 * random()) end
  where j.id = v_source.id;

  perform scanner.note_host(v_source, null, null);

  if coalesce(v_report.has_details, false) then
    v_lacking := scanner.lacking_details(v_source.id, finish_scan.scan_id, v_report.matched_ids);
  end if;
  if v_lacking = '[]'::jsonb then
    perform scanner.end_scan(finish_scan.scan_id, v_outcome);
    perform scanner.dispatch(wait := true);
  end if;

  return jsonb_build_object(
    'outcome', v_outcome,
    'lacking', v_lacking,
    -- The source may have got its host a moment ago.
    'requests_per_second', (
      select scanner.host_pace(j.host, lent := true) from public.job_sources j where j.id = v_source.id
    )
  );
end;
$$;

comment on function public.finish_scan is
  'Ends the listing of a running scan; names the postings whose details are still to be read. Without any the source is free.';

revoke execute on function public.finish_scan from public, anon, authenticated;
grant execute on function public.finish_scan to service_role;
