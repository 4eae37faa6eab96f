-- post_digest(): leases a digest and has the function notify called for it, in
-- one transaction. pg_net's queue, which every role can read, gets the id alone.

create function scanner.post_digest(digest_id uuid)
  returns void
  language plpgsql
  security invoker
  set search_path = ''
as $$
declare
  v_settings scanner.settings;
begin
  select * into strict v_settings from scanner.settings;

  update scanner.digests d
  set status = 'dispatched',
      tries = d.tries + 1,
      lease_until = now() + v_settings.lease,
      net_request_id = net.http_post(
        url := v_settings.project_url || '/functions/v1/notify',
        body := jsonb_build_object('digest_id', d.id),
        headers := '{"Content-Type": "application/json"}'::jsonb,
        timeout_milliseconds := 5000
      )
  where d.id = post_digest.digest_id and d.status = 'waiting';
end;
$$;

comment on function scanner.post_digest is 'Starts an attempt to send a digest that waits.';

revoke execute on function scanner.post_digest from public, anon, authenticated;
grant execute on function scanner.post_digest to service_role;
