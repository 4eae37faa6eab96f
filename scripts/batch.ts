/**
 * Presses the Scan button and follows the batch to its end, over HTTP like any
 * other caller.
 *
 * @module
 */
import { delay } from "@std/async/delay";
import { z } from "zod";

const POLL_MS = 250;

const Started = z.object({ batch_id: z.string(), sources: z.number() });

const SourceProgress = z.object({
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
  reason: z.string().nullable(),
});

export type SourceProgress = z.infer<typeof SourceProgress>;

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
  sources: z.array(SourceProgress),
});

export type Progress = z.infer<typeof Progress>;

export interface Door {
  /** Of the project, such as http://127.0.0.1:54321. */
  readonly apiUrl: string;
  readonly secretKey: string;
}

async function call(door: Door, path: string, method: string) {
  const response = await fetch(`${door.apiUrl}/functions/v1/${path}`, {
    method,
    headers: { apikey: door.secretKey },
  });
  const answer = await response.json();
  if (!response.ok) {
    throw new Error(
      `Cannot scan: ${answer.error ?? answer.message ?? response.status}`,
    );
  }
  return answer;
}

const ENDED = (source: SourceProgress) =>
  source.state !== "waiting" && source.state !== "running";

/** Scans every source; `onSource` hears of each as it ends. */
export async function scanAll(
  door: Door,
  onSource: (source: SourceProgress, progress: Progress) => void,
): Promise<{ progress: Progress; wallMs: number }> {
  const startedAt = performance.now();
  const { batch_id } = Started.parse(await call(door, "scan", "POST"));
  const told = new Set<number>();
  while (true) {
    const progress = Progress.parse(
      await call(door, `scan?batch=${batch_id}`, "GET"),
    );
    for (const source of progress.sources.filter(ENDED)) {
      if (told.has(source.source_id)) continue;
      told.add(source.source_id);
      onSource(source, progress);
    }
    if (progress.done === progress.total) {
      return { progress, wallMs: performance.now() - startedAt };
    }
    await delay(POLL_MS);
  }
}

/** How long a source's own scan took, from its claim to its end. */
export function tookMs({ started_at, finished_at }: SourceProgress): number {
  return started_at && finished_at
    ? new Date(finished_at).getTime() - new Date(started_at).getTime()
    : 0;
}
