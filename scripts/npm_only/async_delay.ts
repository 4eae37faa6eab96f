/**
 * Stand-in for `@std/async/delay`, over node:timers/promises.
 *
 * @module
 */
import { setTimeout } from "node:timers/promises";

export interface DelayOptions {
  signal?: AbortSignal;
}

export async function delay(
  ms: number,
  { signal }: DelayOptions = {},
): Promise<void> {
  signal?.throwIfAborted();
  try {
    await setTimeout(ms, undefined, signal ? { signal } : {});
  } catch (error) {
    // The original rejects with the signal's own reason.
    signal?.throwIfAborted();
    throw error;
  }
}
