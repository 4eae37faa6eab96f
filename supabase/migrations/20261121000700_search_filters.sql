-- public.search_filters: what the seeker wants. Judged by
-- supabase/functions/_shared/judge.ts and nowhere else; what a row may say is
-- checked by check_filter().

create table public.search_filters (
  id bigint generated always as identity primary key,
  name text not null unique check (btrim(name) <> ''),
  enabled boolean not null default true,
  title_any text[] not null default '{}',
  title_none text[] not null default '{}',
  companies_none text[] not null default '{}',
  locations_any text[] not null default '{}',
  workplace text[] not null default '{}'
    check (workplace <@ array['remote', 'hybrid', 'onsite']),
  employment text[] not null default '{}'
    check (employment <@ array['full_time', 'part_time', 'contract', 'temporary', 'internship', 'volunteer', 'other']),
  employment_required boolean not null default false,
  keywords jsonb not null default '{}' check (jsonb_typeof(keywords) = 'object'),
  min_salary numeric check (min_salary > 0),
  salary_currency text check (salary_currency ~ '^[A-Z]{3}$'),
  pay_required boolean not null default false,
  max_age_days int check (max_age_days > 0),
  min_score int check (min_score between 0 and 100),
  check ((min_salary is null) or (salary_currency is not null))
);

comment on table public.search_filters is
  'What you want, one row a wish; a posting is kept if one enabled filter takes it and names the filters that do. Without any, everything is kept. All columns of a row must fit; an empty one asks for nothing. Words are whole words, whatever their case and accents ("zurich" is in "Zürich"); a phrase is written as one ("full stack", also in "Full-Stack"), and * at the end takes every ending ("engineer*"). A change applies from the next scan on.';
comment on column public.search_filters.name is 'Shown with every posting that the filter takes.';
comment on column public.search_filters.enabled is 'False: it takes nothing, and is kept for later.';
comment on column public.search_filters.title_any is 'One of these must stand in the title, such as {backend,"full stack",engineer*}; empty: any title.';
comment on column public.search_filters.title_none is 'None of these may stand in the title, such as {intern,manager}.';
comment on column public.search_filters.companies_none is 'Companies to leave out: none of these may stand in the name of the employer; {acme} leaves out "Acme GmbH" too.';
comment on column public.search_filters.locations_any is 'One of these must stand in one of the places, such as {berlin,germany}; "remote" also takes every remote posting. Empty: anywhere.';
comment on column public.search_filters.workplace is 'remote, hybrid, onsite; empty: any. Boards name what is remote or hybrid and seldom the rest: a posting that does not say passes where onsite is among them, and only there.';
comment on column public.search_filters.employment is 'full_time, part_time, contract, temporary, internship, volunteer, other; empty: any. A posting that does not say passes (most boards never do), unless employment_required.';
comment on column public.search_filters.employment_required is 'True: a posting that does not say its employment is left out, where employment asks for one.';
comment on column public.search_filters.keywords is
  'Word or phrase -> points, from -100 to 100, such as {"typescript": 20, "postgres*": 10, "on-site": -15}. A score begins at 50; each of title_any in the title adds 10, two at most; each keyword adds its points once, however often it stands, in the title or else in the text; remote, hybrid and on-site are asked of the workplace, where it is known. It ends within 0 and 100, and age is no part of it. score_reasons of a posting says what made its own.';
comment on column public.search_filters.min_salary is
  'Pay for a year, in salary_currency; the highest amount that a posting names counts, an hour''s as 1840, a day''s as 230, a week''s as 52, a month''s as 12 of them. A posting that names no pay, another currency, or no period passes, unless pay_required.';
comment on column public.search_filters.salary_currency is 'Of min_salary: EUR, USD, ...';
comment on column public.search_filters.pay_required is 'True: a posting that names no pay is left out; with min_salary, also one whose pay cannot be compared with it.';
comment on column public.search_filters.max_age_days is 'Older postings are not shown, counted from their date, or else from when they were first seen; applied by the views, for a score knows no clock.';
comment on column public.search_filters.min_score is '0 to 100: a posting with a lower score is left out. keywords says how a score is made.';

alter table public.search_filters enable row level security;

create policy operators on public.search_filters
  for all to authenticated
  using ((select scanner.is_operator()))
  with check ((select scanner.is_operator()));

revoke all on public.search_filters from public, anon, authenticated;
grant select, insert, update, delete on public.search_filters to authenticated, service_role;

create function scanner.enabled_filters()
  returns jsonb
  language sql
  stable
  security invoker
  set search_path = ''
as $$
  select coalesce(jsonb_agg(to_jsonb(f) - 'id' - 'enabled' order by f.name), '[]')
  from public.search_filters f
  where f.enabled
$$;

comment on function scanner.enabled_filters is 'The filters that judge, as a work order carries them.';

revoke execute on function scanner.enabled_filters from public, anon, authenticated;
grant execute on function scanner.enabled_filters to service_role;
