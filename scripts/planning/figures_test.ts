import { assertEquals, assertThrows } from "@std/assert";
import { readFigures } from "./figures.ts";
import { ROUND_FIGURES } from "./testing.ts";

const { cpu_changed_ms: _, cpu_unchanged_ms: __, ...figures } = ROUND_FIGURES;

function printed(found: Record<string, number>): string {
  const { posting_bytes, ...others } = found;
  return JSON.stringify({
    server: "PostgreSQL 17",
    budgets: {
      cpu_first_s: { value: 0.98, budget: 1, ok: true },
      cpu_unchanged_s: { value: 0.49, budget: 0.3, ok: false },
    },
    tables: [
      { title: "one without figures" },
      { title: "sizes", figures: { posting_bytes, housekeep_share: 0.7 } },
      { title: "the rest", figures: others },
    ],
  });
}

Deno.test("the figures are read from all tables, CPU as that of one board", () => {
  assertEquals(readFigures(printed(figures)), {
    server: "PostgreSQL 17",
    figures: { ...figures, cpu_changed_ms: 20, cpu_unchanged_ms: 10 },
  });
});

Deno.test("a figure that is missing or no number is told, not guessed", () => {
  const { held_ms: _, ...missing } = figures;
  assertThrows(() => readFigures(printed(missing)), Error, "held_ms");
  assertThrows(
    () => readFigures(printed({ ...figures, held_ms: NaN })),
    Error,
    "held_ms",
  );
});
