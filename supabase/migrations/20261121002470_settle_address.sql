-- settle_address(): ends a scan whose source was given another address while it
-- ran: what it read is another board's, and must not be remembered of this one.

create function scanner.settle_address(source public.job_sources, scan_id uuid)
  returns boolean
  language plpgsql
  security invoker
  set search_path = ''
as $$
begin
  update scanner.scans s
  set error = 'The address was changed while this scan was running; the next one reads the new one'
  where s.id = settle_address.scan_id and s.url is distinct from (settle_address.source).url;
  if not found then
    return false;
  end if;
  perform scanner.end_scan(settle_address.scan_id, 'failed');
  perform scanner.dispatch(wait := true);
  return true;
end;
$$;

comment on function scanner.settle_address is 'Whether the address has changed under a scan; then the scan is over.';

revoke execute on function scanner.settle_address from public, anon, authenticated;
grant execute on function scanner.settle_address to service_role;
