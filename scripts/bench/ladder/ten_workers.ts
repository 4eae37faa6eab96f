/**
 * The predecessor's pool: ten workers, each of which takes the next source as
 * soon as it has ended with one.
 *
 * @module
 */

const WORKERS = 10;

/** Ends when all work is done, or with the first that fails. */
export async function tenWorkers<T>(
  list: readonly T[],
  work: (one: T) => Promise<void>,
): Promise<void> {
  const queue = list.values();
  await Promise.all(
    Array.from({ length: WORKERS }, async () => {
      for (const one of queue) await work(one);
    }),
  );
}
