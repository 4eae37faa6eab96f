/**
 * The scans as bars along an axis of time: waiting, fetching, writing.
 *
 * @module
 */
import type { Scan, ShownScans } from "./scans.ts";

/** How many boards are drawn at most. */
export const MOST_BARS = 60;

export interface Bar {
  readonly scan: Scan;
  /** On the axis, in milliseconds. */
  readonly from: number;
  /** From dispatch until the function claimed it. */
  readonly wait: number;
  /** Until the listing was read and written; to the end where that is not told. */
  readonly fetch: number;
  /** Until the last details were written. */
  readonly details: number;
}

export interface Timeline {
  readonly bars: readonly Bar[];
  /** How many boards there are, drawn or not. */
  readonly boards: number;
  /** The length of the axis, in milliseconds. */
  readonly span: number;
}

/** Null for a scan that has not begun: there is nothing to draw yet. */
function toBar(scan: Scan, from: number): Bar | null {
  const { waited, took, dispatched_at, listed_at } = scan;
  if (waited === null) return null;
  const listed = listed_at === null
    ? null
    : Date.parse(listed_at) - Date.parse(dispatched_at) - waited;
  const fetch = listed ?? took ?? 0;
  const details = took === null ? 0 : Math.max(0, took - fetch);
  return { scan, from, wait: waited, fetch, details };
}

/** When a bar ends, on the axis. */
export function endOf({ from, wait, fetch, details }: Bar): number {
  return from + wait + fetch + details;
}

/**
 * Lays the scans out: those of one press where they stood in time, those of a
 * day each from its own start. Of too many the longest stay.
 */
export function layOut({ pressedAt, scans }: ShownScans): Timeline {
  const first = Math.min(
    ...scans.map((scan) => Date.parse(scan.dispatched_at)),
  );
  const bars = scans.flatMap((scan) =>
    toBar(
      scan,
      pressedAt === null ? 0 : Date.parse(scan.dispatched_at) - first,
    ) ?? []
  );
  const length = (bar: Bar) => endOf(bar) - bar.from;
  const shown = bars.toSorted((a, b) => length(b) - length(a))
    .slice(0, MOST_BARS)
    .toSorted((a, b) => a.from - b.from || endOf(a) - endOf(b));
  return {
    bars: shown,
    boards: scans.length,
    span: Math.max(1, ...shown.map(endOf)),
  };
}

/** Round steps for an axis of this length, five or so. */
export function ticks(span: number): number[] {
  const rough = span / 5;
  const scale = 10 ** Math.floor(Math.log10(rough));
  const step = scale *
    ([1, 2, 2.5, 5].find((one) => one * scale >= rough) ?? 10);
  return Array.from(
    { length: Math.floor(span / step) + 1 },
    (_, at) => at * step,
  );
}
