/**
 * What a simulated posting pays, where it says so.
 *
 * @module
 */
import type { Place } from "./places.ts";
import type { Random } from "./random.ts";

/** A range of pay as an advert states it. */
export interface Pay {
  readonly min: number;
  readonly max: number;
  readonly currency: string;
  readonly period: "year" | "month" | "hour";
}

/** Some 40 % of adverts state pay, as on the boards that were looked at. */
const STATED_SHARE = 0.42;

const YEARLY = 118_000;

const RUNG_FACTORS: readonly [RegExp, number][] = [
  [/Director|Head of|Vice President/, 1.9],
  [/Principal/, 1.7],
  [/Staff|Lead|Manager/, 1.45],
  [/Senior/, 1.2],
  [/Junior|Associate|Technician|Assistant|Specialist/, 0.65],
];

// What a year's pay comes to in the currency's own numbers.
const CURRENCY_FACTORS: Record<string, number> = {
  USD: 1.25,
  CAD: 1.1,
  GBP: 0.7,
  EUR: 0.72,
  CHF: 1.15,
  SEK: 6.2,
  DKK: 6.8,
  PLN: 2.6,
  INR: 32,
  JPY: 110,
  AUD: 1.3,
  SGD: 1.2,
  BRL: 2.4,
  MXN: 8,
  ILS: 3.6,
  KRW: 900,
  CNY: 4.5,
  TWD: 18,
  MYR: 1.9,
};

function round(amount: number): number {
  const step = amount > 20_000 ? 1_000 : amount > 1_000 ? 100 : 1;
  return Math.round(amount / step) * step;
}

/** The pay that an advert states; null: it states none. */
export function drawPay(
  random: Random,
  { title, employment, places }: {
    title: string;
    employment: string;
    places: readonly Place[];
  },
): Pay | null {
  if (!random.chance(STATED_SHARE)) return null;
  const currency = places[0]?.currency ?? "USD";
  const rung = RUNG_FACTORS.find(([pattern]) => pattern.test(title))?.[1] ?? 1;
  const year = YEARLY * rung * (CURRENCY_FACTORS[currency] ?? 1) *
    (0.85 + random.fraction() * 0.4);
  const period = employment === "internship" || employment === "contract"
    ? "hour"
    : currency === "PLN" || (currency === "EUR" && random.chance(0.06))
    ? "month"
    : "year";
  const base = period === "hour"
    ? year / 2_000
    : period === "month"
    ? year / 12
    : year;
  const min = round(base * 0.86);
  return {
    min,
    max: Math.max(min, round(base * (1 + random.fraction() * 0.3))),
    currency,
    period,
  };
}
