-- scanner.cycles: a board that one scan has no time for is read by several, each
-- of which goes on where the last one stopped. What all of them saw is the
-- listing, and only the one that comes to the end may close postings.

create table scanner.cycles (
  source_id bigint primary key references public.job_sources on delete cascade,
  url text not null,
  cursor jsonb not null,
  started_at timestamptz not null default now(),
  seen_ids text[] not null,
  doubt text
);

comment on table scanner.cycles is 'Boards whose reading goes on in the next scan. A day later it begins anew.';
comment on column scanner.cycles.url is 'The address that was read; for another one nothing here holds.';
comment on column scanner.cycles.cursor is 'Where the next scan goes on; only the provider can read it.';
comment on column scanner.cycles.seen_ids is 'External ids of all adverts read so far.';
comment on column scanner.cycles.doubt is 'Why the cycle will not be complete, when a part of it was not.';

alter table scanner.cycles enable row level security;

create policy operators_read on scanner.cycles
  for select to authenticated
  using ((select scanner.is_operator()));

revoke all on scanner.cycles from public, anon, authenticated;
grant select on scanner.cycles to authenticated;
grant select, insert, update, delete on scanner.cycles to service_role;
