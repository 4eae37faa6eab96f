/**
 * The 49 simulated boards through the whole chain: request, net, function, RPC,
 * rows.
 *
 * @module
 */
import { z } from "zod";
import { scanAll } from "../batch.ts";
import { startBoards } from "../demo/simulated_boards.ts";
import type { Database } from "../stack/database.ts";
import { seed } from "../stack/seed.ts";
import { clear } from "./fill.ts";
import type { Measured } from "./measured.ts";
import { call, number, text } from "./scans.ts";
import { markWrites } from "./unchanged.ts";
import {
  type RpcCall,
  startWatchedStack,
  type WatchedStack,
} from "./watched_stack.ts";

const MB = 1_000_000;

/** One answer lists the whole board, and no advert needs a page of its own. */
const ONE_ANSWER = ["greenhouse", "lever", "ashby"];
const SMALL = 100;

/** The last batch: from the request to its last row. */
const WALL_MS =
  `select extract(epoch from max(s.finished_at) - min(b.requested_at)) * 1000
  from scanner.batches b
  join scanner.batch_sources x on x.batch_id = b.id
  join scanner.scans s on s.id = x.scan_id
  where b.id = (select id from scanner.batches order by requested_at desc limit 1)`;

async function scan(database: Database, stack: WatchedStack) {
  const before = await stack.worker.usage();
  const mark = await markWrites(database);
  stack.takeCalls();
  const { progress } = await scanAll(stack.door, () => {});
  const after = await stack.worker.usage();
  const calls = stack.takeCalls().filter(({ scanId }) => scanId !== null);
  const wallMs = await number(database, WALL_MS);
  return {
    progress,
    calls,
    wallMs,
    cpuS: (after.cpuMs - before.cpuMs) / 1_000,
    threadCpuS: (after.threadCpuMs - before.threadCpuMs) / 1_000,
    peakMb: after.peakRss / MB,
    rows: await mark.rows(),
    busy: calls.reduce((sum, { ms }) => sum + ms, 0) / wallMs,
  };
}

/** The most calls that any small board needed. */
async function roundTripsSmall(
  database: Database,
  calls: readonly RpcCall[],
): Promise<number> {
  const small = await text(
    database,
    `select string_agg(s.id::text, ',') from scanner.scans s join public.job_sources j on j.id = s.source_id
     where j.provider in ('${
      ONE_ANSWER.join("','")
    }') and s.fetched <= ${SMALL}`,
  );
  const counts = small.split(",").map((id) =>
    calls.filter(({ scanId }) => scanId === id).length
  ).filter((count) => count > 0);
  return Math.max(...counts);
}

const Ended = z.object({ done: z.number(), total: z.number() });

/** One board alone on an empty database, its function warm: request to last row. */
async function scanAlone(
  database: Database,
  company: string,
): Promise<number> {
  const { answer } = await call(
    database,
    "public.request_scan(array(select id from public.job_sources where company = $1::text))",
    company,
  );
  const batch = z.string().parse(JSON.parse(answer ?? "null"));
  while (true) {
    const { answer } = await call(
      database,
      "public.scan_progress($1::text::uuid)",
      batch,
    );
    const { done, total } = Ended.parse(JSON.parse(answer ?? "null"));
    if (done === total) return await number(database, WALL_MS);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Wall time, CPU, memory, rows and round trips of all 49 boards. */
export async function measureChain(database: Database): Promise<Measured> {
  await clear(database);
  await database.query("delete from public.search_filters");
  await seed(database);
  const boards = await startBoards(new Date().toISOString().slice(0, 10));
  try {
    const stack = await startWatchedStack(database, boards.url);
    try {
      const first = await scan(database, stack);
      const unchanged = await scan(database, stack);
      const roundTrips = await roundTripsSmall(database, first.calls);
      const slowest = await text(
        database,
        `select j.company from scanner.scans s join public.job_sources j on j.id = s.source_id
         order by s.finished_at - s.started_at desc limit 1`,
      );
      await database.execute(
        "truncate public.job_sources restart identity cascade",
      );
      await database.query("delete from public.search_filters");
      await seed(database);
      const aloneMs = await scanAlone(database, slowest);
      const { bytes } = await boards.statistics();
      const row = (name: string, run: typeof first) => [
        name,
        run.wallMs,
        run.cpuS,
        run.threadCpuS,
        run.peakMb,
        run.progress.fetched,
        run.rows,
        run.calls.length,
        run.busy,
        run.progress.failed,
      ];
      return {
        title: "49 boards through the whole chain",
        how:
          `Boards, database and functions share this machine's ${navigator.hardwareConcurrency} cores; ` +
          `${
            Math.round(bytes / MB)
          } MB served in all; the slowest board, ${slowest}, alone: ${
            Math.round(aloneMs)
          } ms`,
        columns: [
          "scan",
          "wall ms",
          "CPU s",
          "of its thread s",
          "peak MB",
          "adverts",
          "rows",
          "RPCs",
          "connections",
          "failed",
        ],
        rows: [row("first", first), row("nothing changed", unchanged)],
        values: {
          wall_to_slowest: first.wallMs / aloneMs,
          cpu_first_s: first.threadCpuS,
          cpu_unchanged_s: unchanged.threadCpuS,
          memory_all_mb: first.peakMb,
          unchanged_rows: unchanged.rows,
          round_trips_small: roundTrips,
        },
      };
    } finally {
      await stack.stop();
    }
  } finally {
    await boards.stop();
  }
}
