-- public.job_postings: the adverts that a filter takes. The scanner only ever
-- moves a status new -> archived -> new; every other status is a person's.
-- Twin: supabase/functions/_shared/posting.ts.

create table public.job_postings (
  id bigint generated always as identity primary key,
  source_id bigint not null references public.job_sources on delete cascade,
  external_id text not null check (external_id <> ''),
  title text not null,
  company text,
  url text not null,
  apply_url text,
  locations text[] not null default '{}',
  workplace text check (workplace in ('remote', 'hybrid', 'onsite')),
  department text,
  team text,
  employment_type text
    check (employment_type in ('full_time', 'part_time', 'contract', 'temporary', 'internship', 'volunteer', 'other')),
  salary_min numeric,
  salary_max numeric,
  salary_currency text,
  salary_period text check (salary_period in ('year', 'month', 'week', 'day', 'hour')),
  salary_in_text boolean not null default false,
  description text,
  requisition text,
  role_key text not null,
  posted_at timestamptz,
  first_seen_at timestamptz not null default now(),
  role_seen_at timestamptz,
  changed_at timestamptz not null default now(),
  closed_at timestamptz,
  details_at timestamptz,
  details_failed_at timestamptz,
  judged_revision text,
  missed int not null default 0,
  reopened int not null default 0,
  verdict text not null default 'match' check (verdict in ('match', 'provisional')),
  score int not null default 0 check (score between 0 and 100),
  score_reasons text[] not null default '{}',
  filters text[] not null default '{}',
  status text not null default 'new'
    check (status in ('new', 'saved', 'applied', 'dismissed', 'archived')),
  status_at timestamptz,
  archived_reason text check (archived_reason in ('closed', 'filtered')),
  unique (source_id, external_id),
  check ((status = 'archived') = (archived_reason is not null))
);

comment on table public.job_postings is 'The adverts that a filter takes, one row for each id of a board. Set status to saved, applied or dismissed; the scanner leaves those alone.';
comment on column public.job_postings.id is 'For links and for the doors; a posting keeps it when it closes and comes back.';
comment on column public.job_postings.source_id is 'The board that lists it.';
comment on column public.job_postings.external_id is 'The board''s own id of this advert.';
comment on column public.job_postings.title is 'As the board writes it, trimmed.';
comment on column public.job_postings.company is 'Where the advert names one; otherwise the company is that of its source.';
comment on column public.job_postings.url is 'Where a person reads the advert.';
comment on column public.job_postings.apply_url is 'Where a person applies, if that is elsewhere.';
comment on column public.job_postings.locations is 'As the board writes them.';
comment on column public.job_postings.workplace is 'remote, hybrid, onsite; null when the board does not say.';
comment on column public.job_postings.department is 'As the board writes it.';
comment on column public.job_postings.team is 'As the board writes it.';
comment on column public.job_postings.employment_type is 'full_time, part_time, contract, temporary, internship, volunteer, other; null when the board does not say.';
comment on column public.job_postings.salary_min is 'The least that is paid in a salary_period, in salary_currency.';
comment on column public.job_postings.salary_max is 'The most that is paid in a salary_period, in salary_currency.';
comment on column public.job_postings.salary_currency is 'Three letters, such as EUR.';
comment on column public.job_postings.salary_period is 'year, month, week, day, hour.';
comment on column public.job_postings.salary_in_text is 'True: no field of the board names the pay; it was read from the words of the advert, where they are unambiguous.';
comment on column public.job_postings.description is 'The text of the advert, without markup.';
comment on column public.job_postings.requisition is 'The board''s own id of the job behind one or more adverts.';
comment on column public.job_postings.role_key is 'Equal for the adverts of one job.';
comment on column public.job_postings.posted_at is 'As the board says; null when it does not.';
comment on column public.job_postings.first_seen_at is 'When a scan first saw it.';
comment on column public.job_postings.role_seen_at is 'When the same job was first seen under another id, at least a day before; null when this advert is its first.';
comment on column public.job_postings.changed_at is 'When the advert itself last changed, not its score.';
comment on column public.job_postings.closed_at is 'When it left the board; null while it is listed.';
comment on column public.job_postings.details_at is 'When what the list cannot tell was read.';
comment on column public.job_postings.details_failed_at is 'When reading that last failed.';
comment on column public.job_postings.judged_revision is 'The filters that judged it with its details.';
comment on column public.job_postings.missed is 'Complete listings in a row that lacked it.';
comment on column public.job_postings.reopened is 'How often it came back after it had closed.';
comment on column public.job_postings.verdict is 'match; or provisional: a filter asks for something that only the details tell.';
comment on column public.job_postings.score is '0 to 100, without regard to age.';
comment on column public.job_postings.score_reasons is 'What made the score, a line for each reason.';
comment on column public.job_postings.filters is 'Names of the filters that take it.';
comment on column public.job_postings.status is 'new, saved, applied, dismissed; archived is the scanner''s word. Archiving by hand means dismissed.';
comment on column public.job_postings.status_at is 'When the status last changed; null while it is the first.';
comment on column public.job_postings.archived_reason is 'closed: it left the board; filtered: no filter takes it any more.';

-- A listing is compared with what is open; all else on a board stays untouched.
create index job_postings_open on public.job_postings (source_id) where closed_at is null;
create index job_postings_by_score on public.job_postings (score desc, id desc)
  where closed_at is null and status in ('new', 'saved', 'applied');
-- All adverts of a role, closed ones too: a role that comes back under a new id
-- is looked for here whenever an advert is stored.
create index job_postings_by_role on public.job_postings (role_key, id);
-- These three are small: only what a person put away or keeps, and what came back.
create index job_postings_dismissed on public.job_postings (role_key) where status = 'dismissed';
create index job_postings_kept on public.job_postings (status_at) where status in ('saved', 'applied');
create index job_postings_relisted on public.job_postings (first_seen_at desc) where role_seen_at is not null;

create function scanner.check_status()
  returns trigger
  language plpgsql
  security invoker
  set search_path = ''
as $$
begin
  if new.status <> 'archived' then
    new.archived_reason := null;
  elsif old.status <> 'archived' and new.archived_reason is null then
    -- Only the scanner archives, and it gives a reason: a person means "not for me".
    new.status := 'dismissed';
  end if;
  if new.status <> old.status then
    new.status_at := now();
  end if;
  return new;
end;
$$;

comment on function scanner.check_status is
  'A person who archives a posting means dismissed: only what the scanner archived may come back. Notes when.';

revoke execute on function scanner.check_status from public, anon, authenticated;

create trigger check_status
  before update of status on public.job_postings
  for each row execute function scanner.check_status();

create function scanner.note_role()
  returns trigger
  language plpgsql
  security invoker
  set search_path = ''
as $$
begin
  new.role_seen_at := (
    select min(p.first_seen_at)
    from public.job_postings p
    where p.role_key = new.role_key
      and p.id <> new.id
      -- Adverts of one day are the places of one job, not the job once more.
      and p.first_seen_at <= new.first_seen_at - interval '1 day'
  );
  return new;
end;
$$;

comment on function scanner.note_role is 'Notes when the same job was first seen under another id.';

revoke execute on function scanner.note_role from public, anon, authenticated;

create trigger note_role
  before insert on public.job_postings
  for each row execute function scanner.note_role();

-- The details may be the first to name the job.
create trigger note_new_role
  before update of role_key on public.job_postings
  for each row when (old.role_key <> new.role_key) execute function scanner.note_role();

alter table public.job_postings enable row level security;

create policy operators_read on public.job_postings
  for select to authenticated
  using ((select scanner.is_operator()));

create policy operators_update on public.job_postings
  for update to authenticated
  using ((select scanner.is_operator()))
  with check ((select scanner.is_operator()));

revoke all on public.job_postings from public, anon, authenticated;
grant select on public.job_postings to authenticated;
grant update (status) on public.job_postings to authenticated;
grant select, insert, update, delete on public.job_postings to service_role;
