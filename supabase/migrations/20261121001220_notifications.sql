-- scanner.notifications: who is told of new matches, and when. The address of a
-- webhook lets anybody post there, so it is kept in Vault and stands in no table.

create table scanner.notifications (
  id bigint generated always as identity primary key,
  name text not null unique check (btrim(name) <> ''),
  kind text not null check (kind in ('slack', 'discord', 'ntfy', 'json')),
  secret_id uuid not null unique,
  filter text,
  schedule text not null check (schedule in ('each scan', 'hourly', 'daily')),
  hour int check (hour between 0 and 23),
  enabled boolean not null default true,
  failures int not null default 0,
  next_at timestamptz not null default now(),
  last_sent_at timestamptz,
  last_error text,
  added_at timestamptz not null default now(),
  check ((schedule = 'daily') = (hour is not null))
);

comment on table scanner.notifications is
  'Webhooks that are told of new matches. Made by add_notification(); enabled may be changed here, and a row deleted.';
comment on column scanner.notifications.kind is 'How a message is written: slack, discord, ntfy, or json for any other receiver.';
comment on column scanner.notifications.secret_id is 'Of the address in vault.secrets.';
comment on column scanner.notifications.filter is 'Name of the search filter whose matches are told; null: those of all.';
comment on column scanner.notifications.hour is 'Of a daily digest, in UTC.';
comment on column scanner.notifications.failures is 'Attempts in a row that failed.';
comment on column scanner.notifications.next_at is 'Not before this time; a digest of each scan is due whenever there is something new.';
comment on column scanner.notifications.last_error is 'Why the last attempt failed; null after one that did not.';

create function scanner.forget_webhook()
  returns trigger
  language plpgsql
  security invoker
  set search_path = ''
as $$
begin
  delete from vault.secrets s where s.id = old.secret_id;
  return old;
end;
$$;

comment on function scanner.forget_webhook is 'The address leaves Vault with its notification.';

revoke execute on function scanner.forget_webhook from public, anon, authenticated;

create trigger forget_webhook
  after delete on scanner.notifications
  for each row execute function scanner.forget_webhook();

create function scanner.next_digest_at(schedule text, hour int)
  returns timestamptz
  language sql
  stable
  security invoker
  set search_path = ''
as $$
  select case next_digest_at.schedule
    when 'hourly' then date_trunc('hour', now(), 'UTC') + interval '1 hour'
    when 'daily' then (
      select min(t.at)
      from unnest(array[0, 24]) later
      cross join lateral (
        select date_trunc('day', now(), 'UTC') + make_interval(hours => next_digest_at.hour + later)
      ) t (at)
      where t.at > now()
    )
    else now() end
$$;

comment on function scanner.next_digest_at is 'When a schedule has its next turn: the full hour, the hour of the day in UTC, or at once.';

revoke execute on function scanner.next_digest_at from public, anon, authenticated;
grant execute on function scanner.next_digest_at to service_role;

alter table scanner.notifications enable row level security;

create policy operators_read on scanner.notifications
  for select to authenticated
  using ((select scanner.is_operator()));

revoke all on scanner.notifications from public, anon, authenticated;
grant select on scanner.notifications to authenticated;
grant select, insert, update, delete on scanner.notifications to service_role;
