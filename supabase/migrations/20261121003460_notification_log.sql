-- notification_log: the messages and what became of them, the newest first.

create view public.notification_log with (security_invoker = true) as
select
  d.id,
  d.created_at as at,
  n.name as notification,
  d.test,
  d.status,
  d.postings,
  d.tries,
  d.error,
  case when d.status = 'sent' then d.ended_at end as sent_at
from scanner.digests d
-- Every digest has its notification; the join is written so that a page is read
-- from the digests.
left join scanner.notifications n on n.id = d.notification_id
order by d.created_at desc;

comment on view public.notification_log is 'Messages about new matches, and tests, the newest first.';
comment on column public.notification_log.id is 'The Idempotency-Key of the message.';
comment on column public.notification_log.at is 'When it was put together.';
comment on column public.notification_log.notification is 'Name of the notification.';
comment on column public.notification_log.test is 'Made by test_notification().';
comment on column public.notification_log.status is 'waiting, dispatched, running, sent; failed: given up.';
comment on column public.notification_log.postings is 'Adverts that it tells or counts.';
comment on column public.notification_log.tries is 'Attempts so far.';
comment on column public.notification_log.error is 'Why the last attempt failed.';
comment on column public.notification_log.sent_at is 'When the receiver took it.';

revoke all on public.notification_log from public, anon, authenticated;
grant select on public.notification_log to authenticated, service_role;
