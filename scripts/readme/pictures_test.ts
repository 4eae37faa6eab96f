/**
 * The README's pictures, and that the report can still be cut as they need it.
 * `deno task pictures` makes them anew.
 */
import { assert, assertMatch, assertThrows } from "@std/assert";
import { renderPage } from "../report/page.ts";
import { cutReport } from "./picture_of_report.ts";

const GITHUB = new URL("../../.github/", import.meta.url);

Deno.test("the picture of the demo is small, and shows a demo of all boards to its end", async () => {
  const svg = await Deno.readTextFile(new URL("demo.svg", GITHUB));
  assert(svg.length < 100_000);
  for (
    const line of [
      /npx --yes deno@[\d.]+ task demo/,
      /49\/49 boards/,
      /The best of \d+ open matches/,
    ]
  ) assertMatch(svg, line);
});

Deno.test("the picture of the report is one, and small", async () => {
  const png = await Deno.readFile(new URL("report.png", GITHUB));
  assertMatch(new TextDecoder("latin1").decode(png.subarray(0, 8)), /PNG/);
  assert(png.length < 300_000);
});

Deno.test("cutReport() leaves a page that shows parts of every kind", async () => {
  const page = await renderPage({
    at: new Date("2026-03-01T12:00:00Z"),
    place: "a project",
    matches: [],
    total: 0,
    companies: [],
    weeks: [],
    scans: { pressedAt: null, scans: [] },
    boards: [],
  });
  const cut = cutReport(page);
  assert(!cut.includes("Content-Security-Policy"));
  assertMatch(cut, /#matches tbody tr:nth-child\(n \+ 8\)/);
});

Deno.test("cutReport() refuses a page without the sections that it knows", () => {
  assertThrows(
    () => cutReport('<section id="matches">'),
    Error,
    'Cannot cut the report: it has no section "companies"',
  );
});
