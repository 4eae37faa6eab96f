-- scanner.operators: the people who may use the dashboard's door, and the
-- question every policy asks.

create table scanner.operators (
  user_id uuid primary key,
  note text,
  added_at timestamptz not null default now(),
  pressed_at timestamptz
);

comment on table scanner.operators is
  'User ids (auth.users.id) that may read postings and sources, set statuses and press Scan.';

comment on column scanner.operators.pressed_at is 'When this person last started something through the function "scan".';

alter table scanner.operators enable row level security;

-- Claims are read as text: a caller's malformed id must mean "no", not an error.
create function scanner.caller_id()
  returns text
  language sql
  stable
  security invoker
  set search_path = ''
as $$
  select nullif(current_setting('request.jwt.claims', true), '')::jsonb ->> 'sub'
$$;

comment on function scanner.caller_id is
  'The signed-in user of this request, as the API verified it; null without one.';

create policy own_row on scanner.operators
  for select to authenticated
  using (user_id::text = (select scanner.caller_id()));

create function scanner.is_operator()
  returns boolean
  language sql
  stable
  security invoker
  set search_path = ''
as $$
  select exists (
    select from scanner.operators o where o.user_id::text = scanner.caller_id()
  )
$$;

comment on function scanner.is_operator is
  'True for a signed-in user who is listed in scanner.operators.';

revoke all on scanner.operators from public, anon, authenticated;
grant select on scanner.operators to authenticated;
grant select, insert, update, delete on scanner.operators to service_role;
revoke execute on function scanner.caller_id, scanner.is_operator from public, anon;
grant execute on function scanner.caller_id, scanner.is_operator to authenticated, service_role;
