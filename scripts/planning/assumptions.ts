/**
 * What the planning page takes for granted about boards and people, since no
 * measurement can tell it. Change them to yours and run `deno task planning`.
 *
 * @module
 */

export const ASSUMED = {
  /** Adverts of a board that a filter takes: 1,178 of 12,000 on the 49 simulated boards. */
  openPostings: 24,
  /** Then the advert is gone, and another is open in its place. */
  daysOpen: 45,
  /** Times a day that a board's answer differs, spread evenly by chance. */
  changesADay: 3,
  /** Of the sources that live on the largest shared host: 17 of 49. */
  greenhouseShare: 17 / 49,
  /** Of an answer of the API to a function, or of a function to pg_net: the headers. */
  headerBytes: 1_000,
  /** What the platform writes down of one scan: a call of a function, two of the API, our own line. */
  logBytes: 5_000,
} as const;

/** Scans at once: `scanner.settings` and `scanner.hosts` as they are installed. */
export const CAPS = { places: 50, greenhouse: 6 } as const;

/** How long rows are kept: `scanner.settings`, and pg_net for its answers. */
export const KEPT = {
  scanDays: 30,
  cronDays: 2,
  textDays: 30,
  responseHours: 6,
} as const;
