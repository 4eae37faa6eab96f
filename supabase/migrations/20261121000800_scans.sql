-- scanner.scans: one row for each attempt on a source.

create table scanner.scans (
  id uuid primary key default gen_random_uuid(),
  source_id bigint not null references public.job_sources on delete cascade,
  trigger text not null check (trigger in ('schedule', 'manual')),
  status text not null default 'dispatched'
    check (status in ('dispatched', 'running', 'succeeded', 'unchanged', 'partial', 'failed', 'lost')),
  outcome text check (outcome in ('succeeded', 'unchanged', 'partial')),
  dispatched_at timestamptz not null default now(),
  started_at timestamptz,
  listed_at timestamptz,
  finished_at timestamptz,
  url text,
  resumed boolean not null default false,
  filter_revision text,
  requests int not null default 0,
  bytes bigint not null default 0,
  fetched int not null default 0,
  matched int not null default 0,
  inserted int not null default 0,
  updated int not null default 0,
  reopened int not null default 0,
  archived int not null default 0,
  held_back int not null default 0,
  rejected int not null default 0,
  advertised_total int,
  incomplete_reason text,
  error_kind text,
  error text,
  net_request_id bigint,
  check ((finished_at is null) = (status in ('dispatched', 'running')))
);

comment on table scanner.scans is 'One row for each attempt on a source. The id is the capability that starts it, once.';
comment on column scanner.scans.outcome is 'How the listing ended; the status it will have when its details are in.';
comment on column scanner.scans.listed_at is 'When the listing was read and written; after that only details follow.';
comment on column scanner.scans.url is 'The address of the source when the scan began.';
comment on column scanner.scans.resumed is 'Whether it goes on where the scan before had to stop.';
comment on column scanner.scans.filter_revision is 'The filters that judged this scan, as a hash.';
comment on column scanner.scans.bytes is 'Received from the board, decoded.';
comment on column scanner.scans.fetched is 'Adverts that the board listed.';
comment on column scanner.scans.matched is 'Those that a filter takes.';
comment on column scanner.scans.held_back is 'Postings that were absent but not closed, because the count looked wrong.';
comment on column scanner.scans.rejected is 'Adverts that could not be read; they forbid closing.';
comment on column scanner.scans.net_request_id is 'id in net._http_response, for six hours.';

create index scans_by_source on scanner.scans (source_id, dispatched_at desc);
create index scans_by_time on scanner.scans (dispatched_at);

alter table scanner.scans enable row level security;

create policy operators_read on scanner.scans
  for select to authenticated
  using ((select scanner.is_operator()));

revoke all on scanner.scans from public, anon, authenticated;
grant select on scanner.scans to authenticated;
grant select, insert, update, delete on scanner.scans to service_role;
