/**
 * Who may speak to the one session that PGlite has: one after the other, in the
 * order in which they asked.
 *
 * @module
 */

/** Waits for one's turn; the answer ends it. */
export type TakeTurn = () => Promise<() => void>;

/** Makes the queue of one session. */
export function createTurns(): TakeTurn {
  let last: Promise<void> = Promise.resolve();
  return async function take() {
    const before = last;
    const { promise, resolve } = Promise.withResolvers<void>();
    last = promise;
    await before;
    return resolve;
  };
}
