/**
 * What the tests of the database share: a database with all migrations in it,
 * the doors as the functions call them, and builders of what goes through them.
 * Imported by tests only.
 *
 * @module
 */
import { z } from "zod";
import type { Failure, Report } from "../functions/_shared/report.ts";
import type { Row } from "../functions/_shared/rows.ts";
import {
  type AsRole,
  type Database,
  DatabaseError,
} from "../../scripts/stack/database.ts";
import { migrate, readMigrations } from "../../scripts/stack/migrate.ts";
import { openPglite } from "../../scripts/stack/pglite/database.ts";
import { connectPostgres } from "../../scripts/stack/postgres_database.ts";

/** PGlite in memory, or the server in BOARDSCAN_TEST_DATABASE, which must be there for nothing else. */
export async function openTestDatabase(): Promise<Database> {
  const url = Deno.env.get("BOARDSCAN_TEST_DATABASE");
  const database = url
    ? connectPostgres(url)
    : (await openPglite({ folder: null, port: null })).database;
  try {
    await migrate(database);
    return database;
  } catch (error) {
    await database.close();
    throw error;
  }
}

/** One database for all tests of a file: emptied before each, closed after the last. */
export async function testDatabase(): Promise<Database> {
  const database = await openTestDatabase();
  const reset = await createReset(database);
  Deno.test.beforeEach(reset);
  Deno.test.afterAll(() => database.close());
  return database;
}

/** Takes a database back to what it was after its migrations. */
export async function createReset(
  database: Database,
): Promise<() => Promise<void>> {
  // Migrations put rows into two tables; they are put in again as written there.
  const inserts = (await readMigrations()).flatMap(({ sql }) =>
    sql.match(/^insert into scanner\.(?:hosts|settings)[^;]*;/gm) ?? []
  );
  return () =>
    database.execute(`
      do $$ begin
        execute (
          select 'truncate ' || string_agg(c.oid::regclass::text, ', ') || ' restart identity'
          from pg_class c
          where c.relkind = 'r' and c.relnamespace in ('public'::regnamespace, 'scanner'::regnamespace)
        );
        perform cron.unschedule(j.jobid) from cron.job j;
        delete from cron.job_run_details;
        delete from net.http_request_queue;
        delete from net._http_response;
      end $$;
      ${inserts.join("\n")}`);
}

const Answer = z.tuple([z.object({ answer: z.string().nullable() })]);

/**
 * The rows of a query, as JSON: drivers hand the types of Postgres out
 * differently.
 */
export async function rows(
  database: Database,
  query: string,
  ...parameters: readonly unknown[]
): Promise<Row[]> {
  const result = await database.query(
    `select jsonb_agg(to_jsonb(x))::text as answer from (${query}) x`,
    parameters,
  );
  const [{ answer }] = Answer.parse(result.rows);
  return z.array(z.record(z.string(), z.unknown())).parse(
    JSON.parse(answer ?? "[]"),
  );
}

/** The only row of a query. */
export async function row(
  database: Database,
  query: string,
  ...parameters: readonly unknown[]
): Promise<Row> {
  const [only, ...others] = await rows(database, query, ...parameters);
  if (!only || others.length > 0) {
    throw new Error(`Wanted one row, got ${only ? others.length + 1 : 0}`);
  }
  return only;
}

/** What the database says when it refuses. */
export async function refusal(work: Promise<unknown>): Promise<DatabaseError> {
  try {
    await work;
  } catch (error) {
    if (error instanceof DatabaseError) return error;
    throw error;
  }
  throw new Error("Nothing was refused");
}

/** Every row of boardscan's tables with its version: equal means that nothing was written. */
export async function everything(
  database: Database,
): Promise<Record<string, unknown[]>> {
  const tables = await rows(
    database,
    `select c.oid::regclass::text as name from pg_class c
     where c.relkind = 'r' and c.relnamespace in ('public'::regnamespace, 'scanner'::regnamespace)
     order by 1`,
  );
  const contents: Record<string, unknown[]> = {};
  for (const { name } of tables) {
    contents[String(name)] = await rows(
      database,
      `select t.xmin::text as version, t.ctid::text as place, to_jsonb(t) as content
       from ${name} t order by t.ctid`,
    );
  }
  return contents;
}

const SERVICE: AsRole = {
  role: "service_role",
  claims: {},
  method: "POST",
  path: "/",
};

const Finished = z.object({
  outcome: z.string(),
  lacking: z.array(z.looseObject({ external_id: z.string() })),
});

/** The functions of `public`, called as the API calls them for the functions. */
export function createDoors(database: Database) {
  async function call(
    door: string,
    ...parameters: readonly unknown[]
  ): Promise<unknown> {
    const { rows } = await database.queryAs(
      SERVICE,
      `select to_jsonb(public.${door})::text as answer`,
      parameters,
    );
    const [{ answer }] = Answer.parse(rows);
    return answer === null ? null : JSON.parse(answer);
  }
  return {
    beginScan: (scanId: string) => call("begin_scan($1::text::uuid)", scanId),
    upsert: (scanId: string, postings: unknown) =>
      call(
        "upsert_postings($1::text::uuid, $2::text::jsonb)",
        scanId,
        JSON.stringify(postings),
      ),
    /** The whole answer is `outcome` and `lacking`. */
    async finish(scanId: string, report: Partial<Report>) {
      return Finished.parse(
        await call(
          "finish_scan($1::text::uuid, $2::text::jsonb)",
          scanId,
          JSON.stringify(report),
        ),
      );
    },
    saveDetails: (scanId: string, postings: readonly Row[], last: boolean) =>
      call(
        "save_details($1::text::uuid, $2::text::jsonb, $3::text::boolean)",
        scanId,
        JSON.stringify(postings),
        last,
      ),
    fail: (scanId: string, error: Partial<Failure>) =>
      call(
        "fail_scan($1::text::uuid, $2::text::jsonb)",
        scanId,
        JSON.stringify(error),
      ),
    /** Without sources: all enabled ones. */
    async requestScan(...sourceIds: number[]): Promise<string> {
      const ids = sourceIds.length === 0 ? null : `{${sourceIds.join()}}`;
      return z.uuid().parse(
        await call("request_scan($1::text::bigint[])", ids),
      );
    },
    progress: (batchId: string) =>
      call("scan_progress($1::text::uuid)", batchId),
    addSource: (url: string | null, company: string | null = null) =>
      call("add_source($1::text, $2::text)", url, company),
  };
}

export type Doors = ReturnType<typeof createDoors>;

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

/** Makes a source due and dispatches: nothing listens, its request stays in the queue. Answers the scan's id. */
export async function dispatched(
  database: Database,
  sourceId: number,
): Promise<string> {
  await database.query(
    "update scanner.settings set project_url = 'http://functions.example'",
  );
  await database.query(
    "update public.job_sources set next_scan_at = now() where id = $1::text::bigint",
    [sourceId],
  );
  await database.query("select scanner.dispatch()");
  const { scan_id } = await row(
    database,
    "select scan_id from public.job_sources where id = $1::text::bigint",
    sourceId,
  );
  return z.uuid().parse(scan_id);
}

/** As if the scan of a source had been silent for longer than its lease. */
export async function expireLease(
  database: Database,
  sourceId: number,
): Promise<void> {
  await database.query(
    `update public.job_sources set lease_until = now() - interval '1 second'
     where id = $1::text::bigint`,
    [sourceId],
  );
}

/** A scan that is running; answers its id. */
export async function begun(
  database: Database,
  sourceId: number,
): Promise<string> {
  const scanId = await dispatched(database, sourceId);
  await createDoors(database).beginScan(scanId);
  return scanId;
}

/** A whole scan, from dispatch to its report; answers its id. */
export async function scanned(
  database: Database,
  sourceId: number,
  told: Partial<Report>,
): Promise<string> {
  const scanId = await begun(database, sourceId);
  await createDoors(database).finish(scanId, told);
  return scanId;
}

/** What a scan's row says of it. */
export function scanRow(database: Database, scanId: string): Promise<Row> {
  return row(
    database,
    "select * from scanner.scans where id = $1::text::uuid",
    scanId,
  );
}

/** What a source's row says of it. */
export function sourceRow(database: Database, sourceId: number): Promise<Row> {
  return row(
    database,
    "select * from public.job_sources where id = $1::text::bigint",
    sourceId,
  );
}

/** The postings of a source by their ids, with a few columns only. */
export async function stored(
  database: Database,
  sourceId: number,
  columns: string,
): Promise<Record<string, Row>> {
  const found = await rows(
    database,
    `select external_id as key, (select to_jsonb(x) from (select ${columns}) x) as kept
     from public.job_postings where source_id = $1::text::bigint order by id`,
    sourceId,
  );
  return Object.fromEntries(
    found.map(({ key, kept }) => [
      String(key),
      z.record(z.string(), z.unknown()).parse(kept),
    ]),
  );
}

/** What happened to a source's postings, in order: `opened 1`. */
export async function events(
  database: Database,
  sourceId: number,
): Promise<string[]> {
  const found = await rows(
    database,
    `select e.kind || ' ' || p.external_id as event
     from scanner.posting_events e
     join public.job_postings p on p.id = e.posting_id
     where p.source_id = $1::text::bigint
     order by e.id`,
    sourceId,
  );
  return found.map(({ event }) => String(event));
}

/** Sets a person's status on a posting. */
export async function setStatus(
  database: Database,
  sourceId: number,
  externalId: string,
  status: string,
): Promise<void> {
  await database.query(
    `update public.job_postings set status = $3::text
     where source_id = $1::text::bigint and external_id = $2::text`,
    [sourceId, externalId, status],
  );
}
