-- add_notification(): what a person calls to be told of new matches; again with
-- the same name, to change it.
--
-- A refusal is an answer and no error: Postgres writes a statement that fails
-- into its log, and the address of the webhook with it.

create function public.add_notification(
  name text,
  url text,
  filter text default null,
  schedule text default 'each scan',
  hour int default null,
  kind text default null,
  out id bigint,
  out says text
)
  language plpgsql
  security invoker
  set search_path = ''
as $$
declare
  c_address constant text := '^https://([a-z0-9-]+[.])*[a-z0-9-]+(:[0-9]+)?([/?][!-~]*)?$';
  c_topic constant text := '^https://[^/?]+/[^?]';
  v_name text := btrim(add_notification.name);
  v_url text := btrim(add_notification.url);
  v_host text := lower(substring(v_url from '(?i)^https://([^/?:]+)'));
  v_schedule text := lower(btrim(add_notification.schedule));
  v_hour int := coalesce(add_notification.hour, case v_schedule when 'daily' then 7 end);
  v_kind text := coalesce(lower(btrim(add_notification.kind)), case
    when v_host = 'hooks.slack.com' then 'slack'
    when v_host ~ '^((ptb|canary)[.])?discord(app)?[.]com$' then 'discord'
    when v_host = 'ntfy.sh' then 'ntfy'
    else 'json' end);
  v_secret_id uuid;
begin
  says := 'Not added: ' || case
    when coalesce(v_name, '') = '' then 'it has no name'
    when v_url is null or length(v_url) > 2000 or v_url !~* c_address
      then 'wanted is the whole address of a webhook, https://...'
    when v_kind not in ('slack', 'discord', 'ntfy', 'json')
      then 'the kind is slack, discord, ntfy or json'
    when v_kind = 'ntfy' and v_url !~* c_topic then 'the address of ntfy ends in a topic'
    when v_schedule is null or v_schedule not in ('each scan', 'hourly', 'daily')
      then 'the schedule is "each scan", "hourly" or "daily"'
    when v_hour is not null and v_schedule <> 'daily' then 'only a daily one has an hour'
    when v_hour not between 0 and 23 then 'the hour is 0 to 23, in UTC'
    when add_notification.filter is not null
      and not exists (select from public.search_filters f where f.name = add_notification.filter)
      then format('there is no filter "%s"', add_notification.filter)
    end;
  if says is not null then
    return;
  end if;

  select s.id into v_secret_id
  from scanner.notifications n
  join vault.secrets s on s.id = n.secret_id
  where n.name = v_name
  for no key update of n;
  if found then
    perform vault.update_secret(v_secret_id, v_url);
  else
    v_secret_id := vault.create_secret(v_url, null, format('boardscan: webhook of the notification "%s"', v_name));
  end if;

  insert into scanner.notifications as n (name, kind, secret_id, filter, schedule, hour, next_at)
  values (v_name, v_kind, v_secret_id, add_notification.filter, v_schedule, v_hour,
    scanner.next_digest_at(v_schedule, v_hour))
  on conflict on constraint notifications_name_key do update
  set kind = excluded.kind,
      secret_id = excluded.secret_id,
      filter = excluded.filter,
      schedule = excluded.schedule,
      hour = excluded.hour,
      next_at = excluded.next_at,
      enabled = true,
      failures = 0,
      last_error = null
  returning n.id into add_notification.id;

  says := format('New matches of %s go to "%s", %s; select test_notification(%L) sends a test',
    case when add_notification.filter is null then 'every filter'
      else format('the filter "%s"', add_notification.filter) end,
    v_name,
    case v_schedule
      when 'each scan' then 'after each scan'
      when 'daily' then format('daily at %s:00 UTC', lpad(v_hour::text, 2, '0'))
      else v_schedule end,
    v_name);
end;
$$;

comment on function public.add_notification is
  'Sends new matches to a webhook (Slack, Discord, ntfy, or any that takes JSON): each scan, hourly or daily. id is null where it was refused; says tells why.';

revoke execute on function public.add_notification from public, anon, authenticated;
grant execute on function public.add_notification to service_role;
