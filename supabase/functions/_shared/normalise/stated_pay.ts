/**
 * Pay in a company's own words, from a field that holds nothing else:
 * `$75 - $95 / hr`, `€60.000`, `$85K-$88K dependent upon experience`. Pay in the
 * text of an advert is text_pay.ts's.
 *
 * @module
 */
import { amountFromDigits } from "./amounts.ts";
import { NO_SALARY, type Salary, salary } from "./pay.ts";

const AMOUNT = String.raw`(\d[\d.,]*)\s*(k\b)?`;
const MONEY = String.raw`(?:[A-Z]{3}\s*)?[$€£₹]?\s*`;
const CODE_BEHIND = String.raw`(?:\s*(?:[A-Z]{3}\b|[€£]))?`;

// The whole text: what else has digits in it tells of more than pay.
const STATED = new RegExp(
  String
    .raw`^\s*(from|starting at|up to)?\s*${MONEY}${AMOUNT}${CODE_BEHIND}\s*(\+)?(?:\s*(?:-|–|—|to)\s*${MONEY}${AMOUNT}${CODE_BEHIND})?([^\d]*)$`,
  "i",
);

const SYMBOLS = new Map([["€", "EUR"], ["£", "GBP"], ["₹", "INR"]]);
const CODE = /\b(?:AUD|CAD|CHF|CZK|DKK|EUR|GBP|INR|NOK|NZD|PLN|SEK|SGD|USD)\b/;
const DOLLARS = new Map([
  ["us", "USD"],
  ["united states", "USD"],
  ["ca", "CAD"],
  ["canada", "CAD"],
  ["au", "AUD"],
  ["australia", "AUD"],
]);

const SHORT_PERIODS: readonly (readonly [RegExp, string])[] = [
  [/\bhr\b|\bp\.?h\b/i, "hour"],
  [/\bwk\b/i, "week"],
  [/\bmo\b/i, "month"],
  [/\byr\b|\bp\.?a\b/i, "year"],
];

/** Nothing for a text that can be read in two ways; `country` says whose dollars they are. */
export function statedPay(
  text: string | null | undefined,
  country: string | null | undefined,
): Salary {
  // A number alone might as well be years of experience.
  if (!text || text.length > 100 || !namesMoney(text)) return NO_SALARY;
  const stated = STATED.exec(text);
  if (!stated) return NO_SALARY;
  const [, bound = "", low = "", lowK, plus, high, highK, rest = ""] = stated;
  const first = amountOf(low, lowK ?? highK);
  const second = high === undefined ? null : amountOf(high, highK);
  const isMost = /up to/i.test(bound);
  const isLeast = /from|starting/i.test(bound) || plus !== undefined;
  return salary({
    min: isMost && second === null ? null : first,
    max: second ?? (isLeast ? null : first),
    currency: currencyOf(text, country),
    period: SHORT_PERIODS.find(([short]) => short.test(rest))?.[1] ?? rest,
  });
}

function namesMoney(text: string): boolean {
  return /[$€£₹]/.test(text) || CODE.test(text);
}

function currencyOf(
  text: string,
  country: string | null | undefined,
): string | null {
  const [symbol = ""] = /[€£₹]/.exec(text) ?? [];
  const [code] = CODE.exec(text) ?? [];
  return code ?? SYMBOLS.get(symbol) ??
    DOLLARS.get((country ?? "").trim().toLowerCase()) ?? null;
}

function amountOf(
  digits: string,
  thousands: string | undefined,
): number | null {
  const amount = amountFromDigits(digits.replace(/[.,]+$/, ""));
  return amount !== null && thousands ? amount * 1_000 : amount;
}
