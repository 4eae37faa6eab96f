-- public.search_filters: what the seeker wants. Judged by
-- supabase/functions/_shared/judge.ts and nowhere else.

create table public.search_filters (
  id bigint generated always as identity primary key,
  name text not null unique check (btrim(name) <> ''),
  enabled boolean not null default true,
  title_any text[] not null default '{}',
  title_none text[] not null default '{}',
  locations_any text[] not null default '{}',
  workplace text[] not null default '{}'
    check (workplace <@ array['remote', 'hybrid', 'onsite']),
  employment text[] not null default '{}'
    check (employment <@ array['full_time', 'part_time', 'contract', 'temporary', 'internship', 'volunteer', 'other']),
  keywords jsonb not null default '{}' check (jsonb_typeof(keywords) = 'object'),
  min_salary numeric check (min_salary > 0),
  salary_currency text check (salary_currency ~ '^[A-Z]{3}$'),
  max_age_days int check (max_age_days > 0),
  min_score int check (min_score between 0 and 100),
  check ((min_salary is null) or (salary_currency is not null))
);

comment on table public.search_filters is 'A posting is kept if one enabled filter takes it; without any, everything is kept.';
comment on column public.search_filters.title_any is 'Words or phrases, one of which the title must have; empty: any title.';
comment on column public.search_filters.title_none is 'Words or phrases that the title must not have.';
comment on column public.search_filters.locations_any is 'One of these must stand in a place; "remote" also takes every remote posting. Empty: anywhere.';
comment on column public.search_filters.workplace is 'remote, hybrid, onsite; empty: any.';
comment on column public.search_filters.employment is 'full_time, part_time, contract, temporary, internship, volunteer, other; empty: any.';
comment on column public.search_filters.keywords is 'Word or phrase -> points added to the score, such as {"typescript": 20, "php": -10}.';
comment on column public.search_filters.min_salary is 'Per year, in salary_currency; a posting that names no pay, or another currency, passes.';
comment on column public.search_filters.max_age_days is 'Older postings are not shown; applied by the views, for a score knows no clock.';
comment on column public.search_filters.min_score is '0 to 100.';

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
