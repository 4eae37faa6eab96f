import { assertEquals } from "@std/assert";
import { employmentOf, postedAt } from "./job_facts.ts";

Deno.test("postedAt() reads the dates that boards write", () => {
  const cases = [
    ["2026-02-17", "2026-02-17T00:00:00.000Z"],
    ["2026-02-17T05:58:03-04:00", "2026-02-17T09:58:03.000Z"],
    ["2026-02-17T05:58:03+0100", "2026-02-17T04:58:03.000Z"],
    ["2026-02-17T05:58:03.0000000", "2026-02-17T05:58:03.000Z"],
    ["2026-02-17 05:58:03", "2026-02-17T05:58:03.000Z"],
    ["2026-02-17 05:58:03 UTC", "2026-02-17T05:58:03.000Z"],
    ["2026-02-17T05:58Z", "2026-02-17T05:58:00.000Z"],
    ["02/17/2026", "2026-02-17T00:00:00.000Z"],
    ["2/3/2026", "2026-02-03T00:00:00.000Z"],
    ["17/02/2026 10:00", "2026-02-17T00:00:00.000Z"],
    [1_771_300_683, "2026-02-17T03:58:03.000Z"],
    [1_771_300_683_000, "2026-02-17T03:58:03.000Z"],
    ["1771300683", "2026-02-17T03:58:03.000Z"],
    [{ "@value": "2026-02-17" }, "2026-02-17T00:00:00.000Z"],
  ] as const;
  for (const [value, expected] of cases) {
    assertEquals(postedAt(value)?.toISOString(), expected, String(value));
  }
});

Deno.test("postedAt() makes up no date", () => {
  for (
    const value of [
      "3 days ago",
      "May 2026",
      "13/13/2026",
      "",
      0,
      20260217,
      null,
      {},
    ]
  ) {
    assertEquals(postedAt(value), null, String(value));
  }
});

Deno.test("employmentOf() reads texts, lists and lists in texts", () => {
  const cases = [
    ["FULL_TIME", "full_time"],
    ["Full-time", "full_time"],
    ["https://schema.org/PART_TIME", "part_time"],
    ["FULL_TIME, PART_TIME", "full_time"],
    [["PART_TIME", "FULL_TIME"], "part_time"],
    [["FULL_TIME", "INTERN"], "internship"],
    [["FULL_TIME", "CONTRACTOR"], "contract"],
    [["OTHER", "FULL_TIME"], "full_time"],
    ["PER_DIEM", "contract"],
    ["VOLUNTEER", "volunteer"],
    ["OTHER", "other"],
    [[], null],
    [null, null],
  ] as const;
  for (const [value, expected] of cases) {
    assertEquals(employmentOf(value), expected, String(value));
  }
});
