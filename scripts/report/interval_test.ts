import { assert, assertEquals } from "@std/assert";
import { duration, Interval } from "./interval.ts";

Deno.test("Interval reads the spans that Postgres writes", () => {
  for (
    const [written, ms] of [
      ["00:00:00", 0],
      ["00:00:01.25", 1_250],
      ["01:02:03", 3_723_000],
      ["1 day", 86_400_000],
      ["2 days 00:00:01", 172_801_000],
      ["-00:00:02", -2_000],
      ["1 day -01:00:00", 82_800_000],
      ["123:00:00", 442_800_000],
    ] as const
  ) assertEquals(Interval.parse(written), ms, written);
  assert(!Interval.safeParse("PT1S").success);
});

Deno.test("duration() is short", () => {
  for (
    const [ms, words] of [
      [0, "0 ms"],
      [839.6, "840 ms"],
      [12_340, "12.3 s"],
      [59_949, "59.9 s"],
      [59_950, "1 min 0 s"],
      [245_000, "4 min 5 s"],
      [7_380_000, "2 h 3 min"],
    ] as const
  ) assertEquals(duration(ms), words);
});
