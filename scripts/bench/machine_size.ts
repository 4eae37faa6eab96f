/**
 * What the machine's own rows take on disk: each source, each scan, each answer
 * that pg_net keeps and each run that pg_cron notes.
 *
 * @module
 */
import type { Database } from "../stack/database.ts";
import { number } from "./scans.ts";

const ROWS = 20_000;

/** What the platform puts around the 202 of a function; pg_net keeps it for six hours. */
const RESPONSE_HEADERS = {
  "date": "Sat, 21 Nov 2026 09:31:08 GMT",
  "content-type": "application/json",
  "content-length": "17",
  "connection": "keep-alive",
  "cf-ray": "0123456789abcdef-FRA",
  "cf-cache-status": "DYNAMIC",
  "server": "cloudflare",
  "strict-transport-security": "max-age=31536000; includeSubDomains; preload",
  "vary": "Accept-Encoding",
  "alt-svc": 'h3=":443"; ma=86400',
  "sb-gateway-version": "1",
  "sb-project-ref": "abcdefghijklmnopqrst",
  "sb-request-id": "01234567-89ab-cdef-0123-456789abcdef",
  "x-deno-execution-id": "01234567-89ab-cdef-0123-456789abcdef",
  "x-sb-edge-region": "eu-central-1",
  "x-served-by": "supabase-edge-runtime",
  "x-envoy-upstream-service-time": "12",
};

/** Bytes a row, its share of the indexes included. */
export interface MachineSize {
  readonly source: number;
  readonly scan: number;
  readonly response: number;
  readonly cronRun: number;
}

async function grown(
  database: Database,
  table: string,
  insert: string,
): Promise<number> {
  const size = () =>
    number(database, `select pg_total_relation_size('${table}')`);
  const before = await size();
  await database.execute(insert);
  await database.execute(`vacuum ${table}`);
  return (await size() - before) / ROWS;
}

/** Fills the four tables and leaves them empty, but for pg_cron's own rows. */
export async function measureMachineSize(
  database: Database,
): Promise<MachineSize> {
  await database.execute(`
    truncate public.job_sources, net._http_response restart identity cascade;`);
  const source = await grown(
    database,
    "public.job_sources",
    `insert into public.job_sources (company, url, provider, board, host, next_scan_at, last_polled_at, fingerprint, recent_counts)
     select 'Company ' || n, 'https://job-boards.greenhouse.io/company-' || n, 'greenhouse', 'company-' || n,
       'boards-api.greenhouse.io', now(), now(), md5(n::text) || md5(n::text), '{240,241,240,242,240}'
     from generate_series(1, ${ROWS}) n`,
  );
  const scan = await grown(
    database,
    "scanner.scans",
    `insert into scanner.scans (
       source_id, trigger, status, outcome, dispatched_at, started_at, listed_at, finished_at,
       url, filter_revision, requests, bytes, fetched, matched, net_request_id
     )
     select n % 1000 + 1, 'schedule', 'unchanged', 'unchanged', x.at, x.at, x.at, x.at,
       'https://job-boards.greenhouse.io/company-' || n % 1000, md5('filters'), 1, 2000000, 240, 24, n
     from generate_series(1, ${ROWS}) n
     cross join lateral (select now() - make_interval(mins => ${ROWS} - n) as at) x`,
  );
  const response = await grown(
    database,
    "net._http_response",
    `insert into net._http_response (id, status_code, content_type, headers, content, timed_out)
     select n, 202, 'application/json', '${
      JSON.stringify(RESPONSE_HEADERS)
    }', '{"accepted":true}', false
     from generate_series(1, ${ROWS}) n`,
  );
  const cronRun = await grown(
    database,
    "cron.job_run_details",
    `insert into cron.job_run_details (jobid, job_pid, database, username, command, status, return_message, start_time, end_time)
     select -1, 1000 + n, 'postgres', 'postgres', 'select scanner.dispatch()', 'succeeded', '1 row', now(), now()
     from generate_series(1, ${ROWS}) n`,
  );
  await database.execute(`
    delete from cron.job_run_details where jobid = -1;
    truncate public.job_sources, net._http_response restart identity cascade;`);
  return { source, scan, response, cronRun };
}
