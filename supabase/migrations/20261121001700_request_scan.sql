-- request_scan(): a person presses Scan. The sources become due now and go
-- first; the same leases apply, so a manual scan never overlaps a scheduled one.

create function public.request_scan(source_ids bigint[] default null, providers text[] default null)
  returns uuid
  language plpgsql
  security invoker
  set search_path = ''
as $$
declare
  v_batch uuid;
  v_wrong text;
  v_wanted bigint[];
begin
  if not exists (select from scanner.settings s where s.project_url is not null) then
    raise exception 'Cannot scan: the project''s address is not known'
      using errcode = '55000',
        hint = 'Run once: select scanner.configure(''https://<ref>.supabase.co'')';
  end if;

  select string_agg(
    case when j.id is null then format('source %s is not known', w.id)
      else format('source %s (%s) is switched off', w.id, coalesce(j.company, j.board, j.host)) end,
    ', ' order by w.id)
  into v_wrong
  from (select distinct unnest(request_scan.source_ids) as id) w
  left join public.job_sources j on j.id = w.id
  where j.id is null or not j.enabled;
  if v_wrong is not null then
    raise exception 'Cannot scan: %', v_wrong
      using errcode = '22023', hint = 'See public.source_health for the sources there are.';
  end if;

  select string_agg(format('"%s"', w.provider), ', ' order by w.provider)
  into v_wrong
  from (select distinct unnest(request_scan.providers) as provider) w
  where not exists (select from public.job_sources j where j.provider = w.provider and j.enabled);
  if v_wrong is not null then
    raise exception 'Cannot scan: no source that is switched on is read by %', v_wrong
      using errcode = '22023', hint = 'See public.source_health for the sources there are.';
  end if;

  select array_agg(j.id) into v_wanted
  from (
    select j.id
    from public.job_sources j
    where j.enabled
      and (request_scan.source_ids is null or j.id = any (request_scan.source_ids))
      and (request_scan.providers is null or j.provider = any (request_scan.providers))
    order by j.id
    for update
  ) j;
  -- What died counts no longer as in flight. Last of the locks, for it waits for none.
  perform scanner.reap();

  -- A second press while the first is still being served joins it.
  select b.id into v_batch
  from scanner.batches b
  where exists (
      select
      from scanner.batch_sources x
      join public.job_sources j on j.id = x.source_id
      where x.batch_id = b.id
        and (x.state = 'running' or (x.state = 'waiting' and j.requested_at is not null))
    )
    and not exists (
      select from unnest(v_wanted) w (id)
      where not exists (
        select from scanner.batch_sources x where x.batch_id = b.id and x.source_id = w.id
      )
    )
  order by b.requested_at desc
  limit 1;
  if found then
    perform scanner.dispatch(wait := true);
    return v_batch;
  end if;

  insert into scanner.batches default values returning id into v_batch;

  insert into scanner.batch_sources (batch_id, source_id, scan_id, state)
  select v_batch, j.id, j.scan_id,
    case
      -- A scan in flight counts for the batch when it ends.
      when j.scan_id is not null then 'running'
      when h.paused_until > now() then 'postponed'
      else 'waiting'
    end
  from public.job_sources j
  left join scanner.hosts h on h.host = j.host
  where j.id = any (v_wanted);

  update public.job_sources j
  set requested_at = coalesce(j.requested_at, now()),
      next_scan_at = least(j.next_scan_at, now())
  from scanner.batch_sources b
  where b.batch_id = v_batch and b.source_id = j.id and b.state = 'waiting';

  perform scanner.dispatch(wait := true);
  return v_batch;
end;
$$;

comment on function public.request_scan is
  'Scans the sources named, of the providers named (null: all enabled ones) now and answers the batch to follow with scan_progress().';

revoke execute on function public.request_scan from public, anon, authenticated;
grant execute on function public.request_scan to service_role;
