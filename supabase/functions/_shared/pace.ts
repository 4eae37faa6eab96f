/**
 * As many requests a second as a host bears from one scan.
 *
 * @module
 */

export interface PaceOptions {
  /** Asked at each request's turn, for it may change meanwhile; null: as fast as it comes. */
  readonly requestsPerSecond: () => number | null;
  readonly signal: AbortSignal;
  readonly now: () => Date;
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
}

/** Makes what each request waits for before it is sent. */
export function createPace(
  { requestsPerSecond, signal, now, sleep }: PaceOptions,
): () => Promise<void> {
  let lastAt = -Infinity;
  let before: Promise<void> = Promise.resolve();

  async function turn(): Promise<void> {
    const perSecond = requestsPerSecond();
    if (perSecond === null) return;
    const at = now().getTime();
    const slot = Math.max(at, lastAt + 1_000 / perSecond);
    if (slot > at) await sleep(slot - at, signal);
    lastAt = slot;
  }

  return async function pace() {
    if (requestsPerSecond() === null) return;
    // One at a time: who waits in line is not bound to a pace that is over.
    const mine = before.then(turn);
    before = mine.catch(() => {});
    await mine;
  };
}
