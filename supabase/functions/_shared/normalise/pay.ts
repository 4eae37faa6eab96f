/**
 * Pay, as boards write its parts.
 *
 * @module
 */
import type { Posting, SalaryPeriod } from "../posting.ts";
import { amountFromDigits } from "./amounts.ts";

/** The part of a posting that says what it pays. */
export type Salary = Pick<
  Posting,
  "salaryMin" | "salaryMax" | "salaryCurrency" | "salaryPeriod"
>;

export const NO_SALARY: Salary = {
  salaryMin: null,
  salaryMax: null,
  salaryCurrency: null,
  salaryPeriod: null,
};

const PERIODS: readonly (readonly [RegExp, SalaryPeriod])[] = [
  [/year|annual|annum/, "year"],
  [/month/, "month"],
  [/week/, "week"],
  [/da(?:y|ily)/, "day"],
  [/hour/, "hour"],
];

/** Two weeks, half a month, once: times for which there is no word here. */
const OTHER_PERIOD =
  /bi-?[\s_]?(?:week|month|annual|year)|semi|half|quarter|twice|fortnight|one-?[\s_]?time|(?<![\d.,])(?:[02-9]|\d{2,})[\s_-](?:year|month|week|day|hour)/;

/** Signs of one currency alone; a dollar or a crown is of many countries. */
const SIGNS = new Map([["€", "EUR"], ["£", "GBP"], ["₹", "INR"]]);

/** `per-year-salary`, `1 YEAR`, `HOURLY`, …; null for a period we have no word for (two weeks, once). */
export function salaryPeriod(
  text: string | null | undefined,
): SalaryPeriod | null {
  const words = (text ?? "").toLowerCase();
  if (OTHER_PERIOD.test(words)) return null;
  return PERIODS.find(([pattern]) => pattern.test(words))?.[1] ?? null;
}

function amount(value: number | string | null | undefined): number | null {
  const number = typeof value === "string" ? amountFromDigits(value) : value;
  return number && Number.isFinite(number) && number > 0 ? number : null;
}

/** Puts the parts together; without any amount there is no salary. */
export function salary(parts: {
  min: number | string | null | undefined;
  max: number | string | null | undefined;
  currency: string | null | undefined;
  period: string | null | undefined;
}): Salary {
  const min = amount(parts.min);
  const max = amount(parts.max);
  if (min === null && max === null) return NO_SALARY;
  const [low, high] = min !== null && max !== null && min > max
    ? [max, min]
    : [min, max];
  const currency = (parts.currency ?? "").trim().toUpperCase();
  return {
    salaryMin: low,
    salaryMax: high,
    salaryCurrency: SIGNS.get(currency) ??
      (/^[A-Z]{3}$/.test(currency) ? currency : null),
    salaryPeriod: salaryPeriod(parts.period),
  };
}
