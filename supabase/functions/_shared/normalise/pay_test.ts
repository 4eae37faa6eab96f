import { assertEquals } from "@std/assert";
import { amountFromDigits } from "./amounts.ts";
import { NO_SALARY, salary, salaryPeriod } from "./pay.ts";

Deno.test("amountFromDigits() knows thousands from decimals in every country", () => {
  for (
    const [digits, amount] of [
      ["90000", 90_000],
      ["60.000", 60_000],
      ["60,000", 60_000],
      ["60 000", 60_000],
      ["60\u00a0000", 60_000],
      ["60'000", 60_000],
      ["18.50", 18.5],
      ["18,5", 18.5],
      ["1,234.56", 1_234.56],
      ["1.234,56", 1_234.56],
      ["1,234.567", 1_234.567],
      ["12,00,000", 1_200_000],
      ["45000.000", 45_000],
    ] as const
  ) assertEquals(amountFromDigits(digits), amount, digits);
});

Deno.test("amountFromDigits() makes no number of what is none", () => {
  for (
    const digits of ["", " ", ".", "abc", "10k", "1,5.2", "-5", "9".repeat(31)]
  ) {
    assertEquals(amountFromDigits(digits), null, digits);
  }
});

Deno.test("salary() needs an amount", () => {
  for (
    const nothing of [0, null, undefined, "", "0", -5, NaN, Infinity, "DOE"]
  ) {
    assertEquals(
      salary({ min: nothing, max: nothing, currency: "USD", period: "year" }),
      NO_SALARY,
      String(nothing),
    );
  }
});

Deno.test("salary() reads texts, orders the ends and keeps a single one", () => {
  assertEquals(
    salary({ min: "90,000", max: 60_000, currency: " eur", period: "1 YEAR" }),
    {
      salaryMin: 60_000,
      salaryMax: 90_000,
      salaryCurrency: "EUR",
      salaryPeriod: "year",
    },
  );
  assertEquals(
    salary({ min: 0, max: "45.000", currency: "£", period: null }),
    {
      salaryMin: null,
      salaryMax: 45_000,
      salaryCurrency: "GBP",
      salaryPeriod: null,
    },
  );
});

Deno.test("salary() guesses neither whose dollars they are nor a period it has no word for", () => {
  assertEquals(
    salary({ min: 30, max: 40, currency: "$", period: "bi-weekly" }),
    { salaryMin: 30, salaryMax: 40, salaryCurrency: null, salaryPeriod: null },
  );
});

Deno.test("salaryPeriod() knows every word that boards have for it", () => {
  const words: Record<string, string[]> = {
    year: [
      "YEAR",
      "per-year-salary",
      "1 YEAR",
      "YEARLY",
      "annually",
      "per annum",
    ],
    month: ["per-month-salary", "1 MONTH", "MONTHLY"],
    week: ["per-week-salary", "WEEKLY"],
    day: ["per-day-wage", "DAILY", "1 DAY"],
    hour: ["per-hour-wage", "HOURLY", "1 HOUR"],
  };
  for (const [period, texts] of Object.entries(words)) {
    for (const text of texts) assertEquals(salaryPeriod(text), period, text);
  }
  for (
    const text of [
      "one-time",
      "ONE_TIME",
      "NONE",
      "bi-weekly",
      "BIWEEKLY",
      "bi_weekly",
      "2 WEEK",
      "HALF MONTH",
      "SEMI_MONTHLY",
      "quarter of a year",
      "6 MONTH",
      "10 day",
      "",
      null,
    ]
  ) assertEquals(salaryPeriod(text), null, text ?? "null");
});
