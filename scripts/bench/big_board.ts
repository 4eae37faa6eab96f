/**
 * Boards of 10,000 postings through the whole chain: one that comes in a single
 * answer, close to the 25 MB that a scan accepts, and one in pages of twenty.
 *
 * @module
 */
import { MAX_BODY_BYTES } from "../../supabase/functions/_shared/body.ts";
import { scanAll } from "../batch.ts";
import { createBoards } from "../boards/mod.ts";
import type { Database } from "../stack/database.ts";
import { clear } from "./fill.ts";
import type { Measured } from "./measured.ts";
import { call, number } from "./scans.ts";
import { boardOf, serveBoard, type ServedBoard } from "./sized_boards.ts";
import { startWatchedStack } from "./watched_stack.ts";

const POSTINGS = 10_000;
const MB = 1_000_000;

/** Adverts whose texts are so short that 10,000 of them are accepted; one title in ten has the word that the filter wants. */
function makeGreenhouse(): Uint8Array<ArrayBuffer> {
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

function serveGreenhouse(): ServedBoard {
  const body = makeGreenhouse();
  const server = Deno.serve(
    { hostname: "127.0.0.1", port: 0, onListen: () => {} },
    () =>
      new Response(body, {
        headers: {
          "content-type": "application/json",
          "cache-control": "no-transform",
        },
      }),
  );
  return {
    url: `http://127.0.0.1:${server.addr.port}`,
    stop: () => server.shutdown(),
  };
}

/** What an advert weighs on a simulated board, whose texts are as long as real ones. */
async function bytesPerAdvert(): Promise<number> {
  const count = 100;
  const sample = boardOf("greenhouse", count);
  const boards = createBoards({ catalogue: [sample], latencyScale: 0 });
  const { pathname } = new URL(sample.url);
  await boards.handle(
    new Request(
      `http://127.0.0.1/boards-api.greenhouse.io/v1/boards${pathname}/jobs?content=true`,
    ),
  );
  return boards.statistics().bytes / count;
}

/** Scans until the whole board is read, each scan a process's first or a later part. */
async function measureBoard(
  database: Database,
  { name, address, served }: {
    name: string;
    address: string;
    served: ServedBoard;
  },
) {
  await clear(database);
  await database.query("delete from public.search_filters");
  await database.query(
    "insert into public.search_filters (name, title_any) values ('software', '{software}')",
  );
  const stack = await startWatchedStack(database, served.url);
  try {
    const before = await stack.worker.usage();
    await database.query("update scanner.settings set project_url = null");
    await call(database, `public.add_source('${address}')`);
    await database.query(
      `update scanner.settings set project_url = '${stack.door.apiUrl}'`,
    );
    let scans = 0;
    let wallMs = 0;
    do {
      const ended = await scanAll(stack.door, () => {});
      const [source] = ended.progress.sources;
      if (source?.state !== "succeeded" && source?.state !== "partial") {
        throw new Error(
          `Cannot measure the big board of ${name}: ${source?.state}: ${source?.reason}`,
        );
      }
      wallMs += ended.wallMs;
      scans++;
    } while (await number(database, "select count(*) from scanner.cycles") > 0);
    const after = await stack.worker.usage();
    const peak = after.peakRss;
    return {
      peakMb: peak / MB,
      row: [
        name,
        await number(database, "select sum(fetched) from scanner.scans"),
        await number(database, "select count(*) from public.job_postings"),
        scans,
        await number(database, "select sum(requests) from scanner.scans"),
        wallMs,
        (after.cpuMs - before.cpuMs) / 1_000,
        before.rss / MB,
        peak / MB,
      ],
    };
  } finally {
    await stack.stop();
  }
}

/** Memory, CPU and time of the scans. */
export async function measureBigBoard(database: Database): Promise<Measured> {
  const workday = boardOf("workday", POSTINGS);
  const boards = [
    {
      name: "greenhouse",
      address: "https://boards.greenhouse.io/big",
      served: serveGreenhouse(),
    },
    { name: "workday", address: workday.url, served: serveBoard(workday) },
  ];
  const found = [];
  for (const board of boards) {
    try {
      found.push(await measureBoard(database, board));
    } finally {
      await board.served.stop();
    }
  }
  const weight = await bytesPerAdvert() * POSTINGS;
  return {
    title: `One board of ${POSTINGS} postings`,
    how:
      `Memory of the function's process; the Greenhouse adverts have short texts: with those of the 49 boards ` +
      `they would come to ${
        Math.round(weight / MB)
      } MB, and an answer of more than ${
        Math.round(MAX_BODY_BYTES / MB)
      } MB is refused as too_large`,
    columns: [
      "provider",
      "adverts",
      "matches",
      "scans",
      "requests",
      "wall ms",
      "CPU s",
      "before MB",
      "peak MB",
    ],
    rows: found.map(({ row }) => row),
    values: { memory_big_mb: Math.max(...found.map(({ peakMb }) => peakMb)) },
  };
}
