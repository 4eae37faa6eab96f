-- dispatch(): starts whatever is due, under the caps. The lease, the scan row
-- and the request are one transaction: no lease without a request, no request
-- without a lease.

create function scanner.dispatch(wait boolean default false)
  returns int
  language plpgsql
  security invoker
  set search_path = ''
as $$
declare
  c_lock constant bigint := hashtextextended('boardscan.dispatch', 0);
  v_places int;
  v_manual int;
  v_scheduled int;
begin
  -- The tick may skip a turn. A call that has just freed or filled places may
  -- not: with a try-lock two that overlap would leave a place empty. It is
  -- their last lock, and nothing is waited for inside it, so none can deadlock.
  if dispatch.wait then
    perform pg_advisory_xact_lock(c_lock);
  elsif not pg_try_advisory_xact_lock(c_lock) then
    return 0;
  else
    update scanner.settings set last_dispatch_at = now();
  end if;

  perform scanner.reap();
  perform scanner.send_digests();

  select s.max_in_flight - (select count(*) from public.job_sources j where j.scan_id is not null)
  into v_places
  from scanner.settings s
  where s.project_url is not null;
  if v_places is null or v_places <= 0 then
    return 0;
  end if;

  -- A person who waits goes first, but may not starve the schedule.
  v_manual := scanner.send_due(true, ceil(v_places * 0.75)::int);
  v_scheduled := scanner.send_due(false, v_places - v_manual);
  return v_manual + v_scheduled
    + scanner.send_due(true, v_places - v_manual - v_scheduled);
end;
$$;

comment on function scanner.dispatch is 'Starts the scans that are due; how many. Called by pg_cron, and by every scan that ends.';

revoke execute on function scanner.dispatch from public, anon, authenticated;
grant execute on function scanner.dispatch to service_role;
