import { assert, assertEquals } from "@std/assert";
import { aScan } from "./testing.ts";
import { endOf, layOut, MOST_BARS, ticks } from "./timeline.ts";

const PRESSED = "2026-03-10T10:00:00Z";

Deno.test("layOut() parts a scan into waiting, fetching and details", () => {
  const { bars: [bar], span } = layOut({
    pressedAt: PRESSED,
    scans: [aScan({ waited: 500, took: 4_000 })],
  });
  assertEquals([bar?.from, bar?.wait, bar?.fetch, bar?.details], [
    0,
    500,
    2_500,
    1_500,
  ]);
  assertEquals(span, 4_500);
});

Deno.test("layOut() counts all of a scan as fetching where its listing is not told", () => {
  const { bars: [bar] } = layOut({
    pressedAt: PRESSED,
    scans: [aScan({ listed_at: null })],
  });
  assertEquals([bar?.fetch, bar?.details], [3_000, 0]);
});

Deno.test("layOut() draws a scan that is under way as far as it has come", () => {
  const under = (listed_at: string | null) => {
    const { bars: [bar] } = layOut({
      pressedAt: PRESSED,
      scans: [aScan({ took: null, listed_at, status: "running" })],
    });
    return [bar?.wait, bar?.fetch, bar?.details];
  };
  assertEquals(under(null), [1_000, 0, 0]);
  assertEquals(under("2026-03-10T10:00:03Z"), [1_000, 2_000, 0]);
  assertEquals(
    layOut({
      pressedAt: PRESSED,
      scans: [aScan({ waited: null, took: null, listed_at: null })],
    }),
    { bars: [], boards: 1, span: 1 },
  );
});

Deno.test("layOut() sets the scans of one press where they stood, those of a day at their own start", () => {
  const scans = [
    aScan({ source_id: 2, dispatched_at: "2026-03-10T10:00:05Z" }),
    aScan({ source_id: 1, dispatched_at: "2026-03-10T10:00:00Z" }),
  ];
  const from = (pressedAt: string | null) =>
    layOut({ pressedAt, scans }).bars.map((bar) => bar.from);
  assertEquals(from(PRESSED), [0, 5_000]);
  assertEquals(from(null), [0, 0]);
});

Deno.test("layOut() keeps the longest of too many", () => {
  const scans = Array.from(
    { length: MOST_BARS + 2 },
    (_, at) => aScan({ source_id: at, took: 2_000 + at }),
  );
  const { bars, boards } = layOut({ pressedAt: PRESSED, scans });
  assertEquals([bars.length, boards], [MOST_BARS, MOST_BARS + 2]);
  assertEquals(bars.map(({ scan }) => scan.source_id).at(0), 2);
  assert(bars.every((bar) => endOf(bar) >= 3_002));
});

Deno.test("ticks() are round and lie on the axis", () => {
  assertEquals(ticks(4_500), [0, 1_000, 2_000, 3_000, 4_000]);
  assertEquals(ticks(1), [0, 0.2, 0.4, 0.6000000000000001, 0.8, 1]);
  for (const span of [7, 99, 1_000, 12_345, 3_600_000]) {
    const all = ticks(span);
    assert(all.length >= 3 && all.length <= 6, `${span}: ${all}`);
    assert((all.at(-1) ?? 0) <= span);
  }
});
