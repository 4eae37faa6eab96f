-- begin_scan(): claims a scan, once, and hands out its work order.
-- Twin: supabase/functions/_shared/work_order.ts.

create function public.begin_scan(scan_id uuid)
  returns jsonb
  language plpgsql
  security invoker
  set search_path = ''
as $$
declare
  v_source public.job_sources;
  v_filters jsonb := scanner.enabled_filters();
  v_revision text := md5(v_filters::text);
  v_cursor jsonb;
begin
  update scanner.scans s
  set status = 'running', started_at = now(), filter_revision = v_revision, url = j.url
  from public.job_sources j
  where s.id = begin_scan.scan_id
    and s.status = 'dispatched'
    and j.scan_id = s.id
    and j.lease_until > now()
  returning j.* into v_source;
  if not found then
    return null;
  end if;

  select c.cursor into v_cursor
  from scanner.cycles c
  where c.source_id = v_source.id and c.url = v_source.url and c.started_at > now() - interval '1 day';
  if found then
    update scanner.scans s set resumed = true where s.id = begin_scan.scan_id;
  end if;

  return jsonb_build_object(
    'scan_id', begin_scan.scan_id,
    'source', jsonb_build_object(
      'id', v_source.id, 'company', v_source.company, 'url', v_source.url,
      'provider', v_source.provider, 'board', v_source.board,
      'settings', v_source.settings
    ),
    'fingerprint', v_source.fingerprint,
    'cursor', v_cursor,
    'filter_revision', v_revision,
    'filters', v_filters,
    'requests_per_second', scanner.host_pace(v_source.host, lent := false)
  );
end;
$$;

comment on function public.begin_scan is 'Claims a dispatched scan and answers its work order; null: stale, repeated or unknown.';

revoke execute on function public.begin_scan from public, anon, authenticated;
grant execute on function public.begin_scan to service_role;
