/**
 * A database as far away as a project's is: every request of the API waits for
 * its way there and back. The one place where the latency is put in, for the
 * predecessor's designs and for boardscan alike, and where round trips are
 * counted.
 *
 * @module
 */
import { delay } from "@std/async/delay";
import { seedOf } from "../../boards/random.ts";
import type { Database } from "../../stack/database.ts";

/** What a round trip takes between a function, or a laptop, and a project's API. */
export const LEAST_MS = 30;
export const MOST_MS = 100;

/** How long the n-th round trip of a run takes: the same in every run. */
export function roundTripMs(seed: number, n: number): number {
  return LEAST_MS +
    seedOf(seed, "round trip", n) % (MOST_MS - LEAST_MS + 1);
}

/** One request of the API that has been answered. */
export interface RoundTrip {
  /** After `/rest/v1`. */
  readonly path: string;
  /** As `performance.now()` gives it. */
  readonly endedAt: number;
}

export interface SlowDatabase {
  readonly database: Database;
  /** In the order in which they ended. */
  trips(): readonly RoundTrip[];
}

export interface SlowOptions {
  readonly seed: number;
  readonly sleep?: (ms: number) => Promise<void>;
}

/** Puts `database` far away: each request of the API is one `queryAs`; the machine's own `query` stays near. */
export function createSlowDatabase(
  database: Database,
  { seed, sleep = delay }: SlowOptions,
): SlowDatabase {
  const trips: RoundTrip[] = [];
  let begun = 0;
  return {
    database: {
      ...database,
      async queryAs(as, text, parameters) {
        // Before a connection is taken: on its way a request holds none.
        await sleep(roundTripMs(seed, begun++));
        try {
          return await database.queryAs(as, text, parameters);
        } finally {
          trips.push({ path: as.path, endedAt: performance.now() });
        }
      },
    },
    trips: () => trips,
  };
}
