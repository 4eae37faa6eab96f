-- scanner.settings: one row that says how the machine runs.

create table scanner.settings (
  id boolean primary key default true check (id),
  project_url text,
  lease interval not null default '5 minutes' check (lease >= '1 minute'),
  max_in_flight int not null default 50 check (max_in_flight between 1 and 200),
  host_max_in_flight int not null default 4 check (host_max_in_flight between 1 and 200),
  keep_cron_runs interval not null default '2 days',
  keep_scans interval not null default '30 days',
  keep_events interval not null default '180 days',
  keep_descriptions interval not null default '30 days',
  last_dispatch_at timestamptz
);

comment on table scanner.settings is 'One row. Written by scanner.configure(); the rest may be edited here.';
comment on column scanner.settings.project_url is 'Where the functions are called: https://<ref>.supabase.co. Postgres cannot know it by itself.';
comment on column scanner.settings.lease is 'How long a scan may hold its source; longer than a function can live.';
comment on column scanner.settings.max_in_flight is 'Scans at once, over all hosts. A small database has ten API connections.';
comment on column scanner.settings.host_max_in_flight is 'Scans at once on a host that has no row in scanner.hosts.';
comment on column scanner.settings.keep_descriptions is 'How long an archived posting keeps its description.';
comment on column scanner.settings.last_dispatch_at is 'When the schedule last ran: pg_cron cannot report that it is dead.';

insert into scanner.settings default values;

alter table scanner.settings enable row level security;

create policy operators_read on scanner.settings
  for select to authenticated
  using ((select scanner.is_operator()));

revoke all on scanner.settings from public, anon, authenticated;
grant select on scanner.settings to authenticated;
grant select, update on scanner.settings to service_role;
