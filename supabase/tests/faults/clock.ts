/**
 * A clock that stands still but while somebody sleeps: hours of waiting for
 * boards that hang take no time. Imported by tests only.
 *
 * @module
 */
import type { After } from "../../functions/_shared/time_limit.ts";

interface Event {
  readonly at: number;
  readonly act: () => void;
}

/** Enough turns of the event loop for everybody to say what they wait for. */
const TURNS = 4;

async function settled(): Promise<void> {
  for (let turn = 0; turn < TURNS; turn++) {
    await new Promise((resolve) => setTimeout(resolve, 0));
  }
}

export interface Clock {
  now(): Date;
  readonly after: After;
  /** Rejects with the signal's reason when it is aborted. */
  sleep(ms: number, signal: AbortSignal): Promise<void>;
}

export function createClock(start: Date): Clock {
  let nowMs = start.getTime();
  const events = new Set<Event>();
  let sleepers = 0;
  let isRunning = false;

  async function run(): Promise<void> {
    if (isRunning) return;
    isRunning = true;
    while (sleepers > 0) {
      await settled();
      const [next] = [...events].sort((a, b) => a.at - b.at);
      if (!next) break;
      events.delete(next);
      nowMs = Math.max(nowMs, next.at);
      next.act();
      // Whoever was woken may be the last sleeper, and is not counted any more.
      await Promise.resolve();
    }
    isRunning = false;
  }

  const after: After = (ms, act) => {
    const event = { at: nowMs + ms, act };
    events.add(event);
    return () => void events.delete(event);
  };

  return {
    now: () => new Date(nowMs),
    after,
    sleep: (ms, signal) =>
      new Promise((resolve, reject) => {
        if (signal.aborted) return reject(signal.reason);
        sleepers++;
        function end(): void {
          cancel();
          signal.removeEventListener("abort", giveUp);
          sleepers--;
        }
        function giveUp(): void {
          end();
          reject(signal.reason);
        }
        const cancel = after(ms, () => {
          end();
          resolve();
        });
        signal.addEventListener("abort", giveUp);
        void run();
      }),
  };
}
