/**
 * How many connections fifty scans in flight keep busy. A small project's API
 * has ten.
 *
 * @module
 */
import { delay } from "@std/async/delay";
import type { Database } from "../stack/database.ts";
import { clear, fillSources } from "./fill.ts";
import type { Measured } from "./measured.ts";
import {
  call,
  makePostings,
  nextScan,
  reportOf,
  scanThrough,
  UNCHANGED,
} from "./scans.ts";
import { timed } from "./timing.ts";

const IN_FLIGHT = 50;
const SCANS = 250;
const POOL = 10;
/** Boards answer in 120 to 900 ms; the sequence is the same in every run. */
const boardMs = (n: number) => 120 + n * 7919 % 780;

async function measure(
  database: Database,
  postings: number,
): Promise<{ busy: number; rpcMs: number; perSecond: number }> {
  await clear(database);
  await fillSources(database, {
    count: 1_000,
    host: "'company' || n % 100 || '.example'",
    dueAt: "now() - make_interval(secs => n)",
  });
  await call(database, "scanner.dispatch(true)");
  let begun = 0;
  let rpcMs = 0;
  async function scanOneAfterAnother() {
    while (begun < SCANS) {
      const scanId = await nextScan(database);
      if (scanId === null) {
        await delay(5);
        continue;
      }
      const n = begun++;
      await delay(boardMs(n));
      const report = postings === 0
        ? UNCHANGED
        : reportOf(makePostings(n, postings));
      // Read after the wait: others add to it meanwhile.
      const ms = await scanThrough(database, scanId, report);
      rpcMs += ms;
    }
  }
  const { ms } = await timed(() =>
    Promise.all(Array.from({ length: IN_FLIGHT }, scanOneAfterAnother))
  );
  return {
    busy: rpcMs / ms,
    rpcMs: rpcMs / SCANS,
    perSecond: SCANS / ms * 1e3,
  };
}

/** Connections in use with fifty scans in flight, when nothing and when much changed. */
export async function measureConnections(
  database: Database,
): Promise<Measured> {
  const rows = [];
  for (const postings of [0, 30, 300]) {
    const { busy, rpcMs, perSecond } = await measure(database, postings);
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
