import { assert, assertEquals } from "@std/assert";
import { CATALOGUE } from "./catalogue.ts";
import { latencyMs, networkMs, pause } from "./latency.ts";
import { createBoards } from "./mod.ts";
import { NOW, smallBoards } from "./testing.ts";

function medianOf(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;
}

Deno.test("latencyMs() of boards with one answer is 120 to 900 ms, 300 in the middle", () => {
  const latencies = CATALOGUE
    .filter(({ provider }) =>
      ["greenhouse", "lever", "ashby"].includes(provider)
    )
    .map((board) => latencyMs(board, { work: "list", part: 0 }));
  assertEquals(Math.min(...latencies), 120);
  assertEquals(Math.max(...latencies), 900);
  const median = medianOf(latencies);
  assert(median >= 280 && median <= 320, `${median}`);
});

Deno.test("latencyMs() of a detail is 60 to 100 ms, and always the same", () => {
  for (const board of CATALOGUE) {
    const work = { work: "detail", part: "JR1" } as const;
    const latency = latencyMs(board, work);
    assert(latency >= 60 && latency <= 100, `${latency}`);
    assertEquals(latencyMs(board, work), latency);
  }
});

Deno.test("networkMs() reads the first page alone and four at once after it", () => {
  const [board] = CATALOGUE;
  assert(board);
  const parts = (count: number) =>
    Array.from({ length: count }, (_, at) => ({
      work: "list" as const,
      part: at,
    }));
  const one = networkMs(board, parts(1));
  assertEquals(one, board.latencyMs);
  const five = networkMs(board, parts(5));
  assert(five > one * 1.8 && five < one * 2.2, `${five}`);
  const six = networkMs(board, parts(6));
  assert(six > one * 2.6 && six < one * 3.3, `${six}`);
});

Deno.test("statistics() names the largest Workday board as the slowest, with some 3 s", () => {
  const { slowest } = createBoards({ now: () => NOW }).statistics();
  assertEquals(slowest.company, "NVIDIA");
  assert(slowest.networkMs > 2_700 && slowest.networkMs < 3_300);
});

Deno.test("statistics() scales the time that boards need with their latency", () => {
  const network = (latencyScale: number) =>
    smallBoards({ latencyScale }).statistics().slowest.networkMs;
  assertEquals(network(0), 0);
  assertEquals(network(0.5) * 2, network(1));
});

Deno.test("pause() ends when nobody waits any more", async () => {
  const caller = new AbortController();
  const waiting = pause(60_000, caller.signal);
  caller.abort();
  await waiting;
  await pause(60_000, caller.signal);
});
