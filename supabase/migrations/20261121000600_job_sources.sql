-- public.job_sources: the boards that are watched. The row is the task: its
-- lease makes two scans of one board impossible and carries the back-off.

create table public.job_sources (
  id bigint generated always as identity primary key,
  company text,
  url text not null unique,
  provider text,
  board text,
  host text not null,
  enabled boolean not null default true,
  scan_every interval not null default '6 hours' check (scan_every >= '1 minute'),
  settings jsonb not null default '{}' check (jsonb_typeof(settings) = 'object'),
  created_at timestamptz not null default now(),
  last_polled_at timestamptz,
  next_scan_at timestamptz not null default now(),
  requested_at timestamptz,
  scan_id uuid unique,
  lease_until timestamptz,
  failures int not null default 0,
  fingerprint text,
  recent_counts int[] not null default '{}',
  held_count int,
  held_since timestamptz,
  held_times int not null default 0,
  unique (provider, board),
  check ((provider is null) = (board is null)),
  check ((scan_id is null) = (lease_until is null))
);

comment on table public.job_sources is 'The boards that are watched. Add one with add_source(url), or insert a company and a url.';
comment on column public.job_sources.url is 'Any address of the board or of one of its postings.';
comment on column public.job_sources.provider is 'Which reader understands this board; found by the first scan.';
comment on column public.job_sources.board is 'What that reader needs to find the board, such as "stripe".';
comment on column public.job_sources.host is 'The host its scans talk to; limits are per host.';
comment on column public.job_sources.scan_every is 'How often it is scanned; a tenth more or less, so that boards spread out.';
comment on column public.job_sources.last_polled_at is 'When a scan last read this board, changed or not.';
comment on column public.job_sources.next_scan_at is 'Due from then on.';
comment on column public.job_sources.requested_at is 'Set while a person is waiting for this board: it goes first.';
comment on column public.job_sources.scan_id is 'The scan that holds this source until lease_until.';
comment on column public.job_sources.failures is 'Failed scans in a row.';
comment on column public.job_sources.fingerprint is 'What the last complete scan read, and how; equal means unchanged.';
comment on column public.job_sources.recent_counts is 'Postings listed by the last five complete scans that were believed.';
comment on column public.job_sources.held_count is 'A suspiciously low count that closes nothing until it is seen three times.';
comment on column public.job_sources.held_times is 'How often that count was seen in a row.';

-- In the order in which send_due() takes them.
create index job_sources_due on public.job_sources (requested_at, next_scan_at, id)
  where enabled and scan_id is null;
create index job_sources_requested on public.job_sources (requested_at) where requested_at is not null;
create index job_sources_leased on public.job_sources (host) where scan_id is not null;

create function scanner.check_source()
  returns trigger
  language plpgsql
  security invoker
  set search_path = ''
as $$
declare
  v_host text;
begin
  new.url := regexp_replace(btrim(new.url), '#.*$', '');
  v_host := lower(substring(new.url from '^https?://([^/:?#@[:space:]]+)(?::[0-9]+)?(?:[/?#]|$)'));
  if v_host is null or new.url ~ '[[:space:]]' then
    raise exception 'Cannot watch "%": it is not the address of a careers page', new.url
      using errcode = '22023',
        hint = 'Wanted: http(s)://host/path, without a user name or spaces.';
  end if;

  if tg_op = 'INSERT' then
    new.host := coalesce(new.host, scanner.scanned_host(v_host));
  elsif new.url is distinct from old.url and new.board is not distinct from old.board then
    -- Another address may be another board: it is found anew, and nothing that
    -- was remembered of the old one holds.
    new.host := scanner.scanned_host(v_host);
    new.provider := null;
    new.board := null;
    new.fingerprint := null;
    new.recent_counts := '{}';
    new.held_count := null;
    new.held_since := null;
    new.held_times := 0;
    new.next_scan_at := now();
  end if;
  return new;
end;
$$;

comment on function scanner.check_source is 'Checks the address of a source and forgets the old board when it changes.';

revoke execute on function scanner.check_source from public, anon, authenticated;

create trigger check_source
  before insert or update of url on public.job_sources
  for each row execute function scanner.check_source();

create function scanner.check_enabled()
  returns trigger
  language plpgsql
  security invoker
  set search_path = ''
as $$
begin
  if old.enabled and not new.enabled then
    new.requested_at := null;
  elsif new.enabled and not old.enabled then
    new.next_scan_at := now();
  end if;
  return new;
end;
$$;

comment on function scanner.check_enabled is 'A source that is switched off is waited for no longer; one that is switched on is due.';

revoke execute on function scanner.check_enabled from public, anon, authenticated;

create trigger check_enabled
  before update of enabled on public.job_sources
  for each row execute function scanner.check_enabled();

alter table public.job_sources enable row level security;

create policy operators on public.job_sources
  for all to authenticated
  using ((select scanner.is_operator()))
  with check ((select scanner.is_operator()));

revoke all on public.job_sources from public, anon, authenticated;
grant select, delete on public.job_sources to authenticated;
grant insert (company, url, enabled, scan_every, settings) on public.job_sources to authenticated;
grant update (company, url, enabled, scan_every, settings) on public.job_sources to authenticated;
grant select, insert, update, delete on public.job_sources to service_role;
