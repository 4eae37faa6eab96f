import { assertEquals } from "@std/assert";
import { dateFromAge, toDate } from "./dates.ts";

const iso = (value: string | number | null | undefined) =>
  toDate(value)?.toISOString() ?? null;

Deno.test("toDate() reads every way in which boards write a time", () => {
  for (
    const [value, expected] of [
      ["2026-04-17T05:58:03-04:00", "2026-04-17T09:58:03.000Z"],
      ["2026-04-17T05:58:03+0530", "2026-04-17T00:28:03.000Z"],
      ["2026-04-17T05:58:03+02", "2026-04-17T03:58:03.000Z"],
      ["2026-02-17T09:00:00.000+00:00", "2026-02-17T09:00:00.000Z"],
      ["2026-02-17T09:00:00.123456Z", "2026-02-17T09:00:00.123Z"],
      ["2026-02-17T09:00:00.5Z", "2026-02-17T09:00:00.500Z"],
      ["2026-08-05 10:10:39 UTC", "2026-08-05T10:10:39.000Z"],
      ["2026-08-05 10:10:39 +0200", "2026-08-05T08:10:39.000Z"],
      ["2026-08-05T10:10Z", "2026-08-05T10:10:00.000Z"],
      ["Wed, 05 Aug 2026 10:10:39 +0000", "2026-08-05T10:10:39.000Z"],
      ["5 Aug 2026 10:10:39 GMT", "2026-08-05T10:10:39.000Z"],
    ]
  ) {
    assertEquals(iso(value), expected, value);
  }
});

Deno.test("toDate() takes a date without a time for that day in UTC", () => {
  for (
    const text of ["2026-06-16", " 2026-06-16 ", "16 June 2026", "Jun 16, 2026"]
  ) {
    assertEquals(iso(text), "2026-06-16T00:00:00.000Z", text);
  }
});

Deno.test("toDate() takes a time without a zone for UTC, wherever it runs", () => {
  assertEquals(iso("2026-08-05T10:10:39"), "2026-08-05T10:10:39.000Z");
  assertEquals(iso("2026-08-05 10:10:39"), "2026-08-05T10:10:39.000Z");
});

Deno.test("toDate() reads an epoch in milliseconds and in seconds", () => {
  assertEquals(toDate(1_779_223_091_267)?.getTime(), 1_779_223_091_267);
  assertEquals(toDate(1_779_223_091)?.getTime(), 1_779_223_091_000);
  assertEquals(toDate("1779223091267")?.getTime(), 1_779_223_091_267);
});

Deno.test("toDate() invents no date", () => {
  for (
    const value of [
      null,
      undefined,
      "",
      " ",
      0,
      -1,
      NaN,
      Infinity,
      20260217,
      8_640_000_000_000_001,
      "soon",
      "Level 3",
      "May 2026",
      "2026-08",
      "2026-02-30",
      "2026-13-01",
      "2026-00-10",
      "2026-04-31T10:00:00Z",
      "31 Feb 2026",
      "5 Foo 2026",
      "5 Marketing 2026",
      "0096-01-01",
      "Mai 5, 2026",
      "2026-08-05T25:10:39Z",
      "2026-08-05T10:61:39Z",
      "2026-08-05T10:10:39 PST",
      "2026-08-05 or later",
      "2026-08-051",
      "1970-01-01",
      "0001-01-01T00:00:00Z",
      "9999-12-31",
    ]
  ) {
    assertEquals(iso(value), null, String(value));
  }
});

Deno.test("dateFromAge() counts days back from now and invents nothing", () => {
  const now = new Date("2026-03-01T23:30:00Z");
  assertEquals(
    [
      "Posted Today",
      "Posted Yesterday",
      "Posted 1 Day Ago",
      "Posted 12 Days Ago",
      "Posted 30+ Days Ago",
      "Heute ausgeschrieben",
      "",
      null,
    ].map((text) => dateFromAge(text, now)?.toISOString() ?? null),
    [
      "2026-03-01T00:00:00.000Z",
      "2026-02-28T00:00:00.000Z",
      "2026-02-28T00:00:00.000Z",
      "2026-02-17T00:00:00.000Z",
      null,
      null,
      null,
      null,
    ],
  );
});
