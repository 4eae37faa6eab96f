-- scanner.readers: when each reader last looked at what is new.

create table scanner.readers (
  reader text primary key,
  seen_at timestamptz not null,
  seen pg_snapshot not null
);

comment on table scanner.readers is 'When each reader last called mark_seen(); new_postings tells what came since.';
comment on column scanner.readers.reader is 'An operator''s user id, or a role of the database: service_role for the secret key, postgres for Studio.';
comment on column scanner.readers.seen_at is 'What came until then has been seen.';
comment on column scanner.readers.seen is 'What was committed when the reader looked: a scan may write before that and commit after it.';

create function scanner.reader()
  returns text
  language sql
  stable
  security invoker
  set search_path = ''
as $$
  select coalesce(scanner.caller_id(), current_user::text)
$$;

comment on function scanner.reader is 'Who is reading: the signed-in user, else the role.';

alter table scanner.readers enable row level security;

create policy own_row on scanner.readers
  for all to authenticated
  using (reader = (select scanner.caller_id()) and (select scanner.is_operator()))
  with check (reader = (select scanner.caller_id()) and (select scanner.is_operator()));

revoke all on scanner.readers from public, anon, authenticated;
grant select, insert, update on scanner.readers to authenticated;
grant select, insert, update, delete on scanner.readers to service_role;
revoke execute on function scanner.reader from public, anon;
grant execute on function scanner.reader to authenticated, service_role;
