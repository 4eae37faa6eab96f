-- scanner.posting_events: what happened to a posting, in order.

create table scanner.posting_events (
  id bigint generated always as identity primary key,
  posting_id bigint not null references public.job_postings on delete cascade,
  scan_id uuid references scanner.scans on delete set null,
  at timestamptz not null default now(),
  kind text not null check (kind in ('opened', 'changed', 'closed', 'reopened')),
  changes jsonb not null default '{}',
  written_by xid8 not null default pg_current_xact_id()
);

comment on table scanner.posting_events is 'Opened, changed, closed, reopened.';
comment on column scanner.posting_events.changes is 'For changed: each field with its old value; of a description only that it changed.';
comment on column scanner.posting_events.written_by is 'Its transaction: what was not yet committed when a reader looked is told by it. See mark_seen().';

create index posting_events_by_posting on scanner.posting_events (posting_id);
create index posting_events_by_scan on scanner.posting_events (scan_id);
create index posting_events_by_time on scanner.posting_events (at desc, id desc);
-- What came back is rare; repost_signals begins here.
create index posting_events_reopened on scanner.posting_events (at desc) where kind = 'reopened';

alter table scanner.posting_events enable row level security;

create policy operators_read on scanner.posting_events
  for select to authenticated
  using ((select scanner.is_operator()));

revoke all on scanner.posting_events from public, anon, authenticated;
grant select on scanner.posting_events to authenticated;
grant select, insert, update, delete on scanner.posting_events to service_role;
