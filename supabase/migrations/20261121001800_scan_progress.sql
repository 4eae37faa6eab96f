-- scan_progress(): how far a batch is, for the Scan button.

create function public.scan_progress(batch_id uuid, ended_after timestamptz default null)
  returns jsonb
  language plpgsql
  stable
  security invoker
  set search_path = ''
as $$
declare
  v_answer jsonb;
begin
  select jsonb_build_object(
    'batch_id', b.id,
    'requested_at', b.requested_at,
    'total', count(x.source_id),
    'done', count(*) filter (where w.state not in ('waiting', 'running')),
    'failed', count(*) filter (where w.state in ('failed', 'lost')),
    'fetched', coalesce(sum(s.fetched), 0),
    'matched', coalesce(sum(s.matched), 0),
    'inserted', coalesce(sum(s.inserted), 0),
    'updated', coalesce(sum(s.updated), 0),
    'reopened', coalesce(sum(s.reopened), 0),
    'archived', coalesce(sum(s.archived), 0),
    'sources', coalesce(jsonb_agg(jsonb_build_object(
      'source_id', j.id,
      'company', coalesce(j.company, j.board, j.host),
      'provider', j.provider,
      'state', w.state,
      'scan_id', x.scan_id,
      'fetched', s.fetched,
      'matched', s.matched,
      'inserted', s.inserted,
      'updated', s.updated,
      'reopened', s.reopened,
      'archived', s.archived,
      'started_at', s.started_at,
      'finished_at', s.finished_at,
      'ended_at', x.ended_at,
      'reason', coalesce(s.error, s.incomplete_reason)
    ) order by x.ended_at, s.started_at, j.id) filter (
      where x.source_id is not null
        and (scan_progress.ended_after is null or x.ended_at > scan_progress.ended_after)), '[]')
  )
  into v_answer
  from scanner.batches b
  left join scanner.batch_sources x on x.batch_id = b.id
  left join public.job_sources j on j.id = x.source_id
  left join scanner.scans s on s.id = x.scan_id
  cross join lateral (
    -- A source that was switched off meanwhile is waited for no longer.
    select case when x.state = 'waiting' and j.requested_at is null then 'postponed' else x.state end as state
  ) w
  where b.id = scan_progress.batch_id
  group by b.id;

  if v_answer is null then
    raise sqlstate 'PT404' using
      message = 'Cannot find this batch', hint = 'Use the id that request_scan() answered.';
  end if;
  return v_answer;
end;
$$;

comment on function public.scan_progress is
  'Counts of a batch and the state of its sources: of all, or of those that ended after a time.';

revoke execute on function public.scan_progress from public, anon, authenticated;
grant execute on function public.scan_progress to service_role;
