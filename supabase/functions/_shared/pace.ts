/**
 * As many requests a second as a host bears from one scan.
 *
 * @module
 */

export interface PaceOptions {
  /** Null: as fast as it comes. */
  readonly requestsPerSecond: number | null;
  readonly signal: AbortSignal;
  readonly now: () => Date;
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
}

/** Makes what each request waits for before it is sent. */
export function createPace(
  { requestsPerSecond, signal, now, sleep }: PaceOptions,
): () => Promise<void> {
  let nextSlotAt = 0;
  return async function pace() {
    if (requestsPerSecond === null) return;
    const at = now().getTime();
    const slot = Math.max(at, nextSlotAt);
    nextSlotAt = slot + 1_000 / requestsPerSecond;
    if (slot > at) await sleep(slot - at, signal);
  };
}
