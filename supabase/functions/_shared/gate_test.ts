import { assert, assertEquals, assertRejects, assertThrows } from "@std/assert";
import fc from "fast-check";
import { createGate, type Seat } from "./gate.ts";

const { signal } = new AbortController();

/** Notes whether a reader that asked may go on. */
function ask(seat: Seat, bytes: number, over: AbortSignal = signal) {
  const asked = { mayGoOn: false, done: Promise.resolve() };
  const wait = seat.hold(bytes, over);
  if (wait) asked.done = wait.then(() => void (asked.mayGoOn = true));
  else asked.mayGoOn = true;
  return asked;
}

async function settle(): Promise<void> {
  for (let turn = 0; turn < 5; turn++) await Promise.resolve();
}

Deno.test("the gate lets all read while there is room, and makes others wait", async () => {
  const gate = createGate(60, 25);
  const [first, second, third] = [gate.seat(), gate.seat(), gate.seat()];
  assertEquals(ask(first, 10).mayGoOn, true);
  assertEquals(ask(second, 20).mayGoOn, true);
  assertEquals(ask(third, 15).mayGoOn, true);
  assertEquals(gate.heldBytes(), 45);
  const waiting = ask(third, 16);
  await settle();
  assertEquals(waiting.mayGoOn, false);
  assertEquals(gate.heldBytes(), 45);
  second.leave();
  await waiting.done;
  assertEquals(gate.heldBytes(), 26);
});

Deno.test("the gate counts what a reader holds already as its own", () => {
  const gate = createGate(60, 25);
  ask(gate.seat(), 1);
  const [second, third] = [gate.seat(), gate.seat()];
  ask(second, 20);
  ask(third, 10);
  assertEquals(ask(second, 25).mayGoOn, true);
  assertEquals(gate.heldBytes(), 36);
});

Deno.test("the gate always lets who came first read the largest answer there is", () => {
  const gate = createGate(60, 25);
  const first = gate.seat();
  ask(first, 1);
  for (let other = 0; other < 35; other++) ask(gate.seat(), 1);
  assertEquals(gate.heldBytes(), 36);
  assertEquals(ask(first, 25).mayGoOn, true);
  assertEquals(gate.heldBytes(), 60);
});

Deno.test("the gate lets the next one through when who came first has left", async () => {
  const gate = createGate(60, 25);
  const [first, second, third, fourth] = [1, 2, 3, 4].map(() => gate.seat());
  assert(first && second && third && fourth);
  ask(first, 25);
  ask(second, 15);
  ask(third, 20);
  const one = ask(second, 25);
  const other = ask(fourth, 1);
  await settle();
  assertEquals([one.mayGoOn, other.mayGoOn], [false, false]);
  first.leave();
  await Promise.all([one.done, other.done]);
  assertEquals(gate.heldBytes(), 25 + 20 + 1);
});

Deno.test("a place counts from its first bytes on, not from when it was made", () => {
  const gate = createGate(60, 25);
  const idle = gate.seat();
  const reader = gate.seat();
  ask(reader, 10);
  assertEquals(ask(gate.seat(), 25).mayGoOn, true);
  assertEquals(ask(reader, 25).mayGoOn, true);
  idle.leave();
  assertEquals(gate.heldBytes(), 50);
});

Deno.test("a reader whose scan ends stops waiting, and gives back what it held", async () => {
  const gate = createGate(60, 25);
  const [first, second, third] = [gate.seat(), gate.seat(), gate.seat()];
  ask(first, 25);
  ask(second, 25);
  ask(third, 10);
  const deadline = new AbortController();
  const wait = third.hold(20, deadline.signal);
  assert(wait);
  deadline.abort(new Error("time is up"));
  await assertRejects(() => wait, Error, "time is up");
  assertEquals(gate.heldBytes(), 60);
  second.leave();
  assertEquals(gate.heldBytes(), 35);
  third.leave();
  first.leave();
  assertEquals(gate.heldBytes(), 0);
});

Deno.test("a reader whose scan has ended already does not wait", async () => {
  const gate = createGate(60, 25);
  ask(gate.seat(), 25);
  ask(gate.seat(), 25);
  const third = gate.seat();
  const wait = third.hold(20, AbortSignal.abort(new Error("time is up")));
  await assertRejects(() => wait ?? Promise.resolve(), Error, "time is up");
});

Deno.test("a place can be left twice and asked for less: nothing is given back that is not held", () => {
  const gate = createGate(60, 25);
  const [first, second] = [gate.seat(), gate.seat()];
  ask(first, 10);
  ask(first, 5);
  ask(second, 10);
  assertEquals(gate.heldBytes(), 20);
  first.leave();
  first.leave();
  assertEquals(gate.heldBytes(), 10);
});

Deno.test("the gate holds 32 MB, and no answer of more than 25 MB", () => {
  const gate = createGate();
  const MB = 1024 * 1024;
  assertEquals(ask(gate.seat(), 25 * MB).mayGoOn, true);
  const other = gate.seat();
  assertEquals(ask(other, 7 * MB).mayGoOn, true);
  assert(other.hold(7 * MB + 1, AbortSignal.abort())?.catch(() => {}));
  assertThrows(() => gate.seat().hold(25 * MB + 1, signal), RangeError);
});

const Reading = fc.record({
  /** Turns it takes before it asks for its first bytes. */
  startsAfter: fc.nat(20),
  chunks: fc.array(fc.integer({ min: 1, max: 9 }), { maxLength: 12 }),
  /** Gives up in the middle, as after a connection that failed. */
  failsAfter: fc.option(fc.nat(12)),
  /** Its scan's time is up after so many turns. */
  endsAfter: fc.option(fc.nat(60)),
});

Deno.test("whoever reads what in whatever pieces: never over the limit, all end, nothing is kept", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(Reading, { minLength: 1, maxLength: 40 }),
      async (readings) => {
        const gate = createGate(60, 25);
        let received = 0;
        async function read(reading: typeof readings[number]) {
          const seat = gate.seat();
          const deadline = new AbortController();
          let size = 0;
          const turns = (async () => {
            for (let at = 0; at < (reading.endsAfter ?? 0); at++) {
              await Promise.resolve();
            }
            if (reading.endsAfter !== null) deadline.abort("time is up");
          })();
          try {
            for (let at = 0; at < reading.startsAfter; at++) {
              await Promise.resolve();
            }
            for (const [at, chunk] of reading.chunks.entries()) {
              if (at === reading.failsAfter) return "failed";
              if (size + chunk > 25) return "too large";
              await seat.hold(size + chunk, deadline.signal);
              size += chunk;
              received += chunk;
              assert(received <= 60 && gate.heldBytes() <= 60);
              // The board takes its time.
              for (let turn = 0; turn < chunk; turn++) await Promise.resolve();
            }
            return "read";
          } catch (error) {
            if (error !== "time is up") throw error;
            return "ended";
          } finally {
            await turns;
            received -= size;
            seat.leave();
          }
        }
        const outcomes = await Promise.all(readings.map(read));
        for (const [at, outcome] of outcomes.entries()) {
          // Only its own time can keep a reader from its end.
          if (outcome === "ended") {
            assert(readings[at]?.endsAfter !== null);
          }
        }
        assertEquals([gate.heldBytes(), received], [0, 0]);
      },
    ),
    { numRuns: 300 },
  );
});

Deno.test("nobody starves: a large answer ends though small ones keep coming", async () => {
  const gate = createGate(60, 25);
  const [first, second, large] = [gate.seat(), gate.seat(), gate.seat()];
  ask(first, 25);
  ask(second, 25);
  ask(large, 10);
  const waiting = ask(large, 25);
  for (let round = 0; round < 100 && !waiting.mayGoOn; round++) {
    const small = gate.seat();
    ask(small, 1);
    if (round === 50) first.leave();
    if (round === 60) second.leave();
    await settle();
    small.leave();
  }
  assertEquals(waiting.mayGoOn, true);
});
