import { assert, assertEquals } from "@std/assert";
import { ASSUMED } from "./assumptions.ts";
import { changedShare, databaseBytes, planMonth } from "./month.ts";
import { NEW_PROJECT_BYTES } from "./plans.ts";
import { ROUND_FIGURES } from "./testing.ts";

const plan = (sources: number, everyHours: number) =>
  planMonth({ sources, everyHours }, ROUND_FIGURES);
const size = (sources: number, everyHours: number, months: number) =>
  databaseBytes({ sources, everyHours }, months, ROUND_FIGURES);

Deno.test("a month is 30 days of scans", () => {
  assertEquals(plan(49, 1).scans, 35_280);
  assertEquals(plan(1_000, 24).scans, 30_000);
});

Deno.test("the longer between two scans, the likelier a board has changed", () => {
  assert(changedShare(1) < 0.2);
  assert(changedShare(24) > 0.9);
  assertEquals(changedShare(0), 0);
});

Deno.test("a scan of a board that changed costs more than one of a board that did not", () => {
  const { functionCpuHours, scans } = plan(1_000, 24);
  const ms = functionCpuHours * 3_600_000 / scans;
  assert(ms > 90 && ms < 100, `${ms}`);
});

Deno.test("the pace of the host with the most boards counts before the places do", () => {
  const { paceShare, slowest } = plan(3_600 * 6, 1);
  assertEquals(slowest, "host");
  assertEquals(paceShare.toFixed(4), ASSUMED.greenhouseShare.toFixed(4));
});

Deno.test("where no host is slow, the places are what counts", () => {
  const { paceShare, slowest } = planMonth(
    { sources: 3_600 * 50, everyHours: 1 },
    { ...ROUND_FIGURES, held_greenhouse_ms: 1 },
  );
  assertEquals(slowest, "places");
  assertEquals(paceShare, 1);
});

Deno.test("without sources the database is a new project's and pg_cron's log", () => {
  assertEquals(size(0, 1, 12), NEW_PROJECT_BYTES + 2 * 1_440 * 150);
});

Deno.test("after the month in which they closed, postings keep their row and lose their text", () => {
  const grown = size(1_000, 6, 3) - size(1_000, 6, 2);
  const closed = 1_000 * ASSUMED.openPostings / ASSUMED.daysOpen * 30;
  assertEquals(Math.round(grown), Math.round(closed * 1_000));
});

Deno.test("rows of scans are kept for a month and no longer", () => {
  const hourly = (months: number) =>
    size(1_000, 1, months) - size(1_000, 1_000_000, months);
  assertEquals(Math.round(hourly(1) / 1_000), Math.round(hourly(12) / 1_000));
  assert(hourly(0.5) < hourly(1));
});
