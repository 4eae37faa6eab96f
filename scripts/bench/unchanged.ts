/**
 * What a scan writes when nothing changed.
 *
 * @module
 */
import type { Report } from "../../supabase/functions/_shared/report.ts";
import type { Database } from "../stack/database.ts";
import { clear, fillSources, REALISTIC_HOST } from "./fill.ts";
import type { Measured } from "./measured.ts";
import {
  lease,
  makePostings,
  number,
  reportOf,
  scanThrough,
  text,
  UNCHANGED,
} from "./scans.ts";
import { median, repeated } from "./timing.ts";

const POSTINGS = 500;
const RUNS = 9;
const SOURCE = 1;

/** A mark in the log and in the count of transactions, to measure from. */
export async function markWrites(database: Database) {
  const lsn = await text(database, "select pg_current_wal_insert_lsn()");
  const xid = await text(
    database,
    "select pg_snapshot_xmax(pg_current_snapshot())",
  );
  return {
    walBytes: () =>
      number(
        database,
        `select pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '${lsn}')`,
      ),
    /** Rows of postings and events that are newer than the mark. */
    rows: () =>
      number(
        database,
        `select (select count(*) from public.job_postings where xmin::text::bigint >= ${xid})
           + (select count(*) from scanner.posting_events where xmin::text::bigint >= ${xid})`,
      ),
  };
}

async function scanMarked(database: Database, report: Report) {
  const scanId = await lease(database, SOURCE);
  const mark = await markWrites(database);
  await scanThrough(database, scanId, report);
  return { wal: await mark.walBytes(), rows: await mark.rows() };
}

/** Bytes of write-ahead log and rows of a first, a repeated and an unchanged scan. */
export async function measureUnchanged(database: Database): Promise<Measured> {
  await clear(database);
  await fillSources(database, {
    count: 49,
    host: REALISTIC_HOST,
    dueAt: "now() + interval '1 day'",
  });
  const postings = makePostings(SOURCE, POSTINGS);
  const first = await scanMarked(database, reportOf(postings));
  const several = async (report: Report) => {
    const runs = await repeated(RUNS, () => scanMarked(database, report));
    return [
      median(runs.map(({ wal }) => wal)),
      Math.max(...runs.map(({ rows }) => rows)),
    ];
  };
  return {
    title: "What a scan writes",
    how:
      `A board of ${POSTINGS} postings; WAL of begin_scan and finish_scan, median of ${RUNS}, ` +
      "and rows of postings and events, the most of all runs",
    columns: ["scan", "WAL bytes", "rows"],
    rows: [
      ["first, all new", first.wal, first.rows],
      [
        "list differs, every posting the same",
        ...await several(reportOf(postings)),
      ],
      ["unchanged", ...await several(UNCHANGED)],
    ],
    values: {},
  };
}
