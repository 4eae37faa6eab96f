-- end_digest(): how an attempt went. Twin: supabase/functions/notify/digest.ts.

create function public.end_digest(
  digest_id uuid,
  ok boolean,
  error text default null,
  retry_after_seconds double precision default null
)
  returns jsonb
  language plpgsql
  security invoker
  set search_path = ''
as $$
declare
  v_digest scanner.digests;
begin
  -- The notification first, as everybody locks them.
  perform from scanner.notifications n
  where n.id = (select d.notification_id from scanner.digests d where d.id = end_digest.digest_id)
  for no key update;
  select * into v_digest from scanner.digests d where d.id = end_digest.digest_id for no key update;

  -- A success that is told late is one all the same; a failure is only of the
  -- attempt that is running.
  if v_digest.id is null
    or v_digest.ended_at is not null
    or (end_digest.ok is distinct from true and v_digest.status <> 'running') then
    raise sqlstate 'PT409' using message =
      format('Cannot end digest "%s": it is sent, given up, expired or not known', end_digest.digest_id);
  end if;

  if end_digest.ok then
    update scanner.digests d
    set status = 'sent', ended_at = now(), lease_until = null, error = null
    where d.id = v_digest.id;
    update scanner.notifications n
    set failures = 0,
        last_error = null,
        last_sent_at = now(),
        next_at = case
          when not v_digest.test then scanner.next_digest_at(n.schedule, n.hour)
          -- It works again: what waits need not wait longer.
          when n.failures > 0 then now()
          else n.next_at end
    where n.id = v_digest.notification_id;
  else
    perform scanner.fail_digest(
      v_digest.id,
      left(coalesce(end_digest.error, 'No reason was given'), 500),
      make_interval(secs => greatest(end_digest.retry_after_seconds, 0)));
  end if;
  return jsonb_build_object('sent', scanner.dispatch(wait := true));
end;
$$;

comment on function public.end_digest is 'Ends an attempt to send a digest; after a failure it is sent again later, the same.';

revoke execute on function public.end_digest from public, anon, authenticated;
grant execute on function public.end_digest to service_role;
