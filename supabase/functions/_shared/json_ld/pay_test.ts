import { assertEquals } from "@std/assert";
import { payOf } from "./pay.ts";

/** Minimum, maximum, currency and period. */
function pay(baseSalary: unknown, over: Record<string, unknown> = {}) {
  const { salaryMin, salaryMax, salaryCurrency, salaryPeriod } = payOf({
    baseSalary,
    ...over,
  });
  return [salaryMin, salaryMax, salaryCurrency, salaryPeriod];
}

const NOTHING = [null, null, null, null];

Deno.test("payOf() reads a MonetaryAmount with a QuantitativeValue", () => {
  assertEquals(
    pay({
      "@type": "MonetaryAmount",
      currency: "EUR",
      value: { minValue: 50_000, maxValue: "60000.00", unitText: "Year" },
    }),
    [50_000, 60_000, "EUR", "year"],
  );
});

Deno.test("payOf() reads amounts without the value around them", () => {
  assertEquals(
    pay({ minValue: 18.5, maxValue: 20, currency: "USD", unitText: "HOUR" }),
    [18.5, 20, "USD", "hour"],
  );
  assertEquals(pay({ currency: "USD", value: "4,000", unitText: "MONTH" }), [
    4_000,
    4_000,
    "USD",
    "month",
  ]);
});

Deno.test("payOf() reads a bare number with the advert's currency", () => {
  assertEquals(pay(45_000, { salaryCurrency: "GBP" }), [
    45_000,
    45_000,
    "GBP",
    null,
  ]);
});

Deno.test("payOf() takes the inner period before the outer one", () => {
  assertEquals(
    pay({
      currency: "EUR",
      unitText: "YEAR",
      value: { value: 20, unitText: "hour" },
    }),
    [20, 20, "EUR", "hour"],
  );
  assertEquals(
    pay({ currency: "EUR", unitText: "YEAR", value: { minValue: 20_000 } }),
    [20_000, null, "EUR", "year"],
  );
});

Deno.test("payOf() takes the first of several that pays", () => {
  assertEquals(
    pay([{ currency: "EUR" }, { currency: "EUR", value: [{ value: 5 }] }]),
    [5, 5, "EUR", null],
  );
  assertEquals(
    pay(null, { estimatedSalary: [{ currency: "EUR", value: 7 }] }),
    [7, 7, "EUR", null],
  );
});

Deno.test("payOf() reads pay that is written as a text", () => {
  const cases = [
    ["€ 60.000 - 80.000 per year", [60_000, 80_000, "EUR", "year"]],
    ["$60k–$80K annually", [60_000, 80_000, null, "year"]],
    ["18,50 EUR / hour", [18.5, 18.5, "EUR", "hour"]],
    ["Up to £40,000", [null, 40_000, "GBP", null]],
    ["From 1,250.75 USD a week", [1_250.75, null, "USD", "week"]],
  ] as const;
  for (const [text, expected] of cases) {
    assertEquals(pay(text), [...expected], text);
  }
});

Deno.test("payOf() makes up no pay", () => {
  for (
    const nothing of [
      undefined,
      "Competitive",
      "13 months, 30 days off and 1,000 EUR of pocket money",
      0,
      "",
      {},
      { value: null },
      { value: { minValue: 0, maxValue: 0 }, currency: "EUR" },
      { value: { value: { value: { value: { value: { value: 1 } } } } } },
      true,
    ]
  ) {
    assertEquals(pay(nothing), NOTHING, JSON.stringify(nothing));
  }
});
