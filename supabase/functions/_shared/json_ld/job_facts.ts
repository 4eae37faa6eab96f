/**
 * When an advert was posted and what kind of work it is.
 *
 * @module
 */
import { toDate } from "../normalise/dates.ts";
import { employmentType } from "../normalise/employment.ts";
import type { EmploymentType } from "../posting.ts";
import { localName, textOf, textsOf } from "./values.ts";

/** Below this an epoch counts seconds: as milliseconds it would be in 1973. */
const SECONDS_BELOW = 100_000_000_000;

/** An ISO date or time, `MM/DD/YYYY`, or an epoch; everything else is null, for the engine's own parser invents dates. */
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
