/**
 * How long the simulated boards take to answer, always the same for the same
 * request, so that the time a board needs by design can be told in advance.
 *
 * @module
 */
import { delay } from "@std/async/delay";
import type { BoardDefinition } from "./catalogue.ts";
import { seedOf } from "./random.ts";
import type { Answer } from "./wire_format.ts";

/** As many as the shared hosts bear, and the scanner asks for. */
const PAGES_AT_ONCE = 4;

const DETAIL_FROM_MS = 60;
const DETAIL_SPREAD_MS = 40;

type Work = Pick<Answer, "work" | "part">;

/** The time that a board takes for one answer. */
export function latencyMs(board: BoardDefinition, { work, part }: Work) {
  const luck = seedOf(board.company, work, part) % 1_000 / 1_000;
  if (work === "detail") return DETAIL_FROM_MS + luck * DETAIL_SPREAD_MS;
  // The first page is the whole list on most boards: that one is as stated.
  return part === 0 ? board.latencyMs : board.latencyMs * (0.9 + luck * 0.2);
}

/** The time in which all parts of a list can be had: the first alone, then four at once. */
export function networkMs(
  board: BoardDefinition,
  [first, ...others]: readonly Work[],
): number {
  const lanes = Array.from({ length: PAGES_AT_ONCE }, () => 0);
  for (const work of others) {
    const free = lanes.indexOf(Math.min(...lanes));
    lanes[free] = (lanes[free] ?? 0) + latencyMs(board, work);
  }
  return (first ? latencyMs(board, first) : 0) + Math.max(...lanes);
}

/** Waits, but not longer than anybody waits for the answer. */
export async function pause(ms: number, signal: AbortSignal): Promise<void> {
  if (ms <= 0 || signal.aborted) return;
  await delay(ms, { signal }).catch((error: unknown) => {
    if (!signal.aborted) throw error;
  });
}
