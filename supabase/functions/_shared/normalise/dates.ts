/**
 * Dates, as boards write them. A date that cannot be read is null; none is
 * ever made up, and so the engine's own parser gets only what it cannot
 * misread: it takes "Level 3" for a day in 2001 and February 30 for one in March.
 *
 * @module
 */

const EARLIEST = Date.UTC(1995, 0, 1);
const LATEST = Date.UTC(2100, 0, 1);

/** As milliseconds such a number is in 1970, as seconds between 1995 and 2100. */
const SECONDS_BELOW = LATEST / 1000;

const MONTHS =
  "january february march april may june july august september october november december"
    .split(" ");

const ISO = /^(\d{4})-(\d{2})-(\d{2})(?=$|[T ])/i;
const TIME =
  /^[T ]+(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s{0,3}(.{0,12})$/i;
const ZONE = /^([+-])(\d{2}):?(\d{2})?$/;
/** RSS: `Wed, 05 Aug 2026 10:10:39 +0000`. */
const DAY_FIRST =
  /^(?:[a-z]{3,9},? )?(\d{1,2}) ([a-z]{3,9})\.?,? (\d{4})(?=$| )/i;
/** `August 5, 2026`. */
const MONTH_FIRST = /^([a-z]{3,9})\.? (\d{1,2}),? (\d{4})(?=$| )/i;

function monthOf(name: string): number {
  const start = name.toLowerCase().replace(/^sept$/, "sep");
  return MONTHS.findIndex((month) =>
    month === start || month.slice(0, 3) === start
  ) + 1;
}

/** The day's midnight UTC; null for a day that no calendar has. */
function midnight(year: number, month: number, day: number): number | null {
  const ms = Date.UTC(year, month - 1, day);
  const date = new Date(ms);
  return date.getUTCFullYear() === year && date.getUTCDate() === day
    ? ms
    : null;
}

/** How far UTC is behind a zone, in ms; a time without a zone is meant as UTC. */
function offsetOf(zone: string): number | null {
  if (/^(?:Z|UTC|GMT)?$/i.test(zone)) return 0;
  const parts = ZONE.exec(zone);
  if (!parts) return null;
  const minutes = Number(parts[2]) * 60 + Number(parts[3] ?? 0);
  return (parts[1] === "-" ? -1 : 1) * minutes * 60_000;
}

function timeOf(text: string): number | null {
  if (text.trim() === "") return 0;
  const parts = TIME.exec(text);
  if (!parts) return null;
  const [, hours, minutes, seconds = "0", fraction = "0", zone = ""] = parts;
  const offset = offsetOf(zone.trim());
  if (
    offset === null || Number(hours) > 23 || Number(minutes) > 59 ||
    Number(seconds) > 60
  ) return null;
  return (Number(hours) * 60 + Number(minutes)) * 60_000 +
    Number(seconds) * 1000 + Math.floor(Number(`0.${fraction}`) * 1000) -
    offset;
}

function fromText(text: string): number | null {
  if (/^\d{9,13}$/.test(text)) return fromNumber(Number(text));
  let day: number | null = null;
  let parts = ISO.exec(text);
  if (parts) {
    day = midnight(Number(parts[1]), Number(parts[2]), Number(parts[3]));
  } else if ((parts = DAY_FIRST.exec(text))) {
    day = midnight(Number(parts[3]), monthOf(parts[2] ?? ""), Number(parts[1]));
  } else if ((parts = MONTH_FIRST.exec(text))) {
    day = midnight(Number(parts[3]), monthOf(parts[1] ?? ""), Number(parts[2]));
  }
  if (day === null || !parts) return null;
  const time = timeOf(text.slice(parts[0].length));
  return time === null ? null : day + time;
}

function fromNumber(value: number): number {
  return value < SECONDS_BELOW ? value * 1000 : value;
}

/**
 * An ISO date or time, `2026-08-05 10:10:39 UTC`, the date of an RSS feed, or
 * an epoch in seconds or milliseconds; a date without a time is midnight UTC.
 */
export function toDate(value: string | number | null | undefined): Date | null {
  if (value === null || value === undefined) return null;
  const ms = typeof value === "number"
    ? fromNumber(value)
    : fromText(value.trim());
  return ms !== null && ms >= EARLIEST && ms < LATEST ? new Date(ms) : null;
}

/**
 * The day that "Posted Today", "Posted Yesterday" or "Posted 3 Days Ago" means,
 * at midnight UTC; null for "Posted 30+ Days Ago", which has no lower end.
 */
export function dateFromAge(
  text: string | null | undefined,
  now: Date,
): Date | null {
  const match = /\b(?:(today)|(yesterday)|(?<![+\d])(\d{1,4}) days? ago)\s*$/i
    .exec(text ?? "");
  if (!match) return null;
  const days = match[1] ? 0 : match[2] ? 1 : Number(match[3]);
  return toDate(
    Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate() - days),
  );
}
