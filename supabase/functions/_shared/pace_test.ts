import { assertEquals, assertRejects } from "@std/assert";
import { createPace } from "./pace.ts";
import { NOW } from "./testing.ts";

/** A pace whose clock moves by sleeping only. */
function start(perSecond: number | null) {
  const signal = new AbortController();
  const slept: number[] = [];
  const current = { perSecond };
  let now = NOW.getTime();
  const pace = createPace({
    requestsPerSecond: () => current.perSecond,
    signal: signal.signal,
    now: () => new Date(now),
    sleep(ms, { aborted, reason }) {
      if (aborted) return Promise.reject(reason);
      slept.push(ms);
      now += ms;
      return Promise.resolve();
    },
  });
  return {
    pace,
    slept,
    current,
    pass: (ms: number) => {
      now += ms;
    },
    abort: () => signal.abort(),
  };
}

Deno.test("createPace() lets the first request go and keeps the others apart", async () => {
  const { pace, slept } = start(4);
  await Promise.all([pace(), pace(), pace()]);
  assertEquals(slept, [250, 250]);
});

Deno.test("createPace() counts the time that has passed, and saves none of it up", async () => {
  const { pace, slept, pass } = start(4);
  await pace();
  pass(100);
  await pace();
  pass(10_000);
  await pace();
  await pace();
  assertEquals(slept, [150, 250]);
});

Deno.test("a new pace holds for those that already wait in line", async () => {
  const { pace, slept, current } = start(1);
  const first = pace();
  const others = [pace(), pace()];
  await first;
  current.perSecond = 8;
  await Promise.all(others);
  assertEquals(slept.at(-1), 125);
});

Deno.test("without a pace nobody waits", async () => {
  const { pace, slept } = start(null);
  await Promise.all([pace(), pace()]);
  assertEquals(slept, []);
});

Deno.test("who waits when the scan's time is up is told, each of them", async () => {
  const { pace, abort } = start(1);
  await pace();
  abort();
  await assertRejects(() => pace());
  await assertRejects(() => pace());
});
