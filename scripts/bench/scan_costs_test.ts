import { assert, assertEquals } from "@std/assert";
import { measureScans } from "./scan_costs.ts";
import { boardOf } from "./sized_boards.ts";

// Without a filter everything is a match.
const OPTIONS = { filters: [], rounds: 1 };

Deno.test("measureScans() reads a board with the details of its matches, then one that is unchanged", async () => {
  const { fresh, first, unchanged, idleMb, peakMb } = await measureScans(
    boardOf("workday", 30),
    OPTIONS,
  );
  const [again] = first;
  assertEquals(
    [fresh.scans, fresh.fetched, fresh.matched, fresh.details],
    [1, 30, 30, 30],
  );
  // Two pages, and an answer for each match.
  assertEquals(fresh.requests, 2 + 30);
  assertEquals({ ...again, cpuMs: 0 }, { ...fresh, cpuMs: 0 });
  assertEquals(unchanged.map(({ fetched, details }) => [fetched, details]), [
    [0, 0],
  ]);
  assert(fresh.cpuMs > 0);
  assert(peakMb > idleMb);
});

Deno.test("measureScans() goes on until a board that takes several scans is read to its end", async () => {
  const { fresh } = await measureScans(boardOf("json_ld", 250), OPTIONS);
  assertEquals([fresh.fetched, fresh.scans], [250, 2]);
});
