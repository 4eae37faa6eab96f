-- scanner.digests: the messages, each with what it tells, so that a second
-- attempt tells the same; scanner.digest_postings: which posting is in which.

create table scanner.digests (
  id uuid primary key default gen_random_uuid(),
  notification_id bigint not null references scanner.notifications on delete cascade,
  test boolean not null default false,
  status text not null default 'waiting'
    check (status in ('waiting', 'dispatched', 'running', 'sent', 'failed')),
  postings int not null default 0,
  content jsonb,
  tries int not null default 0,
  created_at timestamptz not null default now(),
  lease_until timestamptz,
  ended_at timestamptz,
  error text,
  net_request_id bigint,
  check ((lease_until is not null) = (status in ('dispatched', 'running'))),
  check ((ended_at is not null) = (status in ('sent', 'failed')))
);

comment on table scanner.digests is
  'One message each. The id is the capability that starts its sending, and its Idempotency-Key.';
comment on column scanner.digests.test is 'Made by test_notification(); tried once.';
comment on column scanner.digests.status is 'waiting: for its first or next attempt; failed: given up.';
comment on column scanner.digests.postings is 'Adverts that belong to it.';
comment on column scanner.digests.content is 'What the message tells, as it was when it was put together; null long after.';
comment on column scanner.digests.error is 'Why the last attempt failed.';
comment on column scanner.digests.net_request_id is 'id in net._http_response, for six hours.';

create index digests_by_notification on scanner.digests (notification_id, created_at desc);
create index digests_by_time on scanner.digests (created_at desc);
-- What is new meanwhile waits for the next one.
create unique index digests_one_at_a_time on scanner.digests (notification_id)
  where ended_at is null and not test;

create table scanner.digest_postings (
  notification_id bigint not null references scanner.notifications on delete cascade,
  posting_id bigint not null references public.job_postings on delete cascade,
  digest_id uuid references scanner.digests on delete cascade,
  -- A posting is in one digest of a notification, ever.
  primary key (notification_id, posting_id)
);

comment on table scanner.digest_postings is 'The digest that told a notification of a posting.';
comment on column scanner.digest_postings.digest_id is 'null: new, and in none yet.';

create index digest_postings_by_posting on scanner.digest_postings (posting_id);
create index digest_postings_by_digest on scanner.digest_postings (digest_id);
create index digest_postings_waiting on scanner.digest_postings (notification_id) where digest_id is null;

alter table scanner.digests enable row level security;
alter table scanner.digest_postings enable row level security;

create policy operators_read on scanner.digests
  for select to authenticated
  using ((select scanner.is_operator()));

create policy operators_read on scanner.digest_postings
  for select to authenticated
  using ((select scanner.is_operator()));

revoke all on scanner.digests, scanner.digest_postings from public, anon, authenticated;
grant select on scanner.digests, scanner.digest_postings to authenticated;
grant select, insert, update, delete on scanner.digests, scanner.digest_postings to service_role;
