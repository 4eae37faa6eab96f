/**
 * Whether a scan costs the database more when there are many sources.
 *
 * @module
 */
import type { Database } from "../stack/database.ts";
import {
  clear,
  fillSources,
  REALISTIC_HOST,
  settle,
  SHUFFLED_DUE,
} from "./fill.ts";
import type { Measured } from "./measured.ts";
import { call, nextScan, scanThrough, UNCHANGED } from "./scans.ts";

const SIZES = [49, 1_000, 10_000] as const;
const SCANS = 490;
const WARM_UP = 49;

/** The doors' time of a scan: begin, finish and the dispatch inside it. */
async function measure(database: Database, count: number): Promise<number> {
  await clear(database);
  await fillSources(database, {
    count,
    host: REALISTIC_HOST,
    dueAt: SHUFFLED_DUE,
  });
  let scans = -WARM_UP;
  let total = 0;
  while (scans < SCANS) {
    // A connection that has not planned its statements yet measures that.
    if (scans === 0) total = 0;
    const scanId = await nextScan(database);
    if (scanId !== null) {
      total += await scanThrough(database, scanId, UNCHANGED);
      scans++;
      continue;
    }
    // A round has ended: all are due again.
    await database.query(
      "update public.job_sources set next_scan_at = now() - interval '1 minute'",
    );
    await settle(database, "public.job_sources");
    total += (await call(database, "scanner.dispatch(true)")).ms;
  }
  return total / SCANS;
}

/** Database work per scan at 49, 1,000 and 10,000 sources. */
export async function measureCost(database: Database): Promise<Measured> {
  const found: number[] = [];
  for (const size of SIZES) found.push(await measure(database, size));
  const [base = NaN] = found;
  return {
    title: "Database work of a scan, by sources",
    how:
      `${SCANS} scans one after another, nothing changed, all sources due: ` +
      "begin_scan, finish_scan and the dispatch inside it",
    columns: ["sources", "ms a scan", "over first"],
    rows: SIZES.map((size, i) => [
      size,
      found[i] ?? NaN,
      (found[i] ?? NaN) / base,
    ]),
    values: { cost_per_source: (found.at(-1) ?? NaN) / base },
  };
}
