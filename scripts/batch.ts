/**
 * A batch as the door tells of it, and the shortest way to one: press Scan and
 * look until it is done. `deno task scan` follows it by events instead
 * (follow_batch.ts).
 *
 * @module
 */
import { delay } from "@std/async/delay";
import { z } from "zod";
import { callDoor, type Door } from "./door.ts";

const POLL_MS = 250;

const Started = z.object({ batch_id: z.string(), sources: z.number() });

/** How far a batch is. */
export const Counts = z.object({
  batch_id: z.string(),
  total: z.number(),
  done: z.number(),
  failed: z.number(),
  fetched: z.number(),
  matched: z.number(),
  inserted: z.number(),
  updated: z.number(),
  reopened: z.number(),
  archived: z.number(),
});
export type Counts = z.infer<typeof Counts>;

const Board = z.object({
  source_id: z.number(),
  company: z.string(),
  provider: z.string().nullable(),
  state: z.string(),
  fetched: z.number().nullable(),
  matched: z.number().nullable(),
  inserted: z.number().nullable(),
  updated: z.number().nullable(),
  reopened: z.number().nullable(),
  archived: z.number().nullable(),
  reason: z.string().nullable(),
});

/** A board that has ended, as an event tells of it. */
export const EndedBoard = Board.extend({
  /** How long its own scan took; null: it never began. */
  ms: z.number().nullable(),
});
export type EndedBoard = z.infer<typeof EndedBoard>;

const SourceProgress = Board.extend({
  started_at: z.string().nullable(),
  finished_at: z.string().nullable(),
});
export type SourceProgress = z.infer<typeof SourceProgress>;

const Progress = Counts.extend({ sources: z.array(SourceProgress) });
export type Progress = z.infer<typeof Progress>;

/** Asks how far a batch is, with all its boards. */
export async function readProgress(
  door: Door,
  batch: string,
  signal?: AbortSignal,
): Promise<Progress> {
  return Progress.parse(
    await callDoor(door, {
      what: "follow the batch",
      query: { batch },
      ...(signal && { signal }),
    }),
  );
}

/** How long a source's own scan took, from its claim to its end. */
export function tookMs({ started_at, finished_at }: SourceProgress): number {
  return started_at && finished_at
    ? new Date(finished_at).getTime() - new Date(started_at).getTime()
    : 0;
}

/** The boards of a batch that have ended. */
export function endedBoards({ sources }: Progress): EndedBoard[] {
  return sources
    .filter(({ state }) => state !== "waiting" && state !== "running")
    .map(({ started_at, finished_at, ...board }) => ({
      ...board,
      ms: started_at && finished_at
        ? tookMs({ ...board, started_at, finished_at })
        : null,
    }));
}

/** Scans every source; `onBoard` hears of each as it ends. */
export async function scanAll(
  door: Door,
  onBoard: (board: EndedBoard, counts: Counts) => void,
): Promise<{ progress: Progress; wallMs: number }> {
  const startedAt = performance.now();
  const { batch_id } = Started.parse(
    await callDoor(door, { what: "scan", body: {} }),
  );
  const told = new Set<number>();
  while (true) {
    const progress = await readProgress(door, batch_id);
    for (const board of endedBoards(progress)) {
      if (told.has(board.source_id)) continue;
      told.add(board.source_id);
      onBoard(board, progress);
    }
    if (progress.done === progress.total) {
      return { progress, wallMs: performance.now() - startedAt };
    }
    await delay(POLL_MS);
  }
}
