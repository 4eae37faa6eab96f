/**
 * Fills the tables by SQL alone: so many sources with so many postings each,
 * the same every time.
 *
 * @module
 */
import type { Database } from "../stack/database.ts";

/** So many sources in the table. */
export interface SourcesWanted {
  readonly count: number;
  /** SQL over `n`, from 1 on: the host of the n-th. */
  readonly host: string;
  /** SQL over `n`: when it is due. */
  readonly dueAt: string;
}

/** Six in ten boards live on the five hosts that are shared, the rest on one of a thousand. */
export const REALISTIC_HOST = `case
  when n % 10 < 3 then 'boards-api.greenhouse.io'
  when n % 10 = 3 then 'api.lever.co'
  when n % 20 = 4 then 'api.eu.lever.co'
  when n % 20 = 14 or n % 20 = 5 then 'api.ashbyhq.com'
  when n % 20 = 15 then 'api.smartrecruiters.com'
  else 'company' || (n * 7919) % 1000 || '.example' end`;

/** Later ones are due first, so that rows do not lie in the order in which they are wanted. */
export const SHUFFLED_DUE =
  "now() - make_interval(secs => (n::bigint * 48271) % 21600 + 1)";

/** Replaces all sources. */
export async function fillSources(
  database: Database,
  { count, host, dueAt }: SourcesWanted,
): Promise<void> {
  await database.execute(`
    truncate public.job_sources restart identity cascade;
    insert into public.job_sources (company, url, provider, board, host, next_scan_at, last_polled_at)
    select 'Company ' || n, 'https://boards.example/' || n, 'greenhouse', 'board-' || n,
      ${host}, ${dueAt}, now() - interval '6 hours'
    from generate_series(1, ${count}) n;`);
  await settle(database, "public.job_sources");
}

/**
 * Adds postings to the first `sources` sources until there are so many in all:
 * one in ten closed, one role in ten with two adverts, texts of a few hundred
 * characters, the length of what stays in a row when its description is stored
 * beside it.
 */
export async function fillPostings(
  database: Database,
  { from, to, sources }: { from: number; to: number; sources: number },
): Promise<void> {
  await database.execute(`
    insert into public.job_postings (
      source_id, external_id, title, url, locations, workplace, department, employment_type,
      salary_min, salary_max, salary_currency, salary_period, description, role_key,
      posted_at, first_seen_at, score, score_reasons, filters, status, archived_reason, closed_at
    )
    select n % ${sources} + 1, 'seed-' || n, 'Software Engineer ' || n % 5000,
      'https://boards.example/jobs/' || n, array['Place ' || n % 200],
      (array['remote', 'hybrid', 'onsite'])[n % 3 + 1], 'Department ' || n % 40, 'full_time',
      60000 + n % 50000, 90000 + n % 50000, 'EUR', 'year', repeat(md5(n::text), 12),
      n % ${sources} + 1 || ':' || case when n / ${sources} % 20 = 1 then n - ${sources} else n end,
      now() - make_interval(mins => (n::bigint * 48271 % 86400)::int),
      now() - make_interval(mins => (n::bigint * 16807 % 43200)::int),
      (n::bigint * 48271 % 101)::int, array['typescript +20'], array['Engineering'],
      case when n % 10 = 7 then 'archived' when n % 100 = 3 then 'saved' else 'new' end,
      case when n % 10 = 7 then 'closed' end,
      case when n % 10 = 7 then now() - interval '3 days' end
    from generate_series(${from + 1}, ${to}) n;`);
  await settle(database, "public.job_postings");
}

/** A month of scans for each source, and an event for each posting. */
export async function fillHistory(
  database: Database,
  { scansForEach, sources }: { scansForEach: number; sources: number },
): Promise<void> {
  await database.execute(`
    insert into scanner.scans (
      source_id, trigger, status, outcome, dispatched_at, started_at, listed_at, finished_at, fetched, matched
    )
    select n % ${sources} + 1, 'schedule', s.status, s.status, s.at, s.at + interval '1 second',
      s.at + interval '3 seconds', s.at + interval '3 seconds', 300, 30
    from generate_series(1, ${scansForEach * sources}) n
    cross join lateral (
      select case when n % 3 = 0 then 'succeeded' else 'unchanged' end as status,
        now() - n * interval '30 days' / ${scansForEach * sources} as at
    ) s;
    insert into scanner.posting_events (posting_id, kind, at)
    select p.id, 'opened', p.first_seen_at from public.job_postings p order by p.first_seen_at;`);
  await settle(database, "scanner.scans");
  await settle(database, "scanner.posting_events");
}

/** As autovacuum leaves a table: counted, and its pages known as visible to all. */
export async function settle(
  database: Database,
  table: string,
): Promise<void> {
  await database.execute(`vacuum (analyze) ${table}`);
}

/** Back to an empty machine that knows where its functions are. */
export async function clear(database: Database): Promise<void> {
  await database.execute(`
    truncate public.job_sources, public.search_filters, scanner.batches restart identity cascade;
    truncate net.http_request_queue, net._http_response;
    update scanner.hosts set paused_until = null, throttled = 0, failed_sources = '{}';
    update scanner.settings set project_url = 'http://functions.example';
    insert into public.search_filters (name, max_age_days) values ('Engineering', 60);`);
}
