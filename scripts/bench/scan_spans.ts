/**
 * What the time of one scan of a batch consists of, from the request to its last
 * row, and that as a bar.
 *
 * @module
 */
import type { DoorCall } from "./door_log.ts";

/** What time is spent on, in the order in which it mostly comes. */
export const SPANS = [
  "place",
  "net",
  "start",
  "doors",
  "board",
  "pace",
  "rest",
] as const;

/** Milliseconds by what they were spent on. */
export type Spans = Readonly<Record<typeof SPANS[number], number>>;

/** What is known of a scan; times as `Date.now()` gives them. */
export interface ScanTimes {
  readonly requestedAt: number;
  readonly dispatchedAt: number;
  readonly takenAt: number;
  /** Its own, in their order. */
  readonly calls: readonly DoorCall[];
  /** By its last answer to the listing. */
  readonly requests: number;
  /** What the board itself needs for its list, and for so many details. */
  readonly listMs: number;
  readonly detailsMs: (details: number) => number;
}

/** One scan, with the times after the request at which something new began. */
export interface Timed {
  readonly spans: Spans;
  readonly dispatched: number;
  readonly begun: number;
  readonly listed: number;
  readonly ended: number;
}

/** The board's own time within a window, then what its pace adds to that. */
function windowOf(ms: number, boardMs: number, pacedMs: number) {
  const board = Math.min(ms, boardMs);
  const pace = Math.min(ms - board, Math.max(0, pacedMs - board));
  return { board, pace };
}

/**
 * Takes a scan apart.
 *
 * @throws {Error} when it did not come to its end: what it took means nothing.
 */
export function timeScan(times: ScanTimes): Timed {
  const { requestedAt, dispatchedAt, takenAt, calls } = times;
  const one = (door: string) => calls.find((call) => call.door === door);
  const begin = one("begin_scan");
  const finish = one("finish_scan");
  const last = calls.at(-1);
  if (!begin || !finish || !last || one("fail_scan")) {
    throw new Error("Cannot tell what a scan's time went to: it failed");
  }

  const list = windowOf(
    finish.from - begin.to,
    times.listMs,
    begin.requestsPerSecond === null
      ? 0
      // The first is sent at once.
      : (times.requests - 1) / begin.requestsPerSecond * 1_000,
  );

  // The pace may be another one after each save.
  let details = 0;
  let pacedMs = 0;
  let perSecond = finish.requestsPerSecond;
  const saves = calls.filter(({ door }) => door === "save_details");
  for (const save of saves) {
    details += save.postings;
    if (perSecond !== null) pacedMs += save.postings / perSecond * 1_000;
    perSecond = save.requestsPerSecond;
  }
  const reading = windowOf(
    last === finish ? 0 : last.from - finish.to,
    times.detailsMs(details),
    pacedMs,
  );

  const took = (call: DoorCall) => call.to - call.from;
  const whole = last.to - requestedAt;
  const known = {
    place: dispatchedAt - requestedAt,
    net: takenAt - dispatchedAt,
    start: begin.from - takenAt,
    doors: took(begin) + took(finish) + (last === finish ? 0 : took(last)),
    board: list.board + reading.board,
    pace: list.pace + reading.pace,
  };
  const sum = Object.values(known).reduce((a, b) => a + b, 0);
  return {
    spans: { ...known, rest: whole - sum },
    dispatched: dispatchedAt - requestedAt,
    begun: begin.from - requestedAt,
    listed: finish.to - requestedAt,
    ended: whole,
  };
}

/** What the parts of a bar look like. */
export const MARKS = {
  place: "·",
  way: "-",
  list: "█",
  details: "▒",
} as const;

/** The bar of a scan on an axis that is `span` milliseconds long. */
export function drawBar(
  { dispatched, begun, listed, ended }: Timed,
  span: number,
  width: number,
): string {
  const at = (ms: number) => Math.round(ms / span * width);
  const until = (bar: string, ms: number, mark: string) =>
    bar + mark.repeat(Math.max(0, at(ms) - bar.length));
  let bar = until("", dispatched, MARKS.place);
  bar = until(bar, begun, MARKS.way);
  // What is shorter than a sign is still there.
  bar = until(bar + MARKS.list, listed, MARKS.list).slice(0, width);
  return until(bar, ended, MARKS.details).padEnd(width);
}
