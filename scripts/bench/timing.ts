/**
 * Time, measured so that two runs agree: first runs that do not count, then the
 * median of several.
 *
 * @module
 */

/** How long `work` takes, and what it answers. */
export async function timed<T>(
  work: () => Promise<T>,
): Promise<{ ms: number; answer: T }> {
  const startedAt = performance.now();
  const answer = await work();
  return { ms: performance.now() - startedAt, answer };
}

/** The middle one, or the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const half = Math.floor(sorted.length / 2);
  const upper = sorted[half] ?? NaN;
  return sorted.length % 2 === 1
    ? upper
    : ((sorted[half - 1] ?? NaN) + upper) / 2;
}

/** A pool has ten connections, and each has to plan every statement for itself. */
const WARM_UP = 10;

/** Runs `once` so many times, after some that do not count. */
export async function repeated<T>(
  times: number,
  once: () => Promise<T>,
  warmUp = WARM_UP,
): Promise<T[]> {
  for (let i = 0; i < warmUp; i++) await once();
  const answers: T[] = [];
  for (let i = 0; i < times; i++) answers.push(await once());
  return answers;
}
