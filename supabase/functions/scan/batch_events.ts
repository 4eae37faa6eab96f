/**
 * A batch as Server-Sent Events: what ended since the last look, twice a second,
 * until all is done or the function's time is nearly up.
 * https://html.spec.whatwg.org/multipage/server-sent-events.html
 *
 * @module
 */
import { z } from "zod";
import type { Rpc } from "../_shared/rpc.ts";

const POLL_MS = 500;
const HEARTBEAT_MS = 10_000;
/** A function may run for 150 s on the free plan. */
const CONTINUE_AFTER_MS = 120_000;
/** So long a scan may have been ending, unseen, when a later one was seen. */
const OVERLAP_MS = 2_000;
/** A pool that stays busy for so long will not be free in a moment. */
const MOST_FAILURES = 10;

const Board = z.looseObject({
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
  started_at: z.string().nullable(),
  finished_at: z.string().nullable(),
  ended_at: z.string(),
  reason: z.string().nullable(),
});
type Board = z.infer<typeof Board>;

const Progress = z.object({
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
  sources: z.array(Board),
});
type Progress = z.infer<typeof Progress>;

export interface BatchEventsOptions {
  readonly batchId: string;
  /** The id of the last event that the reader has; null: from the beginning. */
  readonly lastEventId: string | null;
  readonly rpc: Rpc;
  readonly now: () => Date;
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  readonly log: (line: Readonly<Record<string, unknown>>) => void;
}

function event(name: string, data: unknown, id?: string): string {
  return `${id ? `id: ${id}\n` : ""}event: ${name}\ndata: ${
    JSON.stringify(data)
  }\n\n`;
}

function boardOf(
  { started_at, finished_at, ended_at: _, ...board }: Board,
): Record<string, unknown> {
  return {
    ...board,
    ms: started_at && finished_at
      ? Date.parse(finished_at) - Date.parse(started_at)
      : null,
  };
}

/**
 * Asks for the batch once, so that one that is not there is refused as any other
 * request, and gives the stream that goes on from there.
 *
 * @throws {RpcError} as the first question is refused.
 */
export async function openBatchEvents(
  options: BatchEventsOptions,
): Promise<ReadableStream<Uint8Array>> {
  const { batchId, rpc, now, sleep, log } = options;
  const { lastEventId } = options;
  // Dates reach further than the database's times, so only those like ours.
  const since = /^20\d\d-/.test(lastEventId ?? "")
    ? Date.parse(lastEventId ?? "")
    : NaN;
  let lastEnd = Number.isNaN(since) ? null : since;

  async function ask(): Promise<Progress> {
    const after = lastEnd === null
      ? "-infinity"
      : new Date(lastEnd - OVERLAP_MS).toISOString();
    return Progress.parse(
      await rpc("scan_progress", { batch_id: batchId, ended_after: after }),
    );
  }

  const first = await ask();
  const left = new AbortController();
  const { signal } = left;

  async function* events(): AsyncGenerator<string> {
    const startedAt = now().getTime();
    let toldAt = startedAt;
    let failures = 0;
    let progress: Progress | null = first;
    const told = new Set<number>();
    const counts = ({ sources: _, ...rest }: Progress) => rest;
    yield event("progress", { ...counts(first), board: null });
    while (true) {
      const time = now().getTime();
      if (progress) {
        for (const board of progress.sources) {
          if (told.has(board.source_id)) continue;
          told.add(board.source_id);
          lastEnd = Math.max(lastEnd ?? 0, Date.parse(board.ended_at));
          toldAt = time;
          yield event(
            "progress",
            { ...counts(progress), board: boardOf(board) },
            board.ended_at,
          );
        }
        if (progress.done === progress.total) {
          yield event("done", counts(progress));
          return;
        }
      }
      if (time - startedAt >= CONTINUE_AFTER_MS) {
        yield event("continue", { batch_id: batchId });
        return;
      }
      if (time - toldAt >= HEARTBEAT_MS) {
        toldAt = time;
        yield ": still scanning\n\n";
      }
      await sleep(POLL_MS, signal);
      try {
        progress = await ask();
        failures = 0;
      } catch (error) {
        // A busy pool is busy for a moment; the batch goes on meanwhile.
        progress = null;
        failures++;
        if (failures < MOST_FAILURES) continue;
        log({ door: "scan", batch_id: batchId, error: String(error) });
        yield event("broken", { error: "Cannot reach the database" });
        return;
      }
    }
  }

  const reading = events();
  const encoder = new TextEncoder();
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        const { value, done } = await reading.next();
        if (done) controller.close();
        else controller.enqueue(encoder.encode(value));
      } catch (error) {
        if (!signal.aborted) throw error;
      }
    },
    async cancel() {
      left.abort();
      await reading.return(undefined).catch(() => {});
    },
  });
}
