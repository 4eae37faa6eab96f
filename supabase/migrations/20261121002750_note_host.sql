-- note_host(): what a scan's end says about its host: a pause, a step towards its
-- breaker, or that all is well.

create function scanner.note_host(source public.job_sources, kind text, retry_after_seconds double precision)
  returns void
  language plpgsql
  security invoker
  set search_path = ''
as $$
declare
  c_longest constant interval := '1 hour';
  c_broken_for constant interval := '5 minutes';
  v_host scanner.hosts;
begin
  if note_host.kind is null then
    update scanner.hosts h
    set throttled = 0, failed_sources = '{}'
    where h.host = (note_host.source).host
      and (h.throttled > 0 or h.failed_sources <> '{}');
    return;
  end if;
  if note_host.kind not in ('throttled', 'unavailable', 'timeout', 'blocked') then
    return;
  end if;

  insert into scanner.hosts as h (host, failed_sources)
  values ((note_host.source).host, array[(note_host.source).id])
  on conflict (host) do update
  set failed_sources = case
    when h.failed_sources @> excluded.failed_sources then h.failed_sources
    else h.failed_sources || excluded.failed_sources end
  returning h.* into v_host;

  if note_host.kind = 'throttled' then
    update scanner.hosts h
    set throttled = h.throttled + 1,
        paused_until = greatest(h.paused_until, now() + least(c_longest, coalesce(
          make_interval(secs => note_host.retry_after_seconds),
          interval '1 minute' * 2 ^ least(h.throttled, 6))))
    where h.host = v_host.host;
  elsif scanner.is_broken(v_host) then
    update scanner.hosts h
    set paused_until = greatest(h.paused_until, now() + c_broken_for)
    where h.host = v_host.host;
  else
    return;
  end if;

  -- Whoever waits for this host is told that it will not be now. A source that
  -- is locked is just being requested, and that request will see the pause.
  with waiting as (
    update public.job_sources j
    set requested_at = null
    from (
      select w.id from public.job_sources w
      where w.host = v_host.host and w.requested_at is not null
      order by w.id
      for update skip locked
    ) w
    where j.id = w.id
    returning j.id
  )
  update scanner.batch_sources b
  set state = 'postponed'
  from waiting w
  where b.source_id = w.id and b.state = 'waiting';
end;
$$;

comment on function scanner.note_host is 'Pauses a host that throttles or fails, or (kind null) forgets its failures.';

revoke execute on function scanner.note_host from public, anon, authenticated;
grant execute on function scanner.note_host to service_role;
