-- send_due(): picks due sources of one class under the caps, leases them and
-- posts their scans. Called inside the dispatch lock.

create function scanner.send_due(manual boolean, places int)
  returns int
  language plpgsql
  security invoker
  set search_path = ''
as $$
declare
  -- A look this long finds enough hosts with room; a full host is left out of the next.
  -- It is no longer than it must be: each row that is looked at is locked, which
  -- writes its page, and most calls have one place to fill.
  c_look_for_each constant int := 4;
  c_longest_look constant int := 200;
  v_look int;
  v_settings scanner.settings;
  v_shut text[];
  v_seen int;
  v_picked int;
  v_sent int := 0;
begin
  select * into strict v_settings from scanner.settings;

  loop
    exit when v_sent >= places;
    -- Mostly nobody is waiting; then it is not asked which hosts have room.
    exit when send_due.manual
      and not exists (select from public.job_sources j where j.requested_at is not null);
    v_look := least(c_longest_look, c_look_for_each * (places - v_sent));

    select coalesce(array_agg(x.host), '{}') into v_shut
    from (
      select h.host from scanner.hosts h where h.paused_until > now()
      union
      select f.host
      from (
        select j.host, count(*) as in_flight
        from public.job_sources j
        where j.scan_id is not null
        group by j.host
      ) f
      left join scanner.hosts h on h.host = f.host
      -- Most hosts have no row, and a call for each would be the dearest part.
      where f.in_flight >= case when h.host is null then v_settings.host_max_in_flight
        else scanner.host_limit(h, v_settings.host_max_in_flight) end
    ) x;

    -- Two branches, one of which never runs: a condition that compares with the
    -- argument could not use the index in a plan that is kept (100 ms at 100,000
    -- sources, against 4).
    with due as materialized (
      select m.*
      from (
        select j.id, j.host, j.requested_at, j.next_scan_at
        from public.job_sources j
        where send_due.manual
          and j.requested_at is not null
          and j.enabled
          and j.scan_id is null
          and j.next_scan_at <= now()
          and j.host <> all (v_shut)
        order by j.requested_at, j.next_scan_at, j.id
        limit v_look
        for update skip locked
      ) m
      union all
      select s.*
      from (
        select j.id, j.host, j.requested_at, j.next_scan_at
        from public.job_sources j
        where not send_due.manual
          and j.requested_at is null
          and j.enabled
          and j.scan_id is null
          and j.next_scan_at <= now()
          and j.host <> all (v_shut)
        order by j.requested_at, j.next_scan_at, j.id
        limit v_look
        for update skip locked
      ) s
    ),
    ranked as (
      select d.id, d.host,
        row_number() over (order by d.requested_at, d.next_scan_at, d.id) as place,
        row_number() over (partition by d.host order by d.requested_at, d.next_scan_at, d.id) as nth
      from due d
    ),
    picked as (
      select r.id
      from ranked r
      left join scanner.hosts h on h.host = r.host
      where r.nth <= case when h.host is null then v_settings.host_max_in_flight
          else scanner.host_limit(h, v_settings.host_max_in_flight) end
        - (select count(*) from public.job_sources b where b.host = r.host and b.scan_id is not null)
      order by r.place
      limit send_due.places - v_sent
    ),
    leased as (
      update public.job_sources j
      set scan_id = gen_random_uuid(),
          lease_until = now() + v_settings.lease,
          requested_at = null
      from picked
      where j.id = picked.id
      returning j.id as source_id, j.scan_id
    ),
    scans as (
      insert into scanner.scans (id, source_id, trigger, net_request_id)
      select l.scan_id, l.source_id,
        case when send_due.manual then 'manual' else 'schedule' end,
        net.http_post(
          url := v_settings.project_url || '/functions/v1/scan-source',
          body := jsonb_build_object('scan_id', l.scan_id),
          headers := '{"Content-Type": "application/json"}'::jsonb,
          timeout_milliseconds := 5000
        )
      from leased l
      returning id, source_id
    ),
    batches as (
      update scanner.batch_sources b
      set state = 'running', scan_id = s.id
      from scans s
      where b.source_id = s.source_id and b.state = 'waiting'
    )
    select (select count(*) from due), (select count(*) from scans)
    into v_seen, v_picked;

    v_sent := v_sent + v_picked;
    -- Every look that was full and left places free has filled a host.
    exit when v_seen < v_look or v_picked = 0;
  end loop;
  return v_sent;
end;
$$;

comment on function scanner.send_due is 'Starts up to so many scans of requested (manual) or of scheduled sources; how many.';

revoke execute on function scanner.send_due from public, anon, authenticated;
grant execute on function scanner.send_due to service_role;
