-- scanner.batches: the scans of one press of the Scan button.

create table scanner.batches (
  id uuid primary key default gen_random_uuid(),
  requested_at timestamptz not null default now()
);

comment on table scanner.batches is 'One row for each manual request.';

create table scanner.batch_sources (
  batch_id uuid not null references scanner.batches on delete cascade,
  source_id bigint not null references public.job_sources on delete cascade,
  scan_id uuid references scanner.scans on delete set null,
  state text not null default 'waiting'
    check (state in ('waiting', 'running', 'succeeded', 'unchanged', 'partial', 'failed', 'lost', 'postponed')),
  ended_at timestamptz,
  primary key (batch_id, source_id),
  check ((ended_at is null) = (state in ('waiting', 'running')))
);

comment on table scanner.batch_sources is 'What became of each source of a batch.';
comment on column scanner.batch_sources.state is 'waiting, running, then how its scan ended; postponed: its host asked us to stay away.';

comment on column scanner.batch_sources.ended_at is 'When that state was reached; set by a trigger.';

create function scanner.note_end()
  returns trigger
  language plpgsql
  security invoker
  set search_path = ''
as $$
begin
  -- Later than the beginning of its transaction, which may have waited for a lock.
  new.ended_at := case when new.state not in ('waiting', 'running') then clock_timestamp() end;
  return new;
end;
$$;

comment on function scanner.note_end is 'Notes when a source of a batch came to its end.';

revoke execute on function scanner.note_end from public, anon, authenticated;

create trigger note_end
  before insert or update of state on scanner.batch_sources
  for each row execute function scanner.note_end();

create index batch_sources_by_scan on scanner.batch_sources (scan_id);
create index batch_sources_waiting on scanner.batch_sources (source_id) where state = 'waiting';
create index batch_sources_by_source on scanner.batch_sources (source_id);

alter table scanner.batches enable row level security;
alter table scanner.batch_sources enable row level security;

create policy operators_read on scanner.batches
  for select to authenticated
  using ((select scanner.is_operator()));

create policy operators_read on scanner.batch_sources
  for select to authenticated
  using ((select scanner.is_operator()));

revoke all on scanner.batches, scanner.batch_sources from public, anon, authenticated;
grant select on scanner.batches, scanner.batch_sources to authenticated;
grant select, insert, update, delete on scanner.batches, scanner.batch_sources to service_role;
