-- test_notification(): sends a message that says that messages arrive, on the
-- same way as every other.

create function public.test_notification(name text, out digest_id uuid, out says text)
  language plpgsql
  security invoker
  set search_path = ''
as $$
begin
  if not exists (select from scanner.settings s where s.project_url is not null) then
    raise sqlstate 'PT409' using
      message = 'Cannot test a notification: the address of the project is not known',
      hint = 'select scanner.configure(''https://<ref>.supabase.co'')';
  end if;

  insert into scanner.digests (notification_id, test, content)
  select n.id, true, jsonb_build_object(
    'notification', n.name, 'filter', n.filter, 'matches', 0, 'postings', '[]'::jsonb)
  from scanner.notifications n
  where n.name = test_notification.name
  returning id into test_notification.digest_id;
  if test_notification.digest_id is null then
    raise sqlstate 'PT404' using message =
      format('Cannot test notification "%s": there is none of that name', test_notification.name);
  end if;

  perform scanner.post_digest(test_notification.digest_id);
  says := 'On its way: select * from notification_log tells whether it arrived';
end;
$$;

comment on function public.test_notification is 'Sends a test message to a notification; what came of it stands in notification_log.';

revoke execute on function public.test_notification from public, anon, authenticated;
grant execute on function public.test_notification to service_role;
