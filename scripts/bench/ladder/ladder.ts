/**
 * The ladder: the predecessor's four designs, rebuilt, and boardscan, on the 49
 * simulated boards.
 *
 * @module
 */
import { CATALOGUE } from "../../boards/catalogue.ts";
import { startBoards } from "../../demo/simulated_boards.ts";
import type { Database } from "../../stack/database.ts";
import { seed } from "../../stack/seed.ts";
import { clear } from "../fill.ts";
import type { Measured } from "../measured.ts";
import { type Climb, climb } from "./climb.ts";
import { DesignName, DESIGNS } from "./designs/mod.ts";
import { LEAST_MS, MOST_MS } from "./slow_database.ts";
import type { Run } from "./stage.ts";

/** Of the boards' postings, so that the slowest design ends in time. */
const SCALE = 1 / 3;
const CHANGED_SHARE = 0.02;

/** Two sets of the same boards; on the second a few postings have changed since. */
async function startBothBoards() {
  const today = new Date().toISOString().slice(0, 10);
  const scale = [`--postings=${SCALE}`];
  const boards = await startBoards(today, scale);
  const changed = await startBoards(today, scale);
  const postings = CATALOGUE.reduce((sum, board) => sum + board.postings, 0);
  const each = Math.round(postings * SCALE * CHANGED_SHARE / 3);
  await changed.change({ added: each, changed: each, removed: each });
  return { boards, changed };
}

function rowsOf({ scenario, designs, boardscan }: Climb) {
  const rungs: readonly { title: string; run: Run }[] = [
    ...designs.map(({ design, run }, n) => ({
      title: `${n + 1} ${DESIGNS[design].title}`,
      run,
    })),
    { title: "boardscan", run: boardscan },
  ];
  return [
    [scenario],
    ...rungs.map(({ title, run }, n) => {
      const above = rungs[n - 1]?.run;
      return [
        `  ${title}`,
        run.wallMs / 1e3,
        above ? above.wallMs / run.wallMs : "",
        run.wallMs / boardscan.slowest.ms,
        run.roundTrips,
        run.rows,
        run.requests,
        run.cpuS,
        run.databaseCpuS ?? "-",
        Math.round(run.peakMb),
        run.kept,
      ];
    }),
  ];
}

/** What the budgets ask for: of the first scan. */
function valuesOf(climbs: readonly Climb[]) {
  const [first] = climbs;
  const of = (name: DesignName) =>
    first?.designs.find(({ design }) => design === name)?.run;
  const best = of("batches_in_parallel");
  const turns = of("workers_in_turns");
  if (!first || !best || !turns) {
    throw new Error("Cannot compare: a run is missing");
  }
  const { wallMs, roundTrips } = first.boardscan;
  return {
    best_design_to_us: best.wallMs / wallMs,
    turns_to_us: turns.wallMs / wallMs,
    round_trips_to_us: best.roundTrips / roundTrips,
  };
}

/** Wall time, round trips, CPU and memory of every design and of boardscan. */
export async function measureLadder(
  database: Database,
  databaseUrl: string | null,
): Promise<Measured> {
  await clear(database);
  await database.query("delete from public.search_filters");
  await seed(database);
  const { boards, changed } = await startBothBoards();
  try {
    const climbs = await climb({ database, databaseUrl, boards, changed });
    const slowest = climbs.map(({ scenario, boardscan: { slowest } }) =>
      `${scenario} ${slowest.company} ${Math.round(slowest.ms)} ms`
    );
    return {
      title: "The ladder: the predecessor's four designs, and boardscan",
      how: [
        `The 49 boards with a third of their postings; every request of the API takes ${LEAST_MS} to ${MOST_MS} ms more, the same in every run.`,
        "s: from the request, or the first read, to the last write. x above: how many times faster than the row above.",
        `/ slowest: over the single board that took boardscan longest (${
          slowest.join(", ")
        }).`,
        "Trips: all API requests of a design; of boardscan request_scan, begin_scan, upsert_postings, finish_scan, save_details.",
        "Rows: of postings, of boardscan's also of their events. CPU: of the design's process, or of scan-source. DB CPU: of the run's own connections; of boardscan's that also carry the queue and the look, four times a second, how far it is.",
        "Designs 1 to 3 run at the same time as each other; 4 and boardscan alone. Kept: open postings afterwards.",
      ].join("\n"),
      columns: [
        "",
        "s",
        "x above",
        "/ slowest",
        "trips",
        "rows",
        "requests",
        "CPU s",
        "DB CPU s",
        "peak MB",
        "kept",
      ],
      rows: climbs.flatMap(rowsOf),
      values: valuesOf(climbs),
    };
  } finally {
    await Promise.all([boards.stop(), changed.stop()]);
  }
}
