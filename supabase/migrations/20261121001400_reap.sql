-- reap(): finds the scans whose function died.

create function scanner.reap()
  returns int
  language plpgsql
  security invoker
  set search_path = ''
as $$
declare
  v_dead record;
  v_count int := 0;
begin
  for v_dead in
    select d.id, d.scan_id, d.failures, s.outcome,
      count(*) over (partition by date_trunc('minute', d.lease_until)) > 1 as together
    from (
      select j.id, j.scan_id, j.failures, j.lease_until
      from public.job_sources j
      where j.scan_id is not null and j.lease_until < now()
      order by j.id
      for update skip locked
    ) d
    join scanner.scans s on s.id = d.scan_id
  loop
    update scanner.scans s
    set error = case
      when v_dead.outcome is null then 'The function ended without a word; see its log for a memory or CPU limit'
      else 'The function ended before all details were read; the next scan reads the rest' end
    where s.id = v_dead.scan_id;

    -- A listing that was written counts; only its details are late.
    perform scanner.end_scan(v_dead.scan_id, coalesce(v_dead.outcome, 'lost'));

    -- Scans lost in the same minute died with their isolate, not by a fault of
    -- their own boards.
    update public.job_sources j
    set fingerprint = null,
        failures = j.failures + case when v_dead.together then 0 else 1 end,
        next_scan_at = now() + case when v_dead.together
          then interval '30 seconds'
          else scanner.backoff(v_dead.failures + 1) end
    where j.id = v_dead.id and v_dead.outcome is null;

    v_count := v_count + 1;
  end loop;
  return v_count;
end;
$$;

comment on function scanner.reap is 'Ends scans whose lease has expired; how many.';

revoke execute on function scanner.reap from public, anon, authenticated;
grant execute on function scanner.reap to service_role;
