import { assert, assertEquals } from "@std/assert";
import type { Filter } from "../../supabase/functions/_shared/work_order.ts";
import { measureScans } from "./scan_costs.ts";
import { boardOf } from "./sized_boards.ts";

const ENGINEERS: Filter = {
  name: "engineers",
  title_any: ["engineer"],
  title_none: [],
  locations_any: [],
  workplace: [],
  employment: [],
  keywords: {},
  min_salary: null,
  salary_currency: null,
  min_score: null,
};

const OPTIONS = { filters: [ENGINEERS], rounds: 1 };

Deno.test("measureScans() reads a board with the details of its matches, then one that is unchanged", async () => {
  const { fresh, first, unchanged, idleMb, peakMb } = await measureScans(
    boardOf("workday", 30),
    OPTIONS,
  );
  const [again] = first;
  assertEquals([fresh.fetched, fresh.scans], [30, 1]);
  assert(fresh.matched > 0);
  assertEquals(fresh.details, fresh.matched);
  // Two pages, and an answer for each match.
  assertEquals(fresh.requests, 2 + fresh.details);
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
