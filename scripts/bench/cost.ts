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
import { type Flight, IN_FLIGHT, scanInFlight } from "./in_flight.ts";
import type { Measured } from "./measured.ts";
import { call, nextScan, scanThrough, UNCHANGED } from "./scans.ts";
import { median } from "./timing.ts";

const SIZES = [49, 500, 2_000, 10_000] as const;
/** Whatever else the machine does meanwhile meets all sizes alike. */
const ROUNDS = 3;
const SCANS = 98;
const WARM_UP = 49;
const SCANS_IN_FLIGHT = 100;

/** The doors' time of a scan: begin, finish and the dispatch inside it. */
async function measure(database: Database, count: number): Promise<number> {
  await clear(database);
  await fillSources(database, {
    count,
    host: REALISTIC_HOST,
    dueAt: SHUFFLED_DUE,
  });
  const scans: number[] = [];
  let dispatched = 0;
  while (scans.length < WARM_UP + SCANS) {
    const scanId = await nextScan(database);
    if (scanId !== null) {
      scans.push(await scanThrough(database, scanId, UNCHANGED));
      continue;
    }
    // A round has ended: all are due again.
    await database.query(
      "update public.job_sources set next_scan_at = now() - interval '1 minute'",
    );
    await settle(database, "public.job_sources");
    dispatched += (await call(database, "scanner.dispatch(true)")).ms;
  }
  // A connection that has not planned its statements yet measures that.
  return median(scans.slice(WARM_UP)) + dispatched / scans.length;
}

/** The same with boards that take their time; each on a host of its own, or few could overlap at 49. */
async function measureFlight(
  database: Database,
  count: number,
): Promise<Flight> {
  await clear(database);
  await fillSources(database, {
    count,
    host: "'company' || (n * 7919) % 1000 || '.example'",
    dueAt: SHUFFLED_DUE,
  });
  return await scanInFlight(database, SCANS_IN_FLIGHT, () => UNCHANGED);
}

/** Database work per scan at 49 to 10,000 sources, alone and in flight. */
export async function measureCost(database: Database): Promise<Measured> {
  const rounds: number[][] = [];
  for (let i = 0; i < ROUNDS; i++) {
    const round: number[] = [];
    for (const size of SIZES) round.push(await measure(database, size));
    rounds.push(round);
  }
  const found = [];
  for (const [i, size] of SIZES.entries()) {
    found.push({
      size,
      ms: median(rounds.map((round) => round[i] ?? NaN)),
      over: median(
        rounds.map((round) => (round[i] ?? NaN) / (round[0] ?? NaN)),
      ),
      flight: await measureFlight(database, size),
    });
  }
  const most = found.at(-1);
  return {
    title: "Database work of a scan, by sources",
    how: [
      `Nothing changed, all sources due: begin_scan, finish_scan and the dispatch inside it. Median of ${ROUNDS} times ${SCANS} scans one`,
      `after another, then ${SCANS_IN_FLIGHT} of boards that take 120 to 900 ms, ${IN_FLIGHT} in flight over ten connections`,
    ].join("\n"),
    columns: [
      "sources",
      "ms a scan",
      "over first",
      "in flight: scans/s",
      "ms a scan",
      "connections",
    ],
    rows: found.map(({ size, ms, over, flight }) => [
      size,
      ms,
      over,
      flight.perSecond,
      flight.rpcMs,
      flight.busy,
    ]),
    values: { cost_per_source: most?.over ?? NaN },
    figures: { unchanged_scan_ms: most?.ms ?? NaN },
  };
}
