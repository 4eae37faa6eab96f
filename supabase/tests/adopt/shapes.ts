/**
 * Projects as a predecessor may have left them: tables of boardscan's names that
 * are made in other ways. Imported by tests only.
 *
 * @module
 */

/** Ids are uuids, a status is a word, and much stands on the tables. */
export const WORDS = `
  create table public.job_sources (
    id uuid primary key default gen_random_uuid(),
    name text not null,
    url text not null unique,
    ats text,
    slug text,
    active boolean default true,
    created_at timestamptz default now()
  );
  create type public.application as enum ('new', 'saved', 'applied', 'archived', 'phone_call');
  create table public.job_postings (
    id uuid primary key default gen_random_uuid(),
    source_id uuid not null references public.job_sources on delete cascade,
    external_id text,
    title text not null,
    url text not null,
    location text,
    status public.application not null default 'new',
    applied_at timestamptz,
    notes text,
    first_seen_at timestamptz default now(),
    unique (source_id, external_id)
  );
  create index job_postings_open on public.job_postings (source_id);
  alter table public.job_postings enable row level security;
  create policy mine on public.job_postings for all to authenticated using (true);
  grant select, update on public.job_postings to authenticated;
  create view public.my_applications with (security_invoker = true) as
    select title, applied_at from public.job_postings where status = 'applied';
  grant select on public.my_applications to authenticated;
  create table public.remarks (posting_id uuid references public.job_postings, text text);
  create function public.count_applied() returns bigint language sql as
    $$ select count(*) from public.job_postings where status = 'applied' $$;
  create function public.add_source(url text) returns void language sql as $$ select $$;

  insert into public.job_sources (id, name, url, ats, slug, active) values
    ('00000000-0000-4000-8000-000000000001', 'Acme', 'https://api.lever.co/v0/postings/acme?mode=json', 'lever', 'acme', true),
    ('00000000-0000-4000-8000-000000000002', 'Globex', 'https://boards-api.greenhouse.io/v1/boards/globex/jobs', 'greenhouse', 'globex', false),
    ('00000000-0000-4000-8000-000000000003', 'Initech', 'initech', 'inhouse', null, true);
  insert into public.job_postings (source_id, external_id, title, url, location, status, applied_at, notes, first_seen_at)
  select '00000000-0000-4000-8000-000000000001', e, 'Baker ' || e, 'https://jobs.lever.co/acme/' || e, 'Berlin', s::public.application, a::timestamptz, 'note ' || e, '2026-01-02 03:04+00'
  from (values
    ('n1', 'new', null), ('s1', 'saved', null), ('a1', 'applied', '2026-02-03 04:05+00'),
    ('z1', 'archived', null), ('z2', 'archived', null), ('za', 'archived', '2026-02-04 00:00+00'), ('p1', 'phone_call', null)
  ) v (e, s, a);
  insert into public.job_postings (source_id, external_id, title, url, status) values
    ('00000000-0000-4000-8000-000000000003', 'i1', 'Clerk', 'https://initech.example/jobs/1', 'saved');
  insert into public.remarks select id, 'good' from public.job_postings where external_id = 'a1';
`;

/** Numbers for ids, a flag for each thing that a person can say, times as text. */
export const FLAGS = `
  create table public.job_sources (
    id serial primary key,
    company_name varchar(200),
    careers_url text,
    is_enabled int default 1
  );
  create table public.job_postings (
    id bigserial primary key,
    board_id int references public.job_sources,
    external_job_id bigint,
    job_title text,
    absolute_url text,
    locations text[],
    is_saved boolean default false,
    is_hidden boolean default false,
    is_archived boolean default false,
    date_applied text,
    created_at text,
    content text
  );
  insert into public.job_sources (company_name, careers_url, is_enabled) values
    ('Acme', 'https://jobs.lever.co/acme/', 1), ('Umbrella', 'https://umbrella.example/careers', 0),
    ('Hooli', 'https://me@hooli.example/jobs', 1);
  insert into public.job_postings (board_id, external_job_id, job_title, absolute_url, locations, is_saved, is_hidden, is_archived, date_applied, created_at, content) values
    (1, 101, 'Baker', 'https://jobs.lever.co/acme/101', '{Berlin,Remote}', true, false, true, null, '2026-01-02', '<p>Bread &amp; rolls</p>'),
    (1, 102, 'Cook', 'https://jobs.lever.co/acme/102', '{}', false, true, false, null, 'long ago', null),
    (1, 103, 'Smith', 'https://jobs.lever.co/acme/103', null, false, true, true, '2026-03-04', null, null),
    (2, 104, 'Clerk', 'https://umbrella.example/jobs/104', null, false, false, true, null, '2026-01-05', null),
    (2, 105, 'Guard', null, null, false, false, false, null, '2026-01-05', null);
`;

/** No keys, no ids of the boards, a source that is only named; a posting tells its board itself. */
export const NAMES = `
  create table public.job_sources (provider text, company_slug text, label text);
  create table public.job_postings (source text, link text, name text, stage text);
  insert into public.job_sources values ('Lever', 'acme', 'Acme Inc'), ('ashbyhq', 'globex', 'Globex');
  insert into public.job_postings values
    ('acme', 'https://jobs.lever.co/acme/1?utm_source=mail', 'Baker', 'Interviewing'),
    ('Acme Inc', 'https://jobs.lever.co/acme/2', 'Cook', 'bookmarked'),
    ('acme', 'https://jobs.lever.co/acme/3', 'Smith', 'ARCHIVED'),
    ('acme', 'https://jobs.lever.co/acme/4', 'Nurse', 'ARCHIVED'),
    ('globex', 'https://jobs.ashbyhq.com/globex/5', 'Clerk', 'Not interested'),
    (null, 'https://jobs.lever.co/initech/6', 'Guard', 'applied'),
    (null, 'https://somewhere.example/7', 'Pilot', 'applied'),
    (null, null, 'Nobody', 'new');
`;
