-- notification_health: who is told of new matches, and whether it works.

create view public.notification_health with (security_invoker = true) as
select
  n.name,
  n.kind,
  n.filter,
  case n.schedule
    when 'daily' then format('daily at %s:00 UTC', lpad(n.hour::text, 2, '0'))
    else n.schedule end as schedule,
  n.enabled,
  (
    select count(*) from scanner.digest_postings d
    where d.notification_id = n.id and d.digest_id is null
  )::int as waiting,
  n.failures,
  n.last_error,
  n.last_sent_at,
  n.next_at
from scanner.notifications n
order by n.name;

comment on view public.notification_health is 'The notifications, one row each; their addresses are in Vault.';
comment on column public.notification_health.name is 'As given to add_notification().';
comment on column public.notification_health.kind is 'slack, discord, ntfy, or json for any other receiver.';
comment on column public.notification_health.filter is 'The search filter whose matches are told; null: those of all.';
comment on column public.notification_health.schedule is 'each scan, hourly, or daily with its hour.';
comment on column public.notification_health.enabled is 'Switched off, nothing is sent and nothing new is noted.';
comment on column public.notification_health.waiting is 'New adverts that no message has told yet.';
comment on column public.notification_health.failures is 'Attempts in a row that failed.';
comment on column public.notification_health.last_error is 'Why the last attempt failed; null after one that did not.';
comment on column public.notification_health.last_sent_at is 'When the receiver last took a message.';
comment on column public.notification_health.next_at is 'No message before this time.';

revoke all on public.notification_health from public, anon, authenticated;
grant select on public.notification_health to authenticated, service_role;
