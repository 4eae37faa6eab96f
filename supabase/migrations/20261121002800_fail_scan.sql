-- fail_scan(): a board could not be read. Its postings stay as they were, the
-- source backs off, and the row says why.
-- Twin: supabase/functions/_shared/report.ts; kinds: _shared/errors.ts.

create function public.fail_scan(scan_id uuid, error jsonb)
  returns jsonb
  language plpgsql
  security invoker
  set search_path = ''
as $$
declare
  v_source public.job_sources := scanner.hold_scan(fail_scan.scan_id, listed := null);
  v_kind text := coalesce(fail_scan.error ->> 'kind', 'internal');
  v_outcome text;
  v_twin bigint;
begin
  if scanner.settle_address(v_source, fail_scan.scan_id) then
    return jsonb_build_object('sent', 0);
  end if;

  v_twin := scanner.settle_source(v_source.id, fail_scan.error -> 'resolved');

  update scanner.scans s
  set error_kind = case when v_twin is null then v_kind else 'duplicate' end,
      error = case when v_twin is null then left(coalesce(fail_scan.error ->> 'message', 'No reason was given'), 2000)
        else format('This is the board that source %s watches already; this source is switched off', v_twin) end,
      requests = greatest(s.requests, coalesce((fail_scan.error ->> 'requests')::int, 0)),
      bytes = greatest(s.bytes, coalesce((fail_scan.error ->> 'bytes')::bigint, 0))
  where s.id = fail_scan.scan_id
  returning s.outcome into v_outcome;

  perform scanner.note_host(
    v_source, v_kind, (fail_scan.error ->> 'retry_after_seconds')::double precision);

  if v_outcome is not null then
    -- The listing that is in stands; details that a busy host would not give now
    -- are read once it is no longer left alone.
    update public.job_sources j
    set next_scan_at = least(j.next_scan_at, now() + interval '5 minutes')
    where j.id = v_source.id
      and v_kind = 'throttled'
      and scanner.lacking_details(j.id, fail_scan.scan_id, '{}') <> '[]'::jsonb;
  else
    update public.job_sources j
    set failures = j.failures + 1,
        fingerprint = null,
        next_scan_at = now() + case
          when v_kind in ('not_found', 'moved') then interval '1 day'
          when v_kind = 'blocked' then greatest(interval '1 hour', scanner.backoff(j.failures + 1))
          else scanner.backoff(j.failures + 1) end
    where j.id = v_source.id;
  end if;

  perform scanner.end_scan(fail_scan.scan_id, coalesce(v_outcome, 'failed'));
  return jsonb_build_object('sent', scanner.dispatch(wait := true));
end;
$$;

comment on function public.fail_scan is
  'Ends a scan that could not read its board, backs off and, when throttled, pauses the host.';

revoke execute on function public.fail_scan from public, anon, authenticated;
grant execute on function public.fail_scan to service_role;
