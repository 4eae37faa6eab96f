-- A project that was in use, by the tables of release 1.0.0: at least a row in
-- every table, a posting in every state. A later release upgrades it, and every
-- one of these rows has to be there afterwards.

update scanner.settings set project_url = 'https://project.example', keep_scans = '60 days', last_dispatch_at = '2026-12-01 10:00+00';
update scanner.hosts set requests_per_second = 3, throttled = 2 where host = 'api.lever.co';
insert into scanner.hosts (host, max_in_flight, failed_sources) values ('careers.example', 2, '{1,2}');
insert into scanner.operators (user_id, note, added_at) values
  ('5e0c8e1a-0000-4000-8000-000000000001', 'me', '2026-11-30 09:00+00');

insert into public.search_filters (name, enabled, title_any, title_none, keywords, min_salary, salary_currency, max_age_days, min_score) values
  ('backend', true, '{backend,"full stack"}', '{intern}', '{"postgres*": 15}', 60000, 'EUR', 60, 20),
  ('later', false, '{design*}', '{}', '{}', null, null, null, null);

insert into public.job_sources (company, url, provider, board, host, enabled, scan_every, settings, created_at, last_polled_at, next_scan_at, failures, fingerprint, recent_counts, held_count, held_since, held_times) values
  ('Acme', 'https://jobs.lever.co/acme', 'lever', 'acme', 'api.lever.co', true, '2 hours', '{"pages": 3}', '2026-11-30 09:00+00', '2026-12-01 09:00+00', '2026-12-01 11:00+00', 0, 'abc', '{20,21,20}', null, null, 0),
  ('Globex', 'https://globex.example/careers', null, null, 'globex.example', false, '6 hours', '{}', '2026-11-30 09:00+00', null, '2026-12-01 11:00+00', 3, null, '{}', 2, '2026-12-01 08:00+00', 1);

insert into public.job_postings (source_id, external_id, title, company, url, apply_url, locations, workplace, department, employment_type, salary_min, salary_max, salary_currency, salary_period, description, requisition, role_key, posted_at, first_seen_at, changed_at, closed_at, missed, reopened, verdict, score, score_reasons, filters, status, status_at, archived_reason)
select s.id, p.external_id, 'Engineer ' || p.external_id, 'Acme', 'https://jobs.lever.co/acme/' || p.external_id, null, '{Berlin,Remote}', 'remote', 'Engineering', 'full_time', 70000, 90000, 'EUR', 'year', 'About it', 'R-' || p.external_id, 'lever:acme:' || p.external_id, '2026-11-20 00:00+00', '2026-11-30 09:00+00', '2026-12-01 09:00+00', p.closed_at, p.missed, 1, 'match', 75, '{"postgres* +15"}', '{backend}', p.status, p.status_at, p.archived_reason
from public.job_sources s
cross join (values
  ('new', 'new', null::timestamptz, null::text, null::timestamptz, 0),
  ('saved', 'saved', '2026-12-01 07:00+00', null, null, 1),
  ('saved-closed', 'saved', '2026-12-01 07:00+00', null, '2026-12-01 08:00+00', 2),
  ('applied', 'applied', '2026-12-01 07:00+00', null, null, 0),
  ('dismissed', 'dismissed', '2026-12-01 07:00+00', null, null, 0),
  ('closed', 'archived', '2026-12-01 08:00+00', 'closed', '2026-12-01 08:00+00', 1),
  ('filtered', 'archived', '2026-12-01 08:00+00', 'filtered', null, 0)
) p (external_id, status, status_at, archived_reason, closed_at, missed)
where s.provider = 'lever';

insert into scanner.scans (id, source_id, trigger, status, outcome, dispatched_at, started_at, listed_at, finished_at, requests, bytes, fetched, matched, inserted)
select '5e0c8e1a-0000-4000-8000-00000000000a', s.id, 'manual', 'succeeded', 'succeeded', '2026-12-01 09:00+00', '2026-12-01 09:00+00', '2026-12-01 09:00+00', '2026-12-01 09:01+00', 2, 12345, 20, 7, 7
from public.job_sources s where s.provider = 'lever';
insert into scanner.cycles (source_id, url, cursor, started_at, seen_ids)
select s.id, s.url, '{"offset": 100}', '2026-12-01 09:00+00', '{a,b}' from public.job_sources s where s.provider is null;
insert into scanner.batches (id, requested_at) values ('5e0c8e1a-0000-4000-8000-00000000000b', '2026-12-01 09:00+00');
insert into scanner.batch_sources (batch_id, source_id, scan_id, state)
select '5e0c8e1a-0000-4000-8000-00000000000b', s.source_id, s.id, 'succeeded' from scanner.scans s;
insert into scanner.posting_events (posting_id, scan_id, at, kind, changes)
select p.id, s.id, '2026-12-01 09:00+00', 'changed', '{"title": "Old"}' from public.job_postings p, scanner.scans s;
insert into scanner.readers (reader, seen_at, seen) values ('owner', '2026-12-01 09:00+00', '10:20:10,14');
insert into scanner.notifications (name, kind, secret_id, schedule, hour, next_at, added_at)
select 'phone', 'ntfy', vault.create_secret('https://ntfy.example/topic', null, 'boardscan: webhook'), 'daily', 7, '2026-12-02 07:00+00', '2026-11-30 09:00+00';
insert into scanner.digests (id, notification_id, status, postings, content, tries, created_at, ended_at)
select '5e0c8e1a-0000-4000-8000-00000000000c', n.id, 'sent', 1, '{"title": "One"}', 1, '2026-12-01 07:00+00', '2026-12-01 07:01+00' from scanner.notifications n;
insert into scanner.digest_postings (notification_id, posting_id, digest_id)
select d.notification_id, p.id, d.id from scanner.digests d, public.job_postings p;
