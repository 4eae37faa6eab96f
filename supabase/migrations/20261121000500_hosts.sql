-- scanner.hosts: how politely each host is asked. Greenhouse, Lever and Ashby
-- serve all their customers from one host and drop connections under some
-- twenty at once; SmartRecruiters bears ten requests a second from one address,
-- and Workable and Rippling far fewer.

create table scanner.hosts (
  host text primary key,
  max_in_flight int check (max_in_flight between 1 and 200),
  requests_per_second numeric check (requests_per_second > 0),
  paused_until timestamptz,
  throttled int not null default 0,
  failed_sources bigint[] not null default '{}',
  scanned_on text
);

comment on table scanner.hosts is 'Limits of hosts that need their own; any other host has settings.host_max_in_flight.';
comment on column scanner.hosts.max_in_flight is 'Scans at once on this host; null: settings.host_max_in_flight.';
comment on column scanner.hosts.requests_per_second is 'All scans of this host together; null: no pace.';
comment on column scanner.hosts.paused_until is 'Nothing is sent to this host before then: it asked for that, or five of its sources failed in a row.';
comment on column scanner.hosts.throttled is 'How often in a row this host asked us to wait.';
comment on column scanner.hosts.failed_sources is 'Sources that failed since this host last answered well; five open its breaker, and one probe closes it.';

comment on column scanner.hosts.scanned_on is 'Where the boards with pages on this host are read; null: on the host itself.';

insert into scanner.hosts (host, max_in_flight, requests_per_second) values
  ('boards-api.greenhouse.io', 6, null),
  ('api.lever.co', 6, null),
  ('api.eu.lever.co', 6, null),
  ('api.ashbyhq.com', 6, null),
  ('api.smartrecruiters.com', 4, 8),
  ('apply.workable.com', 1, 1),
  ('api.rippling.com', 2, 1);

-- Until its first scan has found the board behind its address, a source is known
-- by the address alone; it must count among the scans of the host it will talk to.
insert into scanner.hosts (host, scanned_on) values
  ('boards.greenhouse.io', 'boards-api.greenhouse.io'),
  ('job-boards.greenhouse.io', 'boards-api.greenhouse.io'),
  ('job-boards.eu.greenhouse.io', 'boards-api.greenhouse.io'),
  ('jobs.lever.co', 'api.lever.co'),
  ('jobs.eu.lever.co', 'api.eu.lever.co'),
  ('jobs.ashbyhq.com', 'api.ashbyhq.com'),
  ('careers.smartrecruiters.com', 'api.smartrecruiters.com'),
  ('jobs.smartrecruiters.com', 'api.smartrecruiters.com'),
  ('ats.rippling.com', 'api.rippling.com'),
  ('ats.us1.rippling.com', 'api.rippling.com');

create function scanner.scanned_host(host text)
  returns text
  language sql
  stable
  security invoker
  set search_path = ''
as $$
  select coalesce(
    (select h.scanned_on from scanner.hosts h where h.host = scanned_host.host),
    scanned_host.host)
$$;

comment on function scanner.scanned_host is 'The host that scans of a page on this host talk to, as far as the address tells.';

revoke execute on function scanner.scanned_host from public, anon;
grant execute on function scanner.scanned_host to authenticated, service_role;

alter table scanner.hosts enable row level security;

create policy operators_read on scanner.hosts
  for select to authenticated
  using ((select scanner.is_operator()));

revoke all on scanner.hosts from public, anon, authenticated;
grant select on scanner.hosts to authenticated;
grant select, insert, update, delete on scanner.hosts to service_role;
