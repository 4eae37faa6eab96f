-- queue_gained(): a posting that is there already, and that a filter takes from
-- now on, since it was edited or the filter was, is a new match of that filter.

create function scanner.queue_gained()
  returns trigger
  language plpgsql
  security invoker
  set search_path = ''
as $$
begin
  insert into scanner.digest_postings (notification_id, posting_id)
  select n.id, new.id
  from scanner.notifications n
  where n.enabled and n.filter = any (new.filters) and n.filter <> all (old.filters)
  on conflict do nothing;
  return null;
end;
$$;

comment on function scanner.queue_gained is 'Lets what another filter takes wait for the next digests of that filter.';

revoke execute on function scanner.queue_gained from public, anon, authenticated;

create trigger queue_gained
  after update of filters on public.job_postings
  for each row
  when (not new.filters <@ old.filters)
  execute function scanner.queue_gained();
