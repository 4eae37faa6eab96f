/**
 * As many requests a second as a host bears from one scan.
 *
 * @module
 */

export interface PaceOptions {
  /** Asked before each request, for it may change meanwhile; null: as fast as it comes. */
  readonly requestsPerSecond: () => number | null;
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
    const perSecond = requestsPerSecond();
    if (perSecond === null) return;
    const at = now().getTime();
    const slot = Math.max(at, nextSlotAt);
    nextSlotAt = slot + 1_000 / perSecond;
    if (slot > at) await sleep(slot - at, signal);
  };
}
