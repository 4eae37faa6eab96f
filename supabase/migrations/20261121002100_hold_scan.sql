-- hold_scan(): the lock that every writing door takes first.

create function scanner.hold_scan(scan_id uuid, listed boolean)
  returns public.job_sources
  language plpgsql
  security invoker
  set search_path = ''
as $$
declare
  v_source public.job_sources;
begin
  select j.* into v_source
  from public.job_sources j
  where j.scan_id = hold_scan.scan_id and j.lease_until > now()
  for update;

  -- The scan is looked at after the lock: another door may have ended it meanwhile.
  if not found or not exists (
    select from scanner.scans s
    where s.id = hold_scan.scan_id
      and s.status = 'running'
      and (hold_scan.listed is null or (s.listed_at is not null) = hold_scan.listed)
  ) then
    raise sqlstate 'PT409' using
      message = 'Cannot write to this scan: it is finished, expired or not known',
      hint = 'Its source has been or will be scanned again; nothing was changed.';
  end if;
  return v_source;
end;
$$;

comment on function scanner.hold_scan is
  'Locks the source of a running scan; PT409 for any other. listed: whether its listing must be in already; null: either.';

revoke execute on function scanner.hold_scan from public, anon, authenticated;
grant execute on function scanner.hold_scan to service_role;
