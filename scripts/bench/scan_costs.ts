/**
 * What the scans of one board take, in a process of their own, so that its
 * memory and its CPU are theirs alone.
 *
 * @module
 */
import { z } from "zod";
import { Filter } from "../../supabase/functions/_shared/work_order.ts";
import type { BoardDefinition } from "../boards/catalogue.ts";
import { runMeasured } from "./measured_process.ts";
import { keyOf, serveBoard } from "./sized_boards.ts";

const PROCESS = new URL("./scan_process.ts", import.meta.url);

export const Assignment = z.object({
  gateway: z.string(),
  source: z.object({
    company: z.string(),
    url: z.string(),
    provider: z.string(),
    board: z.string(),
  }),
  filters: z.array(Filter),
  /** How often everything is repeated after the first time. */
  rounds: z.number().int().positive(),
});

/** What a process is to scan. */
export type Assignment = z.infer<typeof Assignment>;

const Round = z.object({
  cpuMs: z.number(),
  scans: z.number(),
  fetched: z.number(),
  matched: z.number(),
  details: z.number(),
  requests: z.number(),
  bytes: z.number(),
});

/** One reading of a board from its beginning to its end. */
export type Round = z.infer<typeof Round>;

const Costs = z.object({
  idleMb: z.number(),
  /** Of the first time. */
  peakMb: z.number(),
  /** The very first time, by code that has never run. */
  fresh: Round,
  first: z.array(Round),
  unchanged: z.array(Round),
});

/** What a process has taken. */
export type Costs = z.infer<typeof Costs>;

/** Serves a board from this process and scans it from another. */
export async function measureScans(
  board: BoardDefinition,
  { filters, rounds }: Pick<Assignment, "filters" | "rounds">,
): Promise<Costs> {
  const served = serveBoard(board);
  const { company, url, provider } = board;
  const assignment: Assignment = {
    gateway: served.url,
    source: { company, url, provider, board: keyOf(board) },
    filters,
    rounds,
  };
  try {
    return Costs.parse(await runMeasured(company, PROCESS, assignment));
  } finally {
    await served.stop();
  }
}
