-- send_digests(): starts whatever message is due. Called inside the dispatch
-- lock: rows that others hold are left for the next time.

create function scanner.send_digests()
  returns int
  language plpgsql
  security invoker
  set search_path = ''
as $$
declare
  c_most_at_once constant int := 50;
  v_lost record;
  v_due scanner.notifications;
  v_digest_id uuid;
  v_sent int := 0;
begin
  if not exists (select from scanner.notifications)
    or not exists (select from scanner.settings s where s.project_url is not null) then
    return 0;
  end if;

  for v_lost in
    select d.id, d.status
    from scanner.notifications n
    join scanner.digests d on d.notification_id = n.id
    where d.lease_until < now()
    order by d.lease_until
    for no key update of n, d skip locked
  loop
    perform scanner.fail_digest(v_lost.id, case v_lost.status
      when 'dispatched' then 'The function notify was not reached: is it deployed?'
      else 'The function notify ended without a word; see its log' end, null);
  end loop;

  for v_due in
    select n.*
    from scanner.notifications n
    where n.enabled
      and n.next_at <= now()
      and not exists (
        select from scanner.digests d
        where d.notification_id = n.id and d.lease_until is not null and not d.test
      )
    order by n.next_at, n.id
    limit c_most_at_once
    -- A scan that ends refers to the row, which a stronger lock would hold up.
    for no key update skip locked
  loop
    select d.id into v_digest_id
    from scanner.digests d
    where d.notification_id = v_due.id and d.status = 'waiting' and not d.test;
    if not found then
      v_digest_id := scanner.claim_digest(v_due);
    end if;

    if v_digest_id is not null then
      perform scanner.post_digest(v_digest_id);
      v_sent := v_sent + 1;
    elsif v_due.schedule <> 'each scan' then
      update scanner.notifications n
      set next_at = scanner.next_digest_at(v_due.schedule, v_due.hour)
      where n.id = v_due.id;
    end if;
  end loop;
  return v_sent;
end;
$$;

comment on function scanner.send_digests is 'Starts the digests that are due, and again those that were lost; how many.';

revoke execute on function scanner.send_digests from public, anon, authenticated;
grant execute on function scanner.send_digests to service_role;
