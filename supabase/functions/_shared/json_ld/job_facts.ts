/**
 * When an advert was posted and what kind of work it is.
 *
 * @module
 */
import { toDate } from "../normalise/dates.ts";
import { employmentType } from "../normalise/employment.ts";
import type { EmploymentType } from "../posting.ts";
import { localName, type Node, textOf, textsOf } from "./values.ts";

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** Below this an epoch counts seconds: as milliseconds it would be in 1973. */
const SECONDS_BELOW = 100_000_000_000;

/** `Wed Mar 05 00:00:00 UTC 2025` and `Wed, 05 Mar 2025 00:00:00 GMT`. */
const JAVA_DATE =
  /^[a-z]{3} ([a-z]{3}) (\d{1,2}) (\d{2}:\d{2}:\d{2}) (?:UTC|GMT) (\d{4})$/i;
const HTTP_DATE =
  /^[a-z]{3}, (\d{1,2} [a-z]{3} \d{4} \d{2}:\d{2}:\d{2}) (?:UTC|GMT)$/i;

/** An ISO date or time, `MM/DD/YYYY`, an epoch, or what Java and HTTP write; everything else is null, for the engine's own parser invents dates. */
export function postedAt(value: unknown): Date | null {
  const text = textOf(value);
  if (text === null) return null;
  if (/^\d{9,13}$/.test(text)) {
    const epoch = Number(text);
    return toDate(epoch < SECONDS_BELOW ? epoch * 1000 : epoch);
  }
  const slashed = /^(\d{1,2})\/(\d{1,2})\/(\d{4})(?!\d)/.exec(text);
  if (slashed) {
    const [, first = "", second = "", year] = slashed;
    // A month above 12 is a day that was put first.
    const [month, day] = Number(first) > 12 ? [second, first] : [first, second];
    return toDate(`${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`);
  }
  const java = JAVA_DATE.exec(text);
  if (java) return toDate(`${java[2]} ${java[1]} ${java[4]} ${java[3]} UTC`);
  const http = HTTP_DATE.exec(text);
  if (http) return toDate(`${http[1]} UTC`);
  const short = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text);
  if (short) {
    const [, year, month = "", day = ""] = short;
    return toDate(`${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`);
  }
  if (!/^\d{4}-\d{2}-\d{2}(?!\d)/.test(text)) return null;
  const hasTime = /^\S{10}[T ]\d{2}:\d{2}/i.test(text);
  const hasZone = /(?:Z|UTC|GMT|[+-]\d{2}:?\d{2})$/i.test(text.slice(10));
  return toDate(
    !hasTime
      ? text.slice(0, 10)
      : hasZone
      ? text
      : `${text.replace(" ", "T")}Z`,
  );
}

/**
 * When an advert was posted. Some iCIMS pages make their dates up, two years
 * before the request and one after it: such a date tells nothing.
 */
export function postedAtOf(node: Node): Date | null {
  const posted = postedAt(node.datePosted);
  const until = postedAt(node.validThrough);
  if (!posted || !until || posted.getTime() % DAY_MS === 0) return posted;
  const made = new Date(posted);
  made.setUTCFullYear(made.getUTCFullYear() + 3);
  return Math.abs(until.getTime() - made.getTime()) < MINUTE_MS ? null : posted;
}

/** Of several the one that says most: an internship is full-time as well. */
export function employmentOf(value: unknown): EmploymentType | null {
  const kinds = textsOf(value)
    .flatMap((text) => text.split(/[,;|]/))
    .flatMap((text) => employmentType(localName(text)) ?? []);
  const isHours = (kind: EmploymentType) =>
    kind === "full_time" || kind === "part_time";
  return kinds.find((kind) => !isHours(kind) && kind !== "other") ??
    kinds.find((kind) => kind !== "other") ?? kinds[0] ?? null;
}
