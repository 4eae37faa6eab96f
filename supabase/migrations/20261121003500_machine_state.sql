-- machine_state(): what pg_cron and pg_net show to their owner only.
--
-- It runs with its owner's rights, as installation() does: pg_cron hides its
-- rows from everybody else, and operators have to see that it stands still. It
-- takes no argument, checks its caller itself and answers counts and times.

create function scanner.machine_state()
  returns jsonb
  language plpgsql
  stable
  security definer
  set search_path = ''
as $$
begin
  if coalesce(current_setting('role', true), 'none') not in ('none', 'postgres', 'service_role')
    and not scanner.is_operator() then
    raise exception 'Cannot read the state of the machine: not an operator' using errcode = '42501';
  end if;

  return jsonb_build_object(
    'cron_active', (select j.active from cron.job j where j.jobname = 'boardscan-dispatch'),
    'cron_last_run_at', (
      select max(r.start_time)
      from cron.job_run_details r
      join cron.job j on j.jobid = r.jobid
      where j.jobname = 'boardscan-dispatch'
    ),
    'cron_last_message', (
      select r.return_message
      from cron.job_run_details r
      join cron.job j on j.jobid = r.jobid
      where j.jobname = 'boardscan-dispatch' and r.status = 'failed'
        and r.start_time > now() - interval '1 hour'
      order by r.start_time desc
      limit 1
    ),
    'net_queue', (select count(*) from net.http_request_queue),
    'refused_posts', (
      select count(*)
      from scanner.scans s
      join net._http_response h on h.id = s.net_request_id
      where s.dispatched_at > now() - interval '1 hour' and h.status_code is distinct from 202
    ),
    'refused_post', (
      select coalesce(h.error_msg, 'status ' || h.status_code)
      from scanner.scans s
      join net._http_response h on h.id = s.net_request_id
      where s.dispatched_at > now() - interval '1 hour' and h.status_code is distinct from 202
      order by s.dispatched_at desc
      limit 1
    ),
    'refused_digests', (
      select count(*)
      from scanner.digests d
      join net._http_response h on h.id = d.net_request_id
      where h.created > now() - interval '1 hour' and h.status_code is distinct from 202
    )
  );
end;
$$;

comment on function scanner.machine_state is 'State of the schedule and of the way out, for operators and scanner_health.';

revoke execute on function scanner.machine_state from public, anon;
grant execute on function scanner.machine_state to authenticated, service_role;
