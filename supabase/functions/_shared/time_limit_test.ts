import { assertEquals, assertRejects } from "@std/assert";
import { FakeTime } from "@std/testing/time";
import { createTimeLimit } from "./time_limit.ts";

/** A limit of a second, within a scan. */
function start() {
  const scan = new AbortController();
  const running = { clocks: 0 };
  const limit = createTimeLimit(1_000, {
    signal: scan.signal,
    now: () => new Date(),
    after(ms, act) {
      running.clocks++;
      const timer = setTimeout(act, ms);
      return () => {
        running.clocks--;
        clearTimeout(timer);
      };
    },
  });
  return { limit, scan, running };
}

Deno.test("a time limit aborts with a TimeoutError when it is up, and not before", () => {
  using time = new FakeTime();
  const { limit } = start();
  time.tick(999);
  assertEquals(limit.signal.aborted, false);
  time.tick(1);
  assertEquals(limit.signal.reason.name, "TimeoutError");
});

Deno.test("a time limit aborts as its scan does", () => {
  using _time = new FakeTime();
  const { limit, scan } = start();
  scan.abort("the scan's time is up");
  assertEquals(limit.signal.reason, "the scan's time is up");
  limit.end();
});

Deno.test("a time limit stands still while its request has to wait, and goes on with what was left", async () => {
  using time = new FakeTime();
  const { limit } = start();
  time.tick(600);
  const turn = Promise.withResolvers<string>();
  const waiting = limit.paused(turn.promise);
  time.tick(5_000);
  assertEquals(limit.signal.aborted, false);
  turn.resolve("go on");
  assertEquals(await waiting, "go on");
  time.tick(399);
  assertEquals(limit.signal.aborted, false);
  time.tick(1);
  assertEquals(limit.signal.aborted, true);
});

Deno.test("a time limit goes on when the wait fails", async () => {
  using time = new FakeTime();
  const { limit } = start();
  await assertRejects(
    () => limit.paused(Promise.reject(new Error("no turn"))),
    Error,
    "no turn",
  );
  time.tick(1_000);
  assertEquals(limit.signal.aborted, true);
});

Deno.test("a time limit that has ended leaves no clock running", async () => {
  using time = new FakeTime();
  const { limit, running } = start();
  await limit.paused(Promise.resolve());
  assertEquals(running.clocks, 1);
  limit.end();
  assertEquals(running.clocks, 0);
  time.tick(1_000);
  assertEquals(limit.signal.aborted, false);
});
