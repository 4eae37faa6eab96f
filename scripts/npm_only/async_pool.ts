/**
 * Stand-in for `@std/async/pool`, over p-map: ordered results, a bounded number
 * at once, and what fails comes as an AggregateError.
 *
 * @module
 */
import { pMapIterable } from "p-map";

export async function* pooledMap<T, R>(
  poolLimit: number,
  array: Iterable<T> | AsyncIterable<T>,
  iteratorFn: (data: T) => Promise<R>,
): AsyncIterableIterator<R> {
  const results = pMapIterable<T, R>(array, iteratorFn, {
    concurrency: poolLimit,
  });
  try {
    yield* results as AsyncIterable<R>;
  } catch (error) {
    throw new AggregateError(
      [error],
      "Cannot complete the mapping as an error was thrown from an item",
    );
  }
}
