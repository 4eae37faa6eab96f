/**
 * boardscan itself through the whole chain (request, dispatch, net with its
 * pauses, function, doors), under the same latency as the designs before it.
 *
 * @module
 */
import { scanAll, tookMs } from "../../batch.ts";
import { peakRssOf } from "../../peak_memory.ts";
import { number } from "../scans.ts";
import { markWrites } from "../unchanged.ts";
import { startWatchedStack } from "../watched_stack.ts";
import { openOwn, type Run, type Stage } from "./stage.ts";

const MB = 1_000_000;

/** What the scans themselves ask of the database; looking how far they are is left out, for it is no part of them. */
const SCANNING =
  /^\/rpc\/(?:request_scan|begin_scan|upsert_postings|finish_scan|save_details|fail_scan)$/;

export interface BoardscanRun extends Run {
  /** The single board that took longest, from its claim to its end. */
  readonly slowest: { readonly company: string; readonly ms: number };
}

const KEPT =
  "select count(*) from public.job_postings p where p.status = 'new'";

/** One scan of all sources; the functions are processes that have not scanned before, as each design's is. */
export async function runBoardscan(stage: Stage): Promise<BoardscanRun> {
  const { database, boards } = stage;
  const own = openOwn(stage, "boardscan");
  const stack = await startWatchedStack(own.database, boards.url);
  try {
    const { worker } = stack;
    const { requests } = await boards.statistics();
    const { cpuMs } = await worker.usage();
    const databaseCpuS = await own.cpuS();
    const mark = await markWrites(database);
    const startedAt = performance.now();
    const { progress } = await scanAll(stack.door, () => {});
    if (progress.failed > 0) {
      throw new Error(`Cannot compare: ${progress.failed} boards failed`);
    }
    const trips = own.trips().filter(({ path }) => SCANNING.test(path));
    const endedAt = Math.max(...trips.map((trip) => trip.endedAt));
    const slowest = progress.sources
      .map((source) => ({ company: source.company, ms: tookMs(source) }))
      .reduce((a, b) => b.ms > a.ms ? b : a);
    const after = await worker.usage();
    const cpuAfter = await own.cpuS();
    return {
      wallMs: endedAt - startedAt,
      roundTrips: trips.length,
      rows: await mark.rows(),
      requests: (await boards.statistics()).requests - requests,
      cpuS: (after.cpuMs - cpuMs) / 1e3,
      databaseCpuS: cpuAfter === null ? null : cpuAfter - (databaseCpuS ?? 0),
      peakMb: (await peakRssOf(worker.pid) ?? after.peakRss) / MB,
      kept: await number(database, KEPT),
      slowest,
    };
  } finally {
    await stack.stop();
    await own.close();
  }
}
