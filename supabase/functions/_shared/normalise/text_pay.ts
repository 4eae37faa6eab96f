/**
 * Pay that stands only in the text of an advert.
 *
 * A text is full of money that nobody is paid: funding, bonuses, budgets, the
 * prices of a product. So pay is read only where exactly one amount or range
 * can be it, with a currency and a period; in doubt it is unknown. Whoever uses
 * it marks it as read from the text, and asks only for postings that are kept
 * and whose board states no pay, for it needs the text to be made.
 *
 * @module
 */
import type { SalaryPeriod } from "../posting.ts";
import { dollarsOf } from "./dollars.ts";
import { findMoney, type Money } from "./money.ts";
import { isAlone, type PayContext, readContext } from "./pay_context.ts";

/** Pay as a text tells it. */
export interface TextPay {
  /** Null: "up to". */
  readonly min: number | null;
  /** Null: "from". */
  readonly max: number | null;
  /** ISO 4217. */
  readonly currency: string;
  readonly period: SalaryPeriod;
}

/** More than a person writes into one advert. */
const MAX_AMOUNTS = 100;

/** Currencies of which a year's pay has five or six digits. */
const STRONG = new Set(["$", "USD", "EUR", "GBP", "CAD", "AUD", "NZD", "CHF"]);

/** What is pay at all, for such a period and in a strong currency. */
const BOUNDS = {
  year: [8_000, 2_000_000],
  month: [300, 150_000],
  week: [100, 30_000],
  day: [30, 5_000],
  hour: [3, 1_000],
} as const;

/** Where no period is said, only this can be nothing but a year's. */
const ANNUAL = [20_000, 999_999] as const;

const UP_TO =
  /(?:^|\s)(?:up to|bis zu|jusqu['’]à|hasta|fino a|max(?:imum)?\.?)$/i;
const FROM =
  /(?:^|\s)(?:from|starting (?:at|from)|starts at|ab|à partir de|desde|a partire da|min(?:imum)?\.?|at least)$/i;

const DOLLAR_CODE = /(?<![A-Za-z])(?:USD|CAD|AUD|NZD|SGD|HKD|MXN)(?![A-Za-z])/g;

function isWithin(
  { low, high, currency }: Money,
  [least, most]: readonly [number, number],
): boolean {
  return STRONG.has(currency) ? low >= least && high <= most : low >= least;
}

function periodOf(money: Money, context: PayContext): SalaryPeriod | null {
  const stated = context.period ??
    (/m/i.test(money.unit)
      ? "month"
      : /y/i.test(money.unit)
      ? "year"
      : money.unit
      ? "hour"
      : null);
  if (stated) return isWithin(money, BOUNDS[stated]) ? stated : null;
  return STRONG.has(money.currency) && isWithin(money, ANNUAL) ? "year" : null;
}

/** Null for money that is not pay, "unclear" for what might be. */
function readPay(text: string, money: Money): TextPay | "unclear" | null {
  const { low, high, isRange, currency, start, end } = money;
  const context = readContext(text, start, end);
  if (context.subject === "other") return null;
  const period = periodOf(money, context);
  // A range wider than this is of several jobs, or none.
  const isRangeOfOne = isRange && low < high && high <= low * 5;
  if (!period || (isRange && !isRangeOfOne)) {
    return "unclear";
  }
  const isStated = context.period !== null || money.unit !== "";
  const isPay = context.subject === "pay" ||
    (isRange && isStated) || (isStated && period === "hour") ||
    ((isRange || isStated) && isAlone(text, start, end));
  if (!isPay) return "unclear";
  const isMost = !isRange && UP_TO.test(context.lead);
  const isLeast = !isRange && !isMost &&
    (FROM.test(context.lead) || /^\s?\+/.test(context.tail));
  return {
    min: isMost ? null : low,
    max: isLeast ? null : high,
    currency,
    period,
  };
}

function isSame(a: TextPay, b: TextPay): boolean {
  return a.min === b.min && a.max === b.max && a.currency === b.currency &&
    a.period === b.period;
}

/** Another amount of the same size casts doubt on what was read. */
function isRival({ min, max }: TextPay, { low, high }: Money): boolean {
  const least = min ?? max ?? 0;
  const most = max ?? min ?? 0;
  return !(low === least && high === most) && low <= most * 3 &&
    high >= least / 3;
}

/** "$" is of the one dollar that the text names, else of the country of its places. */
function dollars(text: string, places: readonly string[]): string | null {
  const named = new Set(
    Array.from(text.matchAll(DOLLAR_CODE), ([code]) => code),
  );
  const here = dollarsOf(places);
  if (named.size === 0) return here;
  const [only = null] = named;
  return named.size === 1 && (here === null || here === only) ? only : null;
}

/** The pay that a plain text tells beyond doubt; null in every doubt. */
export function payFromText(
  text: string,
  places: readonly string[] = [],
): TextPay | null {
  const unclear: Money[] = [];
  let found: TextPay | null = null;
  let amounts = 0;
  for (const money of findMoney(text)) {
    if (++amounts > MAX_AMOUNTS) return null;
    const pay = readPay(text, money);
    if (pay === null) continue;
    if (pay === "unclear") unclear.push(money);
    else if (found && !isSame(found, pay)) return null;
    else found = pay;
  }
  if (!found) return null;
  const pay = found;
  if (unclear.some((money) => isRival(pay, money))) return null;
  if (pay.currency !== "$") return pay;
  const currency = dollars(text, places);
  return currency === null ? null : { ...pay, currency };
}
