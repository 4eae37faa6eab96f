/**
 * A bounded number of requests at once, with the results in order.
 *
 * @module
 */
import { pooledMap } from "@std/async/pool";
import type { ReadContext } from "./providers/types.ts";

/** As many as peers found boards to bear from one visitor. */
const AT_ONCE = 4;

/** Makes the pool of one scan; what fails is thrown as it is. */
export function createPool(): ReadContext["pool"] {
  return async function* pool(items, read) {
    let left = false;
    function* wanted() {
      for (const item of items) {
        if (left) return;
        yield item;
      }
    }
    const results = pooledMap(AT_ONCE, wanted(), read);
    try {
      while (true) {
        const { value, done } = await results.next();
        if (done) return;
        yield value;
      }
    } catch (error) {
      // std wraps what failed together with what failed after it.
      throw error instanceof AggregateError ? error.errors[0] : error;
    } finally {
      left = true;
      await drain(results);
    }
  };
}

/**
 * Reads to the end what its reader has left. When std's pool loses its reader,
 * its next write is rejected and nobody holds that promise, which ends the
 * isolate with every scan in it.
 */
async function drain(results: AsyncIterator<unknown>): Promise<void> {
  try {
    while (!(await results.next()).done);
  } catch {
    // Why it was left says more than what failed afterwards.
  }
}
