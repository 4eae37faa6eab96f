/**
 * The time that one request may take, from its sending to the last byte of its
 * answer; what we make it wait ourselves does not count.
 *
 * @module
 */

/** Calls `act` once after so many milliseconds, unless the returned function is called before. */
export type After = (ms: number, act: () => void) => () => void;

export interface TimeLimit {
  /** Aborts with a `TimeoutError` when the time is up, or as the scan's own does. */
  readonly signal: AbortSignal;
  /** Waits while the time stands still. */
  paused<T>(wait: Promise<T>): Promise<T>;
  end(): void;
}

export interface TimeLimitOptions {
  readonly signal: AbortSignal;
  readonly now: () => Date;
  readonly after: After;
}

/** Starts a limit, which its owner has to end. */
export function createTimeLimit(
  ms: number,
  { signal, now, after }: TimeLimitOptions,
): TimeLimit {
  const controller = new AbortController();
  let leftMs = ms;
  let startedAt = 0;
  let stop = start();

  function start(): () => void {
    startedAt = now().getTime();
    return after(
      leftMs,
      () =>
        controller.abort(
          new DOMException("The time of the request is up", "TimeoutError"),
        ),
    );
  }

  return {
    signal: AbortSignal.any([signal, controller.signal]),
    async paused(wait) {
      stop();
      leftMs = Math.max(0, leftMs - (now().getTime() - startedAt));
      try {
        return await wait;
      } finally {
        stop = start();
      }
    },
    end: () => stop(),
  };
}
