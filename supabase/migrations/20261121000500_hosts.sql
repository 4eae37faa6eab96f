-- scanner.hosts: how politely each host is asked. Greenhouse, Lever and Ashby
-- serve all their customers from one host and drop connections under some
-- twenty at once; SmartRecruiters bears ten requests a second from one address.

create table scanner.hosts (
  host text primary key,
  max_in_flight int check (max_in_flight between 1 and 200),
  requests_per_second numeric check (requests_per_second > 0),
  paused_until timestamptz,
  throttled int not null default 0,
  failed_sources bigint[] not null default '{}'
);

comment on table scanner.hosts is 'Limits of hosts that need their own; any other host has settings.host_max_in_flight.';
comment on column scanner.hosts.max_in_flight is 'Scans at once on this host; null: settings.host_max_in_flight.';
comment on column scanner.hosts.requests_per_second is 'All scans of this host together; null: no pace.';
comment on column scanner.hosts.paused_until is 'Nothing is sent to this host before then: it asked for that, or five of its sources failed in a row.';
comment on column scanner.hosts.throttled is 'How often in a row this host asked us to wait.';
comment on column scanner.hosts.failed_sources is 'Sources that failed since this host last answered well; five open its breaker, and one probe closes it.';

insert into scanner.hosts (host, max_in_flight, requests_per_second) values
  ('boards-api.greenhouse.io', 6, null),
  ('api.lever.co', 6, null),
  ('api.eu.lever.co', 6, null),
  ('api.ashbyhq.com', 6, null),
  ('api.smartrecruiters.com', 4, 8);

alter table scanner.hosts enable row level security;

create policy operators_read on scanner.hosts
  for select to authenticated
  using ((select scanner.is_operator()));

revoke all on scanner.hosts from public, anon, authenticated;
grant select on scanner.hosts to authenticated;
grant select, insert, update, delete on scanner.hosts to service_role;
