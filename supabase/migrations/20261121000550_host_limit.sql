-- host_limit(): how many scans may be in flight on a host.

create function scanner.is_broken(host scanner.hosts)
  returns boolean
  language sql
  immutable
  security invoker
  set search_path = ''
as $$
  select coalesce(cardinality((is_broken.host).failed_sources) >= 5, false)
$$;

comment on function scanner.is_broken is 'Whether five different sources of the host failed in a row: its breaker is open.';

create function scanner.host_limit(host scanner.hosts, otherwise int)
  returns int
  language sql
  immutable
  security invoker
  set search_path = ''
as $$
  -- After the pause of a breaker, one probe at a time until one of them succeeds.
  select case
    when scanner.is_broken(host_limit.host) then 1
    else coalesce((host_limit.host).max_in_flight, host_limit.otherwise)
  end
$$;

comment on function scanner.host_limit is 'Scans at once on the host; otherwise: for a host without a limit of its own.';

revoke execute on function scanner.is_broken, scanner.host_limit from public, anon, authenticated;
grant execute on function scanner.is_broken, scanner.host_limit to service_role;
