/**
 * Lets so many through at once, so many wait, and turns the rest away: whoever
 * posts made-up ids must not take the database's connections from real scans.
 * What is real and turned away is found by its lease, and sent again.
 *
 * @module
 */

export class TurnedAway extends Error {
  override name = "TurnedAway";
}

export interface TurnstileOptions {
  readonly atOnce: number;
  readonly waiting: number;
}

/** @throws {TurnedAway} from the turnstile, when too many wait already. */
export function createTurnstile({ atOnce, waiting }: TurnstileOptions) {
  const queue: (() => void)[] = [];
  let inside = 0;

  return async function pass<T>(work: () => Promise<T>): Promise<T> {
    if (inside >= atOnce) {
      if (queue.length >= waiting) {
        throw new TurnedAway("Too many scans are waiting to begin");
      }
      // Whoever leaves hands its place over.
      await new Promise<void>((resolve) => queue.push(resolve));
    } else inside++;
    try {
      return await work();
    } finally {
      const next = queue.shift();
      if (next) next();
      else inside--;
    }
  };
}
