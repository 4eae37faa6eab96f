/**
 * How long the first page of each view takes when there is much to show.
 *
 * @module
 */
import type { AsRole, Database } from "../stack/database.ts";
import {
  clear,
  fillHistory,
  fillPostings,
  fillSources,
  REALISTIC_HOST,
} from "./fill.ts";
import { fillLife } from "./fill_life.ts";
import type { Measured } from "./measured.ts";
import { SERVICE } from "./scans.ts";
import { median, repeated, timed } from "./timing.ts";

const POSTINGS = 300_000;
const SOURCES = 1_000;
const RUNS = 5;
const LIMIT_MS = 100;
const OPERATOR_ID = "0b5e55ed-0000-4000-8000-000000000001";
const OPERATOR: AsRole = {
  role: "authenticated",
  claims: { sub: OPERATOR_ID },
  method: "GET",
  path: "/",
};

/** A whole page, as the API reads it: a count alone would skip most columns. */
const page = (query: string) =>
  `select jsonb_agg(to_jsonb(x))::text as answer from (${query} limit 50) x`;

/** As the README reads them: views that an index orders leave the order to their reader. */
const PAGES = [
  "open_postings order by score desc, id desc",
  "new_postings order by at desc, score desc",
  "posting_changes",
  "company_activity",
  "repost_signals order by last_at desc",
  "applied_watch order by happened_at desc, id desc",
  "source_health",
  "scan_log",
  "scan_history",
  "scanner_health",
].map((name) => ({
  name: name.replace(/ .*/, ""),
  query: page(`select * from public.${name}`),
}));

/** What a dashboard asks beside that; no budget is on these. */
const OTHERS = [
  {
    name: "open_postings, saved ones",
    query: page("select * from public.open_postings where status = 'saved'"),
  },
  {
    name: "open_postings, counted",
    query: "select count(*)::text as answer from public.open_postings",
  },
];

async function measure(
  database: Database,
  as: AsRole,
  query: string,
  times: number,
  warmUp?: number,
): Promise<number> {
  const runs = await repeated(
    times,
    () => timed(() => database.queryAs(as, query)),
    warmUp,
  );
  return median(runs.map(({ ms }) => ms));
}

/** The first page of each view, for the secret key and for an operator. */
export async function measureViews(database: Database): Promise<Measured> {
  await clear(database);
  await database.query(
    `insert into scanner.operators (user_id) values ('${OPERATOR_ID}') on conflict do nothing`,
  );
  await fillSources(database, {
    count: SOURCES,
    host: REALISTIC_HOST,
    dueAt: "now() + interval '1 day'",
  });
  // One in ten is closed.
  await fillPostings(database, {
    from: 0,
    to: Math.ceil(POSTINGS / 0.9),
    sources: SOURCES,
  });
  await fillHistory(database, { scansForEach: 120, sources: SOURCES });
  await fillLife(database);

  const rows: [string, number, number, string][] = [];
  for (const { name, query } of PAGES) {
    const service = await measure(database, SERVICE, query, RUNS);
    const operator = await measure(database, OPERATOR, query, RUNS);
    const ok = Math.max(service, operator) < LIMIT_MS;
    rows.push([name, service, operator, ok ? "yes" : "NO"]);
  }
  const [, service = NaN, operator = NaN] = rows[0] ?? [];
  for (const { name, query } of OTHERS) {
    rows.push([
      name,
      await measure(database, SERVICE, query, 1, 1),
      await measure(database, OPERATOR, query, 1, 1),
      "",
    ]);
  }
  return {
    title: "Views at 300,000 open postings",
    how:
      `50 rows with all columns, median of ${RUNS}; ${SOURCES} sources, 120 scans of each`,
    columns: [
      "view",
      "secret key ms",
      "operator ms",
      `under ${LIMIT_MS} ms`,
    ],
    rows,
    values: { open_postings_ms: Math.max(service, operator) },
  };
}
