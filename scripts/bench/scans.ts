/**
 * Scans as the functions make them, without a function: the doors are called as
 * service_role, each call a transaction of its own.
 *
 * @module
 */
import { z } from "zod";
import type { AsRole, Database } from "../stack/database.ts";
import type { Report } from "../../supabase/functions/_shared/report.ts";
import type { Row } from "../../supabase/functions/_shared/rows.ts";
import { timed } from "./timing.ts";

export const SERVICE: AsRole = {
  role: "service_role",
  claims: {},
  method: "POST",
  path: "/",
};

const Answer = z.tuple([z.object({ answer: z.string().nullable() })]);

/** The one value of a query, as the owner. */
export async function text(database: Database, query: string): Promise<string> {
  const { rows } = await database.query(query);
  return z.tuple([z.record(z.string(), z.unknown())])
    .transform(([row]) => String(Object.values(row)[0])).parse(rows);
}

/** The one number of a query, as the owner. */
export async function number(
  database: Database,
  query: string,
): Promise<number> {
  return Number(await text(database, query));
}

/** Calls one function; its answer, and how long it took. */
export async function call(
  database: Database,
  door: string,
  ...parameters: readonly unknown[]
): Promise<{ ms: number; answer: string | null }> {
  const { ms, answer: { rows } } = await timed(() =>
    database.queryAs(
      SERVICE,
      `select to_jsonb(${door})::text as answer`,
      parameters,
    )
  );
  const [{ answer }] = Answer.parse(rows);
  return { ms, answer };
}

/** What dispatch does for one source, whatever else is due. */
export async function lease(
  database: Database,
  sourceId: number,
): Promise<string> {
  return await text(
    database,
    `with scan as (
       insert into scanner.scans (source_id, trigger) values (${sourceId}, 'schedule') returning id
     )
     update public.job_sources j set scan_id = scan.id, lease_until = now() + interval '5 minutes'
     from scan where j.id = ${sourceId} returning j.scan_id`,
  );
}

/** How the listing of a board with these postings ends, unless told otherwise. */
export function reportOf(
  postings: readonly Row[],
  overrides: Partial<Report> = {},
): Report {
  const ids = postings.map(({ external_id }) => String(external_id));
  return {
    outcome: "succeeded",
    reason: null,
    fingerprint: "the same",
    complete: true,
    cursor: null,
    resolved: null,
    company: null,
    fetched: postings.length,
    matched: postings.length,
    rejected: 0,
    requests: 1,
    bytes: 100_000,
    advertised_total: null,
    seen_ids: ids,
    matched_ids: ids,
    postings,
    misses_until_closed: 1,
    empty_proves_nothing: false,
    has_details: false,
    ...overrides,
  };
}

/** What the scan of a board that did not change reports. */
export const UNCHANGED: Report = reportOf([], {
  outcome: "unchanged",
  seen_ids: null,
  matched_ids: null,
});

/** Claims a scan and ends it with the report; the time of both calls. */
export async function scanThrough(
  database: Database,
  scanId: string,
  report: Report,
): Promise<number> {
  const begun = await call(
    database,
    "public.begin_scan($1::text::uuid)",
    scanId,
  );
  if (begun.answer === null) {
    throw new Error(`Cannot begin scan "${scanId}": it is not claimable`);
  }
  const ended = await call(
    database,
    "public.finish_scan($1::text::uuid, $2::text::jsonb)",
    scanId,
    JSON.stringify(report),
  );
  return begun.ms + ended.ms;
}

/** Takes the oldest scan that waits to be posted, as pg_net does; null: none. */
export async function nextScan(database: Database): Promise<string | null> {
  const { rows } = await database.query(
    `delete from net.http_request_queue q
     where q.id = (select id from net.http_request_queue order by id limit 1 for update skip locked)
     returning convert_from(q.body, 'UTF8')::jsonb ->> 'scan_id' as answer`,
  );
  return rows.length === 0 ? null : Answer.parse(rows)[0].answer;
}

/** Adverts as a list tells them: the same for the same ids, but for `revision`. */
export function makePostings(
  sourceId: number,
  count: number,
  revision = 0,
): Row[] {
  return Array.from({ length: count }, (_, n) => ({
    external_id: `advert-${n}`,
    title: `Software Engineer ${n}`,
    company: null,
    url: `https://boards.example/${sourceId}/${n}`,
    apply_url: `https://boards.example/${sourceId}/${n}/apply`,
    locations: [`Place ${n % 50}`, `Place ${n % 7}`],
    workplace: "hybrid",
    department: `Department ${n % 20}`,
    team: null,
    employment_type: "full_time",
    salary_min: 60_000 + n,
    salary_max: 90_000 + n,
    salary_currency: "EUR",
    salary_period: "year",
    // One in ten changes with each revision.
    description: `Advert ${n}, text ${n % 10 === 0 ? revision : 0}. ${
      "We build what people use. ".repeat(80)
    }`,
    requisition: null,
    role_key: `${sourceId}:advert-${n}`,
    posted_at: "2026-01-01T00:00:00Z",
    verdict: "match",
    score: n * 37 % 101,
    score_reasons: ["typescript +20"],
    filters: ["Engineering"],
    unknown: [],
  }));
}
