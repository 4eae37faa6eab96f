import { assertEquals } from "@std/assert";
import { NO_SALARY } from "./pay.ts";
import { statedPay } from "./stated_pay.ts";

function told(text: string, country: string | null = null) {
  const { salaryMin, salaryMax, salaryCurrency, salaryPeriod } = statedPay(
    text,
    country,
  );
  return [salaryMin, salaryMax, salaryCurrency, salaryPeriod];
}

Deno.test("statedPay() reads a range, an amount, a floor and a ceiling", () => {
  assertEquals(told("$75 - $95 / hr", "US"), [75, 95, "USD", "hour"]);
  assertEquals(told("€60.000 – €80.000 per year"), [
    60_000,
    80_000,
    "EUR",
    "year",
  ]);
  assertEquals(told("£32,500"), [32_500, 32_500, "GBP", null]);
  assertEquals(told("18,50 EUR to 21,00 EUR hourly"), [
    18.5,
    21,
    "EUR",
    "hour",
  ]);
  assertEquals(told("From $90,000 / yr", "us"), [90_000, null, "USD", "year"]);
  assertEquals(told("$90k+ a month", "CA"), [90_000, null, "CAD", "month"]);
  assertEquals(told("Up to CHF 120000"), [null, 120_000, "CHF", null]);
});

Deno.test("statedPay() takes a K for both ends of a range that bears it once", () => {
  assertEquals(
    told("$85K-$88K dependent upon experience", "United States"),
    [85_000, 88_000, "USD", null],
  );
  assertEquals(told("$85-88k / yr", "US"), [85_000, 88_000, "USD", "year"]);
});

Deno.test("statedPay() does not guess whose dollars they are", () => {
  assertEquals(told("$75 / hr"), [75, 75, null, "hour"]);
  assertEquals(told("$75 / hr", "SG"), [75, 75, null, "hour"]);
  assertEquals(told("$75 AUD / hr", "US"), [75, 75, "AUD", "hour"]);
});

Deno.test("statedPay() reads nothing from what can be read in two ways", () => {
  for (
    const text of [
      "",
      "Competitive",
      "DOE",
      "2 - 3 years",
      "50000",
      "$50,000 + 401k",
      "$50,000 and a 10 % bonus",
      "$20-$25 per hour, 40 hours a week",
      "$1 $2 $3",
      `$50,000 ${"a".repeat(100)}`,
      "$".repeat(100_000),
    ]
  ) assertEquals(statedPay(text, "US"), NO_SALARY, text.slice(0, 60));
  assertEquals(statedPay(null, "US"), NO_SALARY);
});
