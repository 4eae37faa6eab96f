-- queue_news(): what a scan opened or brought back waits for the digests. By the
-- scan and not by a time: transactions do not become visible in the order in
-- which they began, and a line drawn at a time would miss some.

create function scanner.queue_news(scan_id uuid)
  returns void
  language plpgsql
  security invoker
  set search_path = ''
as $$
begin
  if not exists (select from scanner.notifications n where n.enabled) then
    return;
  end if;

  insert into scanner.digest_postings (notification_id, posting_id)
  select distinct n.id, e.posting_id
  from scanner.posting_events e
  cross join scanner.notifications n
  where e.scan_id = queue_news.scan_id
    and e.kind in ('opened', 'reopened')
    and n.enabled
  -- What waits already, or was told before.
  on conflict do nothing;
end;
$$;

comment on function scanner.queue_news is 'Lets what a scan opened or reopened wait for the next digests.';

revoke execute on function scanner.queue_news from public, anon, authenticated;
grant execute on function scanner.queue_news to service_role;
