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
  archived_reason text check (archived_reason in ('closed', 'filtered')),
  unique (source_id, external_id),
  check ((status = 'archived') = (archived_reason is not null))
);

comment on table public.job_postings is 'The adverts that a filter takes, one row for each id of a board. Set status to saved, applied or dismissed; the scanner leaves those alone.';
comment on column public.job_postings.external_id is 'The board''s own id of this advert.';
comment on column public.job_postings.locations is 'As the board writes them.';
comment on column public.job_postings.requisition is 'The board''s own id of the job behind one or more adverts.';
comment on column public.job_postings.role_key is 'Equal for the adverts of one job.';
comment on column public.job_postings.posted_at is 'As the board says; null when it does not.';
comment on column public.job_postings.changed_at is 'When the advert itself last changed, not its score.';
comment on column public.job_postings.closed_at is 'When it left the board.';
comment on column public.job_postings.salary_in_text is 'True: no field of the board names the pay; it was read from the words of the advert, where they are unambiguous.';
comment on column public.job_postings.details_at is 'When what the list cannot tell was read.';
comment on column public.job_postings.judged_revision is 'The filters that judged it with its details.';
comment on column public.job_postings.missed is 'Complete listings in a row that lacked it.';
comment on column public.job_postings.reopened is 'How often it came back after it had closed.';
comment on column public.job_postings.verdict is 'provisional: a filter asks for something that only the details tell.';
comment on column public.job_postings.score is '0 to 100, without regard to age.';
comment on column public.job_postings.filters is 'Names of the filters that take it.';
comment on column public.job_postings.status is 'new, saved, applied, dismissed; archived is the scanner''s word. Archiving by hand means dismissed.';
comment on column public.job_postings.archived_reason is 'closed: it left the board; filtered: no filter takes it any more.';

-- A listing is compared with what is open; all else on a board stays untouched.
create index job_postings_open on public.job_postings (source_id) where closed_at is null;
create index job_postings_by_score on public.job_postings (score desc, id desc)
  where closed_at is null and status in ('new', 'saved', 'applied');
create index job_postings_by_role on public.job_postings (role_key, id)
  where closed_at is null and status in ('new', 'saved', 'applied');
create index job_postings_by_first_seen on public.job_postings (first_seen_at desc);

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
  return new;
end;
$$;

comment on function scanner.check_status is 'A person who archives a posting means dismissed: only what the scanner archived may come back.';

revoke execute on function scanner.check_status from public, anon, authenticated;

create trigger check_status
  before update of status on public.job_postings
  for each row execute function scanner.check_status();

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
