-- host_pace(): how fast one scan may ask its host. While it lists, a scan has a
-- share of its own, whoever comes. Its details are the long part: for them it is
-- lent what nobody uses; where a scan may begin meanwhile, its share is kept
-- free. What is lent is weighed again with every save_details.

create function scanner.host_pace(host text, lent boolean)
  returns numeric
  language sql
  stable
  security invoker
  set search_path = ''
as $$
  select case
    when host_pace.lent then greatest(
      own.pace,
      least(
        h.requests_per_second / greatest(flying.scans, 1),
        h.requests_per_second - case when coming.soon then own.pace else 0 end))
    else own.pace end
  from scanner.hosts h
  cross join lateral (
    -- No more scans can run at once than the host has sources.
    select h.requests_per_second / greatest(count(*), 1) as pace
    from (
      select from public.job_sources j where j.host = h.host and j.enabled limit h.max_in_flight
    ) x
  ) own
  cross join lateral (
    select count(*) as scans from public.job_sources j where j.host = h.host and j.scan_id is not null
  ) flying
  cross join lateral (
    select exists (
      select from public.job_sources j
      where j.requested_at is not null and j.host = h.host and j.enabled and j.scan_id is null
    ) or exists (
      select from public.job_sources j
      where j.requested_at is null and j.next_scan_at < now() + interval '5 seconds'
        and j.host = h.host and j.enabled and j.scan_id is null
    ) as soon
  ) coming
  where h.host = host_pace.host and h.requests_per_second is not null
$$;

comment on function scanner.host_pace is 'Requests a second for one scan of this host; lent: with what other scans do not use. Null: no pace.';

revoke execute on function scanner.host_pace from public, anon, authenticated;
grant execute on function scanner.host_pace to service_role;
