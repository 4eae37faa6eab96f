import { assertEquals } from "@std/assert";
import { createQuietLog } from "./quiet_log.ts";

const STALE = { outcome: "stale" };
const DONE = { outcome: "succeeded" };

function log() {
  const lines: unknown[] = [];
  let ms = 0;
  const write = createQuietLog((line) => void lines.push(line), {
    mostAMinute: 2,
    isNoise: ({ outcome }) => outcome === "stale",
    now: () => new Date(ms),
  });
  return { write, lines, pass: (more: number) => void (ms += more) };
}

Deno.test("the log writes a few lines a minute that anybody can cause, then how many it left out", () => {
  const { write, lines, pass } = log();
  for (let i = 0; i < 10_000; i++) write(STALE);
  assertEquals(lines, [STALE, STALE]);
  pass(60_000);
  write(STALE);
  assertEquals(lines.slice(2), [{ outcome: "left_out", lines: 9_998 }, STALE]);
});

Deno.test("the log always writes what real scans say", () => {
  const { write, lines } = log();
  for (let i = 0; i < 5; i++) {
    write(STALE);
    write(DONE);
  }
  assertEquals(lines.filter((line) => line === DONE).length, 5);
});
