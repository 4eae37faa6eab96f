/**
 * Builders of what goes through the doors, and of rows. Imported by tests only.
 *
 * @module
 */
import type { Report } from "../../functions/_shared/report.ts";
import type { Row } from "../../functions/_shared/rows.ts";
import type { Database } from "../../../scripts/stack/database.ts";

/** Values for the columns of a table. */
export type Columns = Readonly<Record<string, unknown>>;

/** Writes a row as the owner; answers its id. */
export async function insert(
  database: Database,
  table: string,
  columns: Columns,
): Promise<string> {
  const { rows: [inserted] } = await database.query(
    `insert into ${table} (${Object.keys(columns).join()})
     select ${Object.keys(columns).map((column) => `r.${column}`).join()}
     from jsonb_populate_record(null::${table}, $1::text::jsonb) r
     returning id::text as id`,
    [JSON.stringify(columns)],
  );
  return String(inserted?.id);
}

/** A board that is known and not due. */
export async function source(
  database: Database,
  over: Columns = {},
): Promise<number> {
  const board = `board${crypto.randomUUID().slice(0, 8)}`;
  return Number(
    await insert(database, "public.job_sources", {
      url: `https://boards.example/${board}`,
      provider: "greenhouse",
      board,
      host: "api.boards.example",
      next_scan_at: "2999-01-01T00:00:00Z",
      ...over,
    }),
  );
}

/** A filter that takes everything. */
export async function filter(
  database: Database,
  over: Columns = {},
): Promise<void> {
  await insert(database, "public.search_filters", { name: "all", ...over });
}

/** A row as `toRow` makes it of a list that tells everything. */
export function posting(externalId: string, over: Row = {}): Row {
  return {
    external_id: externalId,
    title: `Engineer ${externalId}`,
    company: null,
    url: `https://boards.example/jobs/${externalId}`,
    apply_url: null,
    locations: ["Berlin"],
    workplace: null,
    department: null,
    team: null,
    employment_type: null,
    salary_min: null,
    salary_max: null,
    salary_currency: null,
    salary_period: null,
    description: `About ${externalId}`,
    requisition: null,
    posted_at: null,
    role_key: `role:${externalId}`,
    verdict: "match",
    score: 50,
    score_reasons: [],
    filters: ["all"],
    unknown: [],
    ...over,
  };
}

/** As many as the count, numbered from 1. */
export function postings(count: number): Row[] {
  return Array.from({ length: count }, (_, at) => posting(String(at + 1)));
}

/** A complete listing of these postings, all of which a filter takes. */
export function report(
  listed: readonly Row[],
  over: Partial<Report> = {},
): Report {
  const ids = listed.map(({ external_id }) => String(external_id));
  return {
    outcome: "succeeded",
    reason: null,
    fingerprint: `of ${ids.join()}`,
    complete: true,
    cursor: null,
    resolved: null,
    company: null,
    fetched: ids.length,
    matched: ids.length,
    rejected: 0,
    requests: 1,
    bytes: 1_000,
    advertised_total: null,
    seen_ids: ids,
    matched_ids: ids,
    postings: listed,
    misses_until_closed: 1,
    empty_proves_nothing: false,
    has_details: false,
    ...over,
  };
}

/** The report of a board whose answer has the fingerprint of last time. */
export function unchanged(over: Partial<Report> = {}): Report {
  return report([], {
    outcome: "unchanged",
    fingerprint: null,
    seen_ids: null,
    matched_ids: null,
    ...over,
  });
}
