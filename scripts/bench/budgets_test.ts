import { assertEquals } from "@std/assert";
import { budgetKeys, BUDGETS, judge, type Values } from "./budgets.ts";

const ok = (values: Values) =>
  Object.values(judge(values).budgets).map(({ ok }) => ok);

Deno.test("a budget holds up to its limit and not beyond", () => {
  assertEquals(ok({ wall_to_slowest: 1.25 }), [true]);
  assertEquals(ok({ wall_to_slowest: 1.2501 }), [false]);
});

Deno.test("a budget of zero holds at zero only", () => {
  assertEquals(ok({ unchanged_rows: 0 }), [true]);
  assertEquals(ok({ unchanged_rows: 1 }), [false]);
});

Deno.test("what must be at least so much holds from there on", () => {
  assertEquals(ok({ turns_to_us: 4 }), [true]);
  assertEquals(ok({ turns_to_us: 3.999 }), [false]);
  assertEquals(ok({ best_design_to_us: 1.4 }), [true]);
});

Deno.test("a value that is no number holds no budget", () => {
  assertEquals(ok({ ingest_flat: NaN }), [false]);
  assertEquals(ok({ round_trips_to_us: NaN }), [false]);
});

Deno.test("each budget that was measured is reported with its value and its limit", () => {
  assertEquals(judge({ dispatch_100k_ms: 7.12345 }).budgets, {
    dispatch_100k_ms: { value: 7.12, budget: 50, ok: true },
  });
});

Deno.test("a value is judged before it is rounded", () => {
  assertEquals(judge({ cpu_first_s: 1.0004 }).budgets, {
    cpu_first_s: { value: 1, budget: 1, ok: false },
  });
});

Deno.test("what was not measured is named and has no verdict", () => {
  const { budgets, not_measured } = judge({ open_postings_ms: 3 });
  assertEquals(Object.keys(budgets), ["open_postings_ms"]);
  assertEquals(
    not_measured,
    budgetKeys().filter((key) => key !== "open_postings_ms"),
  );
});

Deno.test("only the ladder's budgets are comparisons with other designs", () => {
  assertEquals(
    budgetKeys().filter((key) => BUDGETS[key].ladder),
    ["best_design_to_us", "turns_to_us", "round_trips_to_us"],
  );
});
