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
    try {
      yield* pooledMap(AT_ONCE, items, read);
    } catch (error) {
      // std wraps what failed together with what failed after it.
      throw error instanceof AggregateError ? error.errors[0] : error;
    }
  };
}
