-- end_scan(): the one place where a scan gets its final state and its source
-- is set free. The caller holds the lock on the source's row.

create function scanner.end_scan(scan_id uuid, status text)
  returns void
  language plpgsql
  security invoker
  set search_path = ''
as $$
begin
  update scanner.scans s
  set status = end_scan.status, finished_at = now()
  where s.id = end_scan.scan_id and s.finished_at is null;

  update public.job_sources j
  set scan_id = null, lease_until = null
  where j.scan_id = end_scan.scan_id;

  update scanner.batch_sources b
  set state = end_scan.status
  where b.scan_id = end_scan.scan_id and b.state = 'running';

  perform scanner.queue_news(end_scan.scan_id);
end;
$$;

comment on function scanner.end_scan is 'Ends a scan, releases its source, tells the batches that wait for it and lets its news wait for the digests.';

revoke execute on function scanner.end_scan from public, anon, authenticated;
grant execute on function scanner.end_scan to service_role;
