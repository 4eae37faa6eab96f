/**
 * An overview with one of everything, with overrides, and the page of it as a
 * document. Imported by tests only.
 *
 * @module
 */
import { DOMParser } from "@b-fuze/deno-dom/wasm-noinit";
import type { Overview } from "./overview.ts";
import type { Scan } from "./scans.ts";

/** A scan that waited a second, fetched for two and wrote details for one. */
export function aScan(over: Partial<Scan> = {}): Scan {
  return {
    scan_id: "00000000-0000-4000-8000-000000000001",
    source_id: 1,
    company: "Acme",
    provider: "lever",
    status: "succeeded",
    dispatched_at: "2026-03-10T10:00:00Z",
    waited: 1_000,
    took: 3_000,
    listed_at: "2026-03-10T10:00:03Z",
    fetched: 20,
    matched: 5,
    inserted: 2,
    reason: null,
    ...over,
  };
}

/** One of everything. */
export function anOverview(over: Partial<Overview> = {}): Overview {
  return {
    at: new Date("2026-03-10T12:00:00Z"),
    place: ".boardscan/data",
    matches: [aMatch()],
    total: 1,
    scans: { pressedAt: "2026-03-10T10:00:00Z", scans: [aScan()] },
    companies: [aCompany()],
    weeks: [{ monday: "2026-03-09", opened: 4, closed: 2 }],
    boards: [aBoard()],
    ...over,
  };
}

/** A match with all that can be told. */
export function aMatch(
  over: Partial<Overview["matches"][number]> = {},
): Overview["matches"][number] {
  return {
    score: 60,
    title: "Baker",
    company: "Acme",
    places: ["Oslo"],
    workplace: null,
    pay: "EUR 50,000 per year",
    url: "https://acme.example/1",
    why: ["+10 title: baker"],
    status: "new",
    posted_at: "2026-03-07T12:00:00Z",
    first_seen_at: "2026-03-09T12:00:00Z",
    ...over,
  };
}

/** A company with a past. */
export function aCompany(
  over: Partial<Overview["companies"][number]> = {},
): Overview["companies"][number] {
  return {
    name: "Acme",
    openNow: 5,
    medianDaysOpen: 12.5,
    opened: 7,
    closed: 2,
    ...over,
  };
}

/** A board that is well. */
export function aBoard(
  over: Partial<Overview["boards"][number]> = {},
): Overview["boards"][number] {
  return {
    source_id: 1,
    company: "Acme",
    provider: "lever",
    state: "ok",
    reason: null,
    open_postings: 5,
    last_good_scan_at: "2026-03-10T10:00:00Z",
    next_scan_at: "2026-03-10T16:00:00Z",
    failures: 0,
    url: "https://jobs.lever.co/acme",
    ...over,
  };
}

/** A page, as a browser without scripts takes it. */
export function readPage(source: string) {
  const page = new DOMParser().parseFromString(source, "text/html");
  const all = (selector: string) => [...page.querySelectorAll(selector)];
  const text = (selector: string) =>
    all(selector).map(({ textContent }) => (textContent ?? "").trim());
  return {
    all,
    text,
    /** The cells of the first table of a section, row by row. */
    cells: (section: string) =>
      all(`#${section} tbody tr`).map((row) =>
        [...row.querySelectorAll("td")].map(({ textContent }) =>
          (textContent ?? "").trim()
        )
      ),
  };
}
