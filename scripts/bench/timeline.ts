/**
 * A first scan of the 49 simulated boards, board by board: what of the time from
 * the request to the last row is the boards' own, and what is not.
 *
 * @module
 */
import { z } from "zod";
import { scanAll } from "../batch.ts";
import { CATALOGUE } from "../boards/catalogue.ts";
import { latencyMs } from "../boards/latency.ts";
import { createBoards } from "../boards/mod.ts";
import { startBoards } from "../demo/simulated_boards.ts";
import type { Database } from "../stack/database.ts";
import { seed } from "../stack/seed.ts";
import { fit } from "../table.ts";
import { type DoorLog, logDoors } from "./door_log.ts";
import { clear } from "./fill.ts";
import type { Measured } from "./measured.ts";
import { drawBar, MARKS, SPANS, type Timed, timeScan } from "./scan_spans.ts";
import { median } from "./timing.ts";
import { startWatchedStack } from "./watched_stack.ts";

const SHOWN = 12;
const BAR = 27;
const NAME = 13;
const DETAILS_AT_ONCE = 4;

const Scans = z.array(z.object({
  id: z.string(),
  company: z.string(),
  requests: z.coerce.number(),
  requested_at: z.coerce.number(),
  dispatched_at: z.coerce.number(),
}));

const LAST_BATCH = `select s.id::text, j.company, s.requests::text as requests,
    (extract(epoch from b.requested_at) * 1000)::text as requested_at,
    (extract(epoch from s.dispatched_at) * 1000)::text as dispatched_at
  from scanner.batches b
  join scanner.batch_sources x on x.batch_id = b.id
  join scanner.scans s on s.id = x.scan_id
  join public.job_sources j on j.id = s.source_id
  where b.id = (select id from scanner.batches order by requested_at desc limit 1)`;

interface TimedBoard extends Timed {
  readonly company: string;
  readonly provider: string;
  /** What the database answered to the doors. */
  readonly answerBytes: number;
}

async function timeBoards(log: DoorLog, today: string): Promise<TimedBoard[]> {
  const { rows } = await log.database.query(LAST_BATCH);
  const own = new Map(
    createBoards({ now: () => new Date(today) }).statistics().boards
      .map(({ company, networkMs }) => [company, networkMs]),
  );
  const definitions = new Map(CATALOGUE.map((board) => [board.company, board]));
  return Scans.parse(rows).map((scan) => {
    const definition = definitions.get(scan.company);
    const takenAt = log.takenAt(scan.id);
    if (!definition || takenAt === undefined) {
      throw new Error(`Cannot time "${scan.company}": it was not scanned`);
    }
    const calls = log.calls().filter(({ scanId }) => scanId === scan.id);
    const timed = timeScan({
      requestedAt: scan.requested_at,
      dispatchedAt: scan.dispatched_at,
      takenAt,
      calls,
      requests: scan.requests,
      listMs: own.get(scan.company) ?? 0,
      detailsMs: (details) =>
        Array.from(
          { length: details },
          (_, part) => latencyMs(definition, { work: "detail", part }),
        ).reduce((sum, ms) => sum + ms, 0) / DETAILS_AT_ONCE,
    });
    return {
      company: scan.company,
      provider: definition.provider,
      answerBytes: calls.reduce((sum, { answerBytes }) => sum + answerBytes, 0),
      ...timed,
    };
  });
}

/** Runs the scan through the whole chain and writes down when what happened. */
async function scanOnce(database: Database): Promise<TimedBoard[]> {
  await clear(database);
  await database.query("delete from public.search_filters");
  await seed(database);
  const today = new Date().toISOString().slice(0, 10);
  const boards = await startBoards(today);
  try {
    const log = logDoors(database);
    const stack = await startWatchedStack(log.database, boards.url);
    try {
      await scanAll(stack.door, () => {});
    } finally {
      await stack.stop();
    }
    return await timeBoards(log, today);
  } finally {
    await boards.stop();
  }
}

const total = (boards: readonly TimedBoard[], span: typeof SPANS[number]) =>
  boards.reduce((sum, { spans }) => sum + spans[span], 0);

/** How long a scan holds its place, in the middle. */
function heldMs(boards: readonly TimedBoard[]): number {
  return median(boards.map(({ dispatched, ended }) => ended - dispatched));
}

/** Where the time of each board goes, and the shares of all of them together. */
export async function measureTimeline(database: Database): Promise<Measured> {
  const boards = (await scanOnce(database))
    .toSorted((a, b) => b.ended - a.ended);
  const [last] = boards;
  if (!last) throw new Error("Cannot draw a timeline: nothing was scanned");
  const shown = boards.slice(0, SHOWN);
  const others = boards.slice(SHOWN);
  const mean = (group: readonly TimedBoard[]) => [
    group.reduce((sum, { ended }) => sum + ended, 0) / group.length,
    ...SPANS.map((span) => total(group, span) / group.length),
  ];
  const shares = (group: readonly TimedBoard[]) => {
    const all = group.reduce((sum, { ended }) => sum + ended, 0);
    return [
      "100 %",
      ...SPANS.map((span) =>
        `${(total(group, span) / all * 100).toFixed(0)} %`
      ),
    ];
  };
  return {
    title: "What the time of 49 boards consists of",
    how: [
      "A first scan, ms after the request; those that ended last first:",
      "place: until one of the 50 places, and one of its host's, was free; net: until pg_net took its request;",
      "start: until the function had claimed it; doors: begin_scan, finish_scan and the last save_details;",
      "board: the board's own time by design, four requests at once; pace: as slow as its host asks for;",
      "rest: CPU, transfer and writes between; on these cores everything runs at once.",
      `The bar, ${
        Math.round(last.ended)
      } ms: ${MARKS.place} place, ${MARKS.way} net and start, ${MARKS.list} listing, ${MARKS.details} details`,
    ].join("\n"),
    columns: ["board", "ms", ...SPANS, ""],
    rows: [
      ...shown.map((board) => [
        fit(board.company, NAME),
        board.ended,
        ...SPANS.map((span) => board.spans[span]),
        drawBar(board, last.ended, BAR),
      ]),
      [`${others.length} more, mean`, ...mean(others), ""],
      ["all together", ...shares(boards), ""],
      [`the last one`, ...shares([last]), ""],
    ],
    values: {},
    figures: {
      held_ms: heldMs(boards),
      held_greenhouse_ms: heldMs(
        boards.filter(({ provider }) => provider === "greenhouse"),
      ),
      answer_bytes: median(boards.map(({ answerBytes }) => answerBytes)),
    },
  };
}
