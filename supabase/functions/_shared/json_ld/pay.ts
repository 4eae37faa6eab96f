/**
 * What an advert pays: a number, a text, a MonetaryAmount or a QuantitativeValue,
 * one inside the other or each for itself.
 *
 * @module
 */
import { NO_SALARY, type Salary, salary } from "../normalise/pay.ts";
import { isNode, listOf, type Node, textOf } from "./values.ts";

/** What an outer value says about those inside. */
interface Around {
  readonly currency: string | null;
  readonly period: string | null;
}

export function payOf(node: Node): Salary {
  const around = { currency: textOf(node.salaryCurrency), period: null };
  return readPay([node.baseSalary, node.estimatedSalary], around, 0);
}

function readPay(value: unknown, around: Around, depth: number): Salary {
  if (typeof value === "number") {
    return salary({ min: value, max: value, ...around });
  }
  if (typeof value === "string") return readText(value, around);
  // A QuantitativeValue in a MonetaryAmount in an array is as deep as it gets.
  if (depth > 5) return NO_SALARY;
  if (Array.isArray(value)) {
    for (const one of value) {
      const found = readPay(one, around, depth + 1);
      if (found !== NO_SALARY) return found;
    }
    return NO_SALARY;
  }
  return isNode(value) ? readAmount(value, around, depth) : NO_SALARY;
}

function readAmount(amount: Node, outer: Around, depth: number): Salary {
  const around = {
    currency: textOf(amount.currency) ?? outer.currency,
    period: textOf(amount.unitText) ?? outer.period,
  };
  const range = salary({
    min: numberOf(amount.minValue),
    max: numberOf(amount.maxValue),
    ...around,
  });
  return range !== NO_SALARY ? range : readPay(amount.value, around, depth + 1);
}

function numberOf(value: unknown): number | null {
  const [first] = listOf(value);
  if (typeof first === "number") return first;
  return typeof first === "string" && first.length <= MAX_TEXT
    ? amountsIn(first)[0] ?? null
    : null;
}

/** Longer ones are stories, and a pattern may take its time over them. */
const MAX_TEXT = 100;

const CURRENCIES = new Map([["€", "EUR"], ["£", "GBP"], ["₹", "INR"]]);
const CODE =
  /\b(?:AED|AUD|BRL|CAD|CHF|CNY|CZK|DKK|EUR|GBP|HKD|HUF|ILS|INR|JPY|KRW|MXN|NOK|NZD|PLN|RON|SEK|SGD|THB|TRY|UAH|USD|ZAR)\b/;

/** `€ 60,000 - 80,000 per year`; a text that tells a story tells no pay. */
function readText(text: string, around: Around): Salary {
  const amounts = text.length <= MAX_TEXT ? amountsIn(text) : [];
  const [first, last = first, another] = amounts;
  if (first === undefined || another !== undefined) return NO_SALARY;
  const isAlone = amounts.length === 1;
  const symbol = /[€£₹]/.exec(text)?.[0] ?? "";
  return salary({
    min: isAlone && /\bup to\b|\bmax/i.test(text) ? null : first,
    max: isAlone && /\bfrom\b|\bstarting\b|\bmin|\d\s*\+/i.test(text)
      ? null
      : last,
    currency: around.currency ?? CODE.exec(text)?.[0] ?? CURRENCIES.get(symbol),
    period: around.period ?? text,
  });
}

function amountsIn(text: string): number[] {
  const amounts: number[] = [];
  for (
    const [, digits = "", thousands] of text.matchAll(/(\d[\d.,]*)(k\b)?/gi)
  ) {
    const number = Number(plainNumber(digits));
    if (Number.isFinite(number)) {
      amounts.push(
        thousands ? number * 1000 : number,
      );
    }
  }
  return amounts;
}

/** `60.000` and `60,000` are sixty thousand, `18.50` and `18,50` are not. */
function plainNumber(digits: string): string {
  const bare = digits.replace(/[.,]+$/, "");
  const [whole = "", cents] = bare.split(/[.,](?=\d{1,2}$)/);
  const joined = whole.replace(/[.,]/g, "");
  return cents === undefined ? joined : `${joined}.${cents}`;
}
