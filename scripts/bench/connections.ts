/**
 * How many connections fifty scans in flight keep busy. A small project's API
 * has ten.
 *
 * @module
 */
import type { Database } from "../stack/database.ts";
import { clear, fillSources } from "./fill.ts";
import { IN_FLIGHT, scanInFlight } from "./in_flight.ts";
import type { Measured } from "./measured.ts";
import { makePostings, reportOf, UNCHANGED } from "./scans.ts";

const SCANS = 150;
const POOL = 10;

/** Connections in use with fifty scans in flight, when nothing and when much changed. */
export async function measureConnections(
  database: Database,
): Promise<Measured> {
  const rows = [];
  for (const postings of [0, 30, 300]) {
    await clear(database);
    await fillSources(database, {
      count: 1_000,
      host: "'company' || n % 100 || '.example'",
      dueAt: "now() - make_interval(secs => n)",
    });
    const { busy, rpcMs, perSecond } = await scanInFlight(
      database,
      SCANS,
      (n) => postings === 0 ? UNCHANGED : reportOf(makePostings(n, postings)),
    );
    rows.push([
      postings === 0 ? "unchanged" : `${postings} new postings`,
      busy,
      POOL,
      rpcMs,
      perSecond,
    ]);
  }
  return {
    title: `Connections in use with ${IN_FLIGHT} scans in flight`,
    how:
      `Summed RPC time over wall time of ${SCANS} scans whose boards take 120 to 900 ms; ` +
      "waiting for a connection counts too",
    columns: ["each scan", "in use", "pool", "RPC ms a scan", "scans/s"],
    rows,
    values: {},
  };
}
