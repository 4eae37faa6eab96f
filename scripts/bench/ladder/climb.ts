/**
 * Runs the predecessor's designs and boardscan over the same boards and the same
 * database with the same latency.
 *
 * Designs that wait for round trips most of their time run at the same time as
 * each other, each in a process and with connections of its own; the best design
 * and boardscan, whose ratio counts, run alone.
 *
 * @module
 */
import { delay } from "@std/async/delay";
import { z } from "zod";
import type { RunningBoards } from "../../demo/simulated_boards.ts";
import type { Database } from "../../stack/database.ts";
import { DesignName } from "./designs/mod.ts";
import {
  createPredecessorTables,
  dropPredecessorTables,
  prefill,
} from "./predecessor_tables.ts";
import { type BoardscanRun, runBoardscan } from "./run_boardscan.ts";
import { runDesign } from "./run_design.ts";
import type { Run, Stage } from "./stage.ts";

/**
 * A process takes the cores for so long to start and to parse its first lists;
 * after that it waits. Nine that began together doubled each other's time.
 */
const APART_MS = 3_000;

/** What is scanned, in the order in which boardscan meets it. */
export const SCENARIOS = [
  "first scan",
  "nothing changed",
  "2 % changed",
] as const;
export type Scenario = typeof SCENARIOS[number];

const [FIRST, , CHANGED] = SCENARIOS;
const { batches_in_parallel: BEST } = DesignName.enum;

/** All runs of one scenario. */
export interface Climb {
  readonly scenario: Scenario;
  /** In the order of `DesignName`. */
  readonly designs: readonly {
    readonly design: DesignName;
    readonly run: Run;
  }[];
  readonly boardscan: BoardscanRun;
}

export interface ClimbOptions {
  /** With boardscan's sources, none of them scanned. */
  readonly database: Database;
  /** Null: PGlite, whose one session all runs share. */
  readonly databaseUrl: string | null;
  readonly boards: RunningBoards;
  /** The same boards later. */
  readonly changed: RunningBoards;
  /** @default SCENARIOS */
  readonly scenarios?: readonly Scenario[];
  /** Between the beginnings of runs that go on at the same time. @default 3000 */
  readonly apartMs?: number;
}

const Paces = z.array(
  z.object({ host: z.string(), requestsPerSecond: z.coerce.number() }),
);

async function readPaces(database: Database) {
  const { rows } = await database.query(
    `select h.host, h.requests_per_second::text as "requestsPerSecond"
     from scanner.hosts h where h.requests_per_second is not null`,
  );
  return Paces.parse(rows);
}

const nameOf = (design: DesignName, scenario: Scenario) =>
  `${design}, ${scenario}`;

async function runPrefilled(
  design: DesignName,
  scenario: Scenario,
  stage: Stage,
) {
  const name = nameOf(design, scenario);
  if (scenario !== FIRST) {
    // It is all the same which design scanned before: all of them keep the same.
    await prefill(stage.database, { from: nameOf(BEST, FIRST), to: name });
  }
  return { design, scenario, run: await runDesign(design, name, stage) };
}

/** Runs everything; the tables that it needs are gone afterwards. */
export async function climb(options: ClimbOptions): Promise<Climb[]> {
  const { database, databaseUrl, boards, changed } = options;
  const { scenarios = SCENARIOS, apartMs = APART_MS } = options;
  const paces = await readPaces(database);
  const stageOf = (scenario: Scenario): Stage => ({
    database,
    databaseUrl,
    boards: scenario === CHANGED ? changed : boards,
    paces,
  });
  try {
    const ours = [];
    for (const scenario of scenarios) {
      const boardscan = await runBoardscan(stageOf(scenario));
      ours.push({ scenario, boardscan });
    }
    await createPredecessorTables(database);
    const best = [];
    for (const scenario of scenarios) {
      best.push(await runPrefilled(BEST, scenario, stageOf(scenario)));
    }
    const inTurns = await Promise.all(
      DesignName.options.filter((design) => design !== BEST)
        .flatMap((design) =>
          scenarios.map((scenario) => ({ design, scenario }))
        )
        .map(async ({ design, scenario }, n) => {
          await delay(n * apartMs);
          return await runPrefilled(design, scenario, stageOf(scenario));
        }),
    );
    const runs = [...inTurns, ...best];
    return ours.map(({ scenario, boardscan }) => ({
      scenario,
      designs: runs.filter((one) => one.scenario === scenario),
      boardscan,
    }));
  } finally {
    await dropPredecessorTables(database);
  }
}
