import { assertEquals } from "@std/assert";
import { payFromText } from "./text_pay.ts";

const HERE = ["Boston, MA"];

function told(text: string, places: readonly string[] = HERE) {
  const pay = payFromText(text, places);
  return pay && [pay.min, pay.max, pay.currency, pay.period];
}

function all(cases: readonly (readonly [string, readonly unknown[] | null])[]) {
  for (const [text, expected] of cases) {
    assertEquals(told(text), expected && [...expected], text);
  }
}

Deno.test("payFromText() reads a range with its period", () => {
  all([
    ["$120,000 - $150,000 per year", [120_000, 150_000, "USD", "year"]],
    ["$120,000.00–$150,000.00 annually", [120_000, 150_000, "USD", "year"]],
    ["We pay $120k to $150k a year.", [120_000, 150_000, "USD", "year"]],
    ["Pay: $120-150k/yr", [120_000, 150_000, "USD", "year"]],
    ["€60.000–75.000 brutto/Jahr", [60_000, 75_000, "EUR", "year"]],
    ["60.000 € bis 75.000 € brutto pro Jahr", [60_000, 75_000, "EUR", "year"]],
    ["40 000 € - 45 000 € par an", [40_000, 45_000, "EUR", "year"]],
    ["between £2,000 and £2,500 per month", [2_000, 2_500, "GBP", "month"]],
    ["$40/hr - $50/hr", [40, 50, "USD", "hour"]],
    ["$18.50 to $21.75 an hour", [18.5, 21.75, "USD", "hour"]],
    ["From the first day you get $45 - $50 per hour in our bakery", [
      45,
      50,
      "USD",
      "hour",
    ]],
    ["From the first day you get £30k to £35k a year in our bakery", [
      30_000,
      35_000,
      "GBP",
      "year",
    ]],
    ["CHF 90'000 - 110'000 p.a.", [90_000, 110_000, "CHF", "year"]],
    ["15 000 - 20 000 PLN brutto per month", [15_000, 20_000, "PLN", "month"]],
    ["1.800-2.200 euro lordi al mese", [1_800, 2_200, "EUR", "month"]],
  ]);
});

Deno.test("payFromText() takes a period that is said before the amount", () => {
  all([
    ["The annual base salary range is $120,000 - $150,000.", [
      120_000,
      150_000,
      "USD",
      "year",
    ]],
    ["Hourly rate: $45", [45, 45, "USD", "hour"]],
    ["Jahresgehalt: 60.000 - 75.000 EUR", [60_000, 75_000, "EUR", "year"]],
    ["Salary (monthly): EUR 3,000 - 3,500", [3_000, 3_500, "EUR", "month"]],
  ]);
});

Deno.test("payFromText() needs no period where an amount can only be a year's", () => {
  all([
    ["£50k-£60k", [50_000, 60_000, "GBP", "year"]],
    ["Bake bread.\n\n£50k - £60k DOE\n\nApply", [
      50_000,
      60_000,
      "GBP",
      "year",
    ]],
    ["Salary: $120,000 - $150,000", [120_000, 150_000, "USD", "year"]],
    ["Compensation\n\n$120,000 - $150,000 USD", [
      120_000,
      150_000,
      "USD",
      "year",
    ]],
    ["A salary of €65,000", [65_000, 65_000, "EUR", "year"]],
    // Of these a month's pay has as many digits, or an hour's as few.
    ["Salary: 45 000 - 50 000 SEK", null],
    ["Salary: 15 000 - 20 000 PLN", null],
    ["Salary: $4,000 - $5,000", null],
    ["Salary: $45", null],
  ]);
});

Deno.test("payFromText() reads one amount as both ends, a floor or a ceiling", () => {
  all([
    ["USD 45/hour", [45, 45, "USD", "hour"]],
    ["From the first day you get $45 per hour in our bakery", [
      45,
      45,
      "USD",
      "hour",
    ]],
    ["There is no bonus. You get $45 per hour.", [45, 45, "USD", "hour"]],
    ["Salary from $90,000 per year", [90_000, null, "USD", "year"]],
    ["Salary up to £70k per annum", [null, 70_000, "GBP", "year"]],
    ["Gehalt ab 50.000 € brutto/Jahr", [50_000, null, "EUR", "year"]],
    ["Pay: $25+ per hour", [25, null, "USD", "hour"]],
  ]);
});

Deno.test("payFromText() believes pay that is repeated, and none of two", () => {
  const range = "The salary is $120,000 - $150,000 per year.";
  all([
    [`${range} Again: $120K–$150K annually.`, [
      120_000,
      150_000,
      "USD",
      "year",
    ]],
    [`${range} In Utah the salary is $100,000 - $130,000 per year.`, null],
    [`${range} $100,000 - $130,000 (Utah).`, null],
    [`${range} Level 2 starts with $160,000.`, null],
    ["Pay: $45/hour ($93,600 annually)", null],
  ]);
});

Deno.test("payFromText() lets money that is no pay stand beside the pay", () => {
  const pay = [120_000, 150_000, "USD", "year"];
  for (
    const other of [
      "We raised $50M in Series B funding.",
      "We raised $150,000 in seed funding.",
      "A $10,000 sign-on bonus.",
      "Bonus: $120,000 - $130,000 per year.",
      "Equity worth $100,000 - $200,000.",
      "OTE: $200,000 - $250,000 per year.",
      "401k match up to $5,000 per year.",
      "A learning budget of $2,000 per year.",
      "$100 per month for internet.",
      "$150,000 in revenue per year.",
      "Customers save $140,000 per year.",
      "A $2 billion market and $130K deals.",
    ]
  ) {
    for (
      const text of [
        `The base salary is $120,000 - $150,000 per year. ${other}`,
        `${other}\nThe base salary is $120,000 - $150,000 per year.`,
      ]
    ) assertEquals(told(text), pay, text);
  }
});

Deno.test("payFromText() reads pay that is named together with what comes on top", () => {
  all([
    ["Salary $120,000 - $150,000 per year plus bonus and equity", [
      120_000,
      150_000,
      "USD",
      "year",
    ]],
    ["$120,000 - $150,000 per year + equity", [
      120_000,
      150_000,
      "USD",
      "year",
    ]],
    ["Benefits, bonus and a salary of $120,000 - $150,000 per year", [
      120_000,
      150_000,
      "USD",
      "year",
    ]],
    ["$60k base / $120k OTE", [60_000, 60_000, "USD", "year"]],
  ]);
});

Deno.test("payFromText() never takes what is not pay", () => {
  all([
    ["We raised $50M.", null],
    ["We raised $50,000,000 last year", null],
    ["$30,000 - $40,000 sign-on bonus", null],
    ["Bonus\n$30,000 - $40,000", null],
    ["Equity: $30,000 - $40,000 per year", null],
    ["The annual OTE for this position is $90,000 - $120,000 USD.", null],
    ["Total compensation: $200,000 - $250,000 per year", null],
    ["401k with a $50,000 cap", null],
    ["401(k), 401k matching, 25 days per year", null],
    ["A marketing budget of $500,000 per year", null],
    ["You close deals of $50k-$100k", null],
    ["$50k-$100k deals", null],
    ["$1,500 annual learning stipend", null],
    ["Tuition reimbursement of $10,000 per year", null],
    ["You save our clients $90,000 per year", null],
    ["Grow revenue from $20,000 to $80,000 per month", null],
    ["120,000 - 150,000 per year", null],
    ["Salary: 5% - 10% per year", null],
    ["$90,000 per year goes to research that we carry out in Ghana", null],
    ["$20,000 - $900,000 per year", null],
    ["$150,000 - $120,000 per year", null],
    ["$12 - $15 per year", null],
    ["$120,000 - €150,000 per year", null],
    ["£120,000 - €150,000 per year", null],
    ["Our platform moves $50M per hour", null],
    ["Between us, $45 and $50 per hour", null],
    ["$50 per hour of coaching", null],
    ["", null],
  ]);
});

Deno.test("payFromText() does not guess whose dollars they are", () => {
  const text = "Pay: $120,000 - $150,000 per year";
  for (
    const [places, currency] of [
      [["Boston, MA"], "USD"],
      [["United States"], "USD"],
      [["Remote - US", "New York"], "USD"],
      [["Remote, Oregon", "Remote"], "USD"],
      [["San Francisco, CA"], "USD"],
      [["Austin, TX 78701"], "USD"],
      [["Toronto, ON"], "CAD"],
      [["Remote (Canada)"], "CAD"],
      [["Perth, WA"], "AUD"],
      [["Sydney, NSW, Australia"], "AUD"],
      [["Boston, MA", "Toronto, ON"], null],
      [["Boston, MA", "London"], null],
      [["Singapore"], null],
      [["Auckland, New Zealand"], null],
      [["Bogotá, Colombia"], null],
      [["Berlin, DE"], null],
      [["Bengaluru, IN"], null],
      [["CA"], null],
      [["Remote"], null],
      [[], null],
    ] as const
  ) {
    assertEquals(
      payFromText(text, places)?.currency ?? null,
      currency,
      places.join("; "),
    );
  }
});

Deno.test("payFromText() believes a dollar that names itself, wherever the place", () => {
  for (
    const [text, currency] of [
      ["Pay: US$120,000 - US$150,000 per year", "USD"],
      ["Pay: $120,000 - $150,000 CAD per year", "CAD"],
      ["Pay: CA$120K – CA$150K per year", "CAD"],
      ["Pay: A$120,000 - A$150,000 per year", "AUD"],
      ["Pay: NZD 120,000 - 150,000 per year", "NZD"],
      ["Pay in USD.\n$120,000 - $150,000 per year", "USD"],
      ["Pay in USD or CAD.\n$120,000 - $150,000 per year", undefined],
    ]
  ) {
    assertEquals(
      payFromText(text ?? "", ["Singapore"])?.currency,
      currency,
      text,
    );
  }
  const text = "All pay is in CAD.\n$120,000 - $150,000 per year";
  assertEquals(told(text, ["Boston, MA"]), null);
  assertEquals(told(text, ["Toronto, ON"]), [
    120_000,
    150_000,
    "CAD",
    "year",
  ]);
});

Deno.test("payFromText() gives up on a text that names money without end", () => {
  const pay = "Salary: $120,000 - $150,000 per year. ";
  assertEquals(told(pay + "$1 ".repeat(99)), [120_000, 150_000, "USD", "year"]);
  assertEquals(told(pay + "$1 ".repeat(100)), null);
});

// Not timed: a reading that is not linear does not come back within the hour.
Deno.test("payFromText() reads a hostile megabyte once", () => {
  const size = 1_000_000;
  for (
    const part of [
      "$",
      "1",
      "1,",
      "1.",
      "1,000",
      "$1",
      "1 ",
      " ",
      "k",
      "$1-",
      "€ 1 000 000 000 ",
      "US $",
      "USD",
      "$1 to ",
      "per year ",
      "salary ",
      "bonus $",
      ". \n",
      "1-1",
      "1 and ",
    ]
  ) {
    const text = part.repeat(Math.ceil(size / part.length));
    assertEquals(payFromText(`${text}x`, HERE), null, part);
  }
});
