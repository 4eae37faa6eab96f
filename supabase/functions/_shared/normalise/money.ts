/**
 * Amounts and ranges of money in a text: `$120k–$150k`, `EUR 60.000`, `45 €`.
 *
 * Linear in the length of the text: every repetition is bounded, and none
 * begins inside a number.
 *
 * @module
 */
import { amountFromDigits } from "./amounts.ts";

/** One amount or range of money. */
export interface Money {
  readonly low: number;
  /** Equal to `low` where it is no range. */
  readonly high: number;
  readonly isRange: boolean;
  /** ISO 4217, or "$" where nothing beside it says whose. */
  readonly currency: string;
  /** What stands between the ends of "$40/hr - $50/hr" and is said of both. */
  readonly unit: string;
  readonly start: number;
  readonly end: number;
}

const CODES =
  "USD|EUR|GBP|CAD|AUD|NZD|CHF|SGD|HKD|INR|PLN|SEK|NOK|DKK|CZK|HUF|RON|BRL|MXN|ILS|ZAR|JPY|AED";
const SIGN = String
  .raw`(?:(?<![A-Za-z])(?:USD?|CAD?|C|AUD?|A|NZD?|SGD?|S|HKD?|MXN?|R) ?)?\$|[€£₹₪]|(?<![A-Za-z])(?:${CODES}|zł|[Ee]uros?)(?![A-Za-z])`;
const DIGITS = String
  .raw`(?<![\d.,])(?:\d{1,3}(?:[.,'’ \u00a0\u202f]\d{3}){1,3}|\d{1,9})(?:[.,]\d{1,2})?(?!\d)`;
const THOUSANDS = String.raw`\s?[kK](?![A-Za-z])`;
/** Nobody earns millions, and a percentage is no amount. */
const MORE = String
  .raw`\s?(?:(?:[MB]|MM|[mb]n|[Mm]illion|[Bb]illion|Mio|Mrd|lakhs?|LPA|crore)(?![A-Za-z])|%)`;
const UNIT = String
  .raw`\s?(?:\/|per )\s?(?:hour|hr|h|year|yr|month)(?![A-Za-z])`;
const TO = "-|–|—|−|(?:to|bis|à|a|al|and|und|et|y|e) ";

function amountPattern(n: 1 | 2): string {
  return String
    .raw`(?<before${n}>${SIGN})?\s?(?<digits${n}>${DIGITS})(?<k${n}>${THOUSANDS})?(?<more${n}>${MORE})?(?:\s?(?<after${n}>${SIGN})(?!\s?\d))?`;
}

const ONE = amountPattern(1);
const RANGE = `${ONE}(?<unit>${UNIT})?\\s?(?<to>${TO})\\s?${amountPattern(2)}`;

/** Where a number begins: to look for that is cheap, for a sign it is not. */
const NUMBER = /(?<![\d.,])\d/g;
const SIGN_BEFORE = new RegExp(`(?:${SIGN})\\s?$`, "u");
/** The longest sign, "NZD $", a space, and the letter that would make it a word. */
const LONGEST_SIGN = 7;

/** "between 40 and 50" is a range, "40 and 50" are two amounts. */
const AND = /^(?:and|und|et|y|e) $/;
const BETWEEN = /\b(?:between|zwischen|entre|tra|fra)\s{0,3}$/i;

const SIGNS = new Map([
  ["€", "EUR"],
  ["euro", "EUR"],
  ["euros", "EUR"],
  ["£", "GBP"],
  ["₹", "INR"],
  ["₪", "ILS"],
  ["zł", "PLN"],
  ["us$", "USD"],
  ["usd$", "USD"],
  ["ca$", "CAD"],
  ["cad$", "CAD"],
  ["c$", "CAD"],
  ["au$", "AUD"],
  ["aud$", "AUD"],
  ["a$", "AUD"],
  ["nz$", "NZD"],
  ["nzd$", "NZD"],
  ["sg$", "SGD"],
  ["sgd$", "SGD"],
  ["s$", "SGD"],
  ["hk$", "HKD"],
  ["hkd$", "HKD"],
  ["mx$", "MXN"],
  ["mxn$", "MXN"],
  ["r$", "BRL"],
]);
const DOLLARS = new Set(["USD", "CAD", "AUD", "NZD", "SGD", "HKD", "MXN"]);

/** One currency, if the signs agree; "$" agrees with every dollar. */
function currencyOf(signs: readonly (string | undefined)[]): string | null {
  const codes = new Set(
    signs.flatMap((sign) => {
      const bare = sign?.replace(" ", "").toLowerCase();
      if (!bare) return [];
      return bare === "$" ? "$" : SIGNS.get(bare) ?? bare.toUpperCase();
    }),
  );
  const isDollar = codes.size === 2 && codes.delete("$");
  const [code = null, another] = codes;
  if (code === null || another !== undefined) return null;
  return isDollar && !DOLLARS.has(code) ? null : code;
}

/** A digit or three, as in "120-150k", where the one K is for both. */
const SHORT = /^\d{1,3}(?:[.,]\d{1,2})?$/;

function amountOf(digits: string, own?: string, other?: string): number {
  const amount = amountFromDigits(digits) ?? NaN;
  const isThousands = own !== undefined ||
    (other !== undefined && SHORT.test(digits));
  return isThousands ? Math.round(amount * 1_000) : amount;
}

/** Null for a number without a currency, with two, or too large for pay. */
function read(found: RegExpExecArray): Money | null {
  const part = found.groups ?? {};
  const currency = currencyOf([
    part.before1,
    part.after1,
    part.before2,
    part.after2,
  ]);
  if (currency === null || part.more1 || part.more2) return null;
  const low = amountOf(part.digits1 ?? "", part.k1, part.k2);
  return {
    low,
    high: part.digits2 === undefined
      ? low
      : amountOf(part.digits2, part.k2, part.k1),
    isRange: part.digits2 !== undefined,
    currency,
    unit: part.unit ?? "",
    start: found.index,
    end: found.index + found[0].length,
  };
}

/** Yields the money in a text, in its order. */
export function* findMoney(text: string): Generator<Money> {
  const one = new RegExp(ONE, "uy");
  const range = new RegExp(RANGE, "uy");
  let from = 0;
  for (const { index } of text.matchAll(NUMBER)) {
    if (index < from) continue;
    const before = text.slice(Math.max(from, index - LONGEST_SIGN), index);
    const start = index - (SIGN_BEFORE.exec(before)?.[0].length ?? 0);
    one.lastIndex = range.lastIndex = start;
    let found = one.exec(text);
    if (!found) continue;
    const whole = range.exec(text);
    const isBetween = () =>
      BETWEEN.test(text.slice(Math.max(0, start - 20), start));
    if (whole && (!AND.test(whole.groups?.to ?? "") || isBetween())) {
      found = whole;
    }
    from = start + found[0].length;
    const money = read(found);
    if (money) yield money;
  }
}
