/**
 * Scans as they overlap in life: so many in flight, each waiting for its board
 * most of its time.
 *
 * @module
 */
import { delay } from "@std/async/delay";
import type { Report } from "../../supabase/functions/_shared/report.ts";
import type { Database } from "../stack/database.ts";
import { call, nextScan, scanThrough } from "./scans.ts";
import { timed } from "./timing.ts";

/** As many as dispatch sends by default. */
export const IN_FLIGHT = 50;
/** Boards answer in 120 to 900 ms; the sequence is the same in every run. */
const boardMs = (n: number) => 120 + n * 7919 % 780;

export interface Flight {
  /** Connections that were busy on average; waiting for one counts too. */
  readonly busy: number;
  /** Of both doors. */
  readonly rpcMs: number;
  readonly perSecond: number;
}

/** Ends so many scans of the sources that are due, each source due again at once. */
export async function scanInFlight(
  database: Database,
  scans: number,
  reportOf: (n: number) => Report,
): Promise<Flight> {
  await call(database, "scanner.dispatch(true)");
  let begun = 0;
  let rpcMs = 0;
  async function scanOneAfterAnother() {
    while (begun < scans) {
      const scanId = await nextScan(database);
      if (scanId === null) {
        await delay(5);
        continue;
      }
      const n = begun++;
      await delay(boardMs(n));
      // Read after the wait: others add to it meanwhile.
      const ms = await scanThrough(database, scanId, reportOf(n));
      rpcMs += ms;
      await database.query(
        `update public.job_sources j set next_scan_at = now() - interval '1 minute'
         from scanner.scans s where s.id = $1::text::uuid and j.id = s.source_id`,
        [scanId],
      );
    }
  }
  const { ms } = await timed(() =>
    Promise.all(Array.from({ length: IN_FLIGHT }, scanOneAfterAnother))
  );
  return {
    busy: rpcMs / ms,
    rpcMs: rpcMs / scans,
    perSecond: scans / ms * 1e3,
  };
}
