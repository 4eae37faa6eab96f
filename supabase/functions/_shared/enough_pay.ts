/**
 * Whether a posting pays what a filter asks for, by the year.
 *
 * @module
 */
import { payInText } from "./pay_in_text.ts";
import type { Posting } from "./posting.ts";
import type { Filter } from "./work_order.ts";

/** How often a period fits into a year of full-time work. */
const PER_YEAR = { year: 1, month: 12, week: 52, day: 230, hour: 1_840 };

/** Details may name it, in a field or in the text. */
function isPayToCome(unknown: readonly (keyof Posting)[]): boolean {
  return unknown.includes("salaryMax") || unknown.includes("description");
}

/**
 * The highest amount that the posting names decides. "unnamed": it names none
 * that could be compared, and the filter insists on one.
 */
export function paysEnough(
  posting: Posting,
  { min_salary, salary_currency, pay_required }: Pick<
    Filter,
    "min_salary" | "salary_currency" | "pay_required"
  >,
  unknown: readonly (keyof Posting)[],
): "yes" | "less" | "unnamed" | "unknown" {
  if (min_salary === null && !pay_required) return "yes";
  const { min, max, currency, period } = payInText(posting) ?? {
    min: posting.salaryMin,
    max: posting.salaryMax,
    currency: posting.salaryCurrency,
    period: posting.salaryPeriod,
  };
  const amount = max ?? min;
  const unnamed = pay_required ? "unnamed" : "yes";
  if (amount === null) return isPayToCome(unknown) ? "unknown" : unnamed;
  if (min_salary === null) return "yes";
  // Another currency, or pay for an unknown time, cannot be compared.
  if (currency !== salary_currency || period === null) return unnamed;
  return amount * PER_YEAR[period] >= min_salary ? "yes" : "less";
}
