/**
 * One board of 10,000 postings in one answer, close to the 25 MB that a scan
 * accepts, through the whole chain.
 *
 * @module
 */
import { scanAll } from "../batch.ts";
import type { Database } from "../stack/database.ts";
import { clear } from "./fill.ts";
import type { Measured } from "./measured.ts";
import { call } from "./scans.ts";
import { startWatchedStack } from "./watched_stack.ts";

const POSTINGS = 10_000;
const MB = 1_000_000;

/** A Greenhouse board; one title in ten has the word that the filter wants. */
function makeBoard(): Uint8Array<ArrayBuffer> {
  const jobs = Array.from({ length: POSTINGS }, (_, n) => ({
    id: 4_000_000 + n,
    internal_job_id: 2_000_000 + n,
    title: `${n % 10 === 0 ? "Software" : "Sales"} Engineer ${n}`,
    absolute_url: `https://job-boards.greenhouse.io/big/jobs/${4_000_000 + n}`,
    company_name: "Big",
    location: { name: `Berlin, Germany; Place ${n % 90}` },
    first_published: "2026-01-01T09:00:00-04:00",
    updated_at: "2026-01-01T09:00:00-04:00",
    content: "&lt;p&gt;We build what people use, every day.&lt;/p&gt;\n".repeat(
      32,
    ),
    departments: [{ id: n % 40, name: `Department ${n % 40}` }],
    offices: [{ id: n % 9, name: `Office ${n % 9}` }],
  }));
  return new TextEncoder().encode(
    JSON.stringify({ jobs, meta: { total: jobs.length } }),
  );
}

/** Memory, CPU and time of the scan. */
export async function measureBigBoard(database: Database): Promise<Measured> {
  const body = makeBoard();
  const boards = Deno.serve(
    { hostname: "127.0.0.1", port: 0, onListen: () => {} },
    () =>
      new Response(body, {
        headers: {
          "content-type": "application/json",
          "cache-control": "no-transform",
        },
      }),
  );
  try {
    await clear(database);
    await database.query(
      "update public.search_filters set max_age_days = null, title_any = '{software}'",
    );
    const stack = await startWatchedStack(
      database,
      `http://127.0.0.1:${boards.addr.port}`,
    );
    try {
      const before = await stack.worker.usage();
      await database.query("update scanner.settings set project_url = null");
      await call(
        database,
        "public.add_source('https://boards.greenhouse.io/big')",
      );
      await database.query(
        `update scanner.settings set project_url = '${stack.door.apiUrl}'`,
      );
      const { progress, wallMs } = await scanAll(stack.door, () => {});
      const after = await stack.worker.usage();
      const [source] = progress.sources;
      if (source?.state !== "succeeded") {
        throw new Error(
          `Cannot measure the big board: ${source?.state}: ${source?.reason}`,
        );
      }
      const peak = after.peakRss / MB;
      return {
        title: `One board of ${POSTINGS} postings`,
        how: `One Greenhouse answer of ${
          (body.length / MB).toFixed(1)
        } MB; memory of the function's process`,
        columns: [
          "adverts",
          "matches",
          "wall ms",
          "CPU s",
          "before MB",
          "peak MB",
        ],
        rows: [[
          progress.fetched,
          progress.matched,
          wallMs,
          (after.cpuMs - before.cpuMs) / 1_000,
          before.rss / MB,
          peak,
        ]],
        values: { memory_big_mb: peak },
      };
    } finally {
      await stack.stop();
    }
  } finally {
    await boards.shutdown();
  }
}
