import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { createJudge, createJudges } from "./judge.ts";
import { EMPTY_POSTING, type Posting } from "./posting.ts";
import type { Filter } from "./work_order.ts";

function posting(over: Partial<Posting> = {}): Posting {
  return {
    ...EMPTY_POSTING,
    externalId: "1",
    title: "Senior Backend Engineer",
    url: "https://acme.example/1",
    locations: ["Berlin, Germany"],
    ...over,
  };
}

function filter(over: Partial<Filter> = {}): Filter {
  return {
    name: "mine",
    title_any: [],
    title_none: [],
    locations_any: [],
    workplace: [],
    employment: [],
    employment_required: false,
    companies_none: [],
    keywords: {},
    min_salary: null,
    salary_currency: null,
    pay_required: false,
    min_score: null,
    ...over,
  };
}

function verdict(
  over: Partial<Filter>,
  of: Partial<Posting> = {},
  unknown: (keyof Posting)[] = [],
) {
  return createJudge([filter(over)])(posting(of), unknown).verdict;
}

Deno.test("the judge keeps everything when there is no filter", () => {
  assertEquals(createJudge([])(posting(), []).verdict, "match");
});

Deno.test("the judge finds whole words and phrases in titles, whatever their case", () => {
  assertEquals(verdict({ title_any: ["BACKEND"] }), "match");
  assertEquals(verdict({ title_any: ["backend   engineer"] }), "match");
  assertEquals(verdict({ title_any: ["end"] }), "rejected");
  assertEquals(verdict({ title_any: ["engin*"] }), "match");
  assertEquals(
    verdict({ title_any: ["c++"] }, { title: "C++ Developer" }),
    "match",
  );
  assertEquals(
    verdict({ title_any: ["INGÉNIEUR"] }, { title: "ingénieur logiciel" }),
    "match",
  );
});

Deno.test("the judge rejects a title with an unwanted word", () => {
  assertEquals(verdict({ title_none: ["senior"] }), "rejected");
  assertEquals(
    verdict({ title_none: ["intern"] }, { title: "Internal Tools Engineer" }),
    "match",
  );
});

Deno.test("the judge takes one of the wanted places, and remote for the word remote", () => {
  assertEquals(verdict({ locations_any: ["germany"] }), "match");
  assertEquals(verdict({ locations_any: ["london"] }), "rejected");
  assertEquals(
    verdict({ locations_any: ["remote"] }, { workplace: "remote" }),
    "match",
  );
});

Deno.test("the judge compares pay by the year, and passes what it cannot compare", () => {
  const wanted = { min_salary: 80_000, salary_currency: "EUR" };
  const pay = { salaryCurrency: "EUR", salaryPeriod: "month" } as const;
  assertEquals(verdict(wanted, { ...pay, salaryMax: 7_000 }), "match");
  assertEquals(verdict(wanted, { ...pay, salaryMax: 5_000 }), "rejected");
  assertEquals(
    verdict(wanted, { ...pay, salaryCurrency: "USD", salaryMax: 1 }),
    "match",
  );
  assertEquals(verdict(wanted), "match");
});

Deno.test("the judge leaves out what names no pay, or none to compare, where pay is required", () => {
  const pay = {
    salaryMax: 1,
    salaryCurrency: "USD",
    salaryPeriod: "hour",
  } as const;
  const required = { pay_required: true };
  assertEquals(verdict(required), "rejected");
  assertEquals(verdict(required, pay), "match");
  assertEquals(verdict(required, {}, ["salaryMax"]), "provisional");
  const euros = { ...required, min_salary: 1, salary_currency: "EUR" };
  assertEquals(verdict(euros, pay), "rejected");
  assertEquals(verdict({ ...euros, salary_currency: "USD" }, pay), "match");
  assertEquals(
    verdict({ ...euros, salary_currency: "USD" }, {
      ...pay,
      salaryPeriod: null,
    }),
    "rejected",
  );
});

Deno.test("the judge passes an employment that nobody says, unless it must be said", () => {
  const employment = ["full_time" as const];
  assertEquals(verdict({ employment }), "match");
  assertEquals(
    verdict({ employment }, { employmentType: "other" }),
    "rejected",
  );
  assertEquals(verdict({ employment }, {}, ["employmentType"]), "provisional");
  const strict = { employment, employment_required: true };
  assertEquals(verdict(strict), "rejected");
  assertEquals(verdict(strict, {}, ["employmentType"]), "provisional");
  assertEquals(verdict({ employment_required: true }), "match");
});

Deno.test("the judge takes a workplace that nobody says for one that is not remote", () => {
  assertEquals(verdict({ workplace: ["remote"] }), "rejected");
  assertEquals(verdict({ workplace: ["remote", "hybrid"] }), "rejected");
  assertEquals(verdict({ workplace: ["hybrid", "onsite"] }), "match");
  assertEquals(
    verdict({ workplace: ["onsite"] }, { workplace: "remote" }),
    "rejected",
  );
});

Deno.test("the judge leaves out the companies of a block list, by the advert or else by the source", () => {
  const judge = createJudge([
    filter({ companies_none: ["acme", "globex corp*"] }),
  ], "Acme GmbH");
  const of = (company: string | null) =>
    judge(posting({ company }), []).verdict;
  assertEquals(of(null), "rejected");
  assertEquals(of("ACMÉ Ltd"), "rejected");
  assertEquals(of("Globex Corporation"), "rejected");
  assertEquals(of("Acmeist"), "match");
  assertEquals(of("Globex"), "match");
  const unnamed = createJudge([filter({ companies_none: ["acme"] })]);
  assertEquals(unnamed(posting(), []).verdict, "match");
});

Deno.test("the judge keeps provisionally only what may still reach the score", () => {
  const wanted = { keywords: { deno: 30, rust: 20, php: -20 } };
  const title = "PHP Engineer";
  assertEquals(
    verdict({ ...wanted, min_score: 80 }, { title }, ["description"]),
    "provisional",
  );
  assertEquals(
    verdict({ ...wanted, min_score: 81 }, { title }, ["description"]),
    "rejected",
  );
});

Deno.test("the judge keeps provisionally what only the details can tell", () => {
  assertEquals(verdict({ workplace: ["remote"] }), "rejected");
  assertEquals(
    verdict({ workplace: ["remote"] }, {}, ["workplace"]),
    "provisional",
  );
  assertEquals(
    verdict({ locations_any: ["london"] }, { locations: [] }, ["locations"]),
    "provisional",
  );
  assertEquals(
    verdict({ keywords: { deno: 30 }, min_score: 70 }, {}, ["description"]),
    "provisional",
  );
  assertEquals(
    verdict({ min_salary: 1, salary_currency: "EUR" }, {}, ["salaryMax"]),
    "provisional",
  );
});

Deno.test("the judge says what made the score", () => {
  const judge = createJudge([
    filter({
      title_any: ["backend"],
      keywords: { typescript: 20, engineer: 5, php: -10 },
    }),
  ]);
  const { score, reasons } = judge(
    posting({ description: () => "We write TypeScript, and some PHP." }),
    [],
  );
  assertEquals(score, 75);
  assertEquals(reasons, [
    "+10 title: backend",
    "+20 text: typescript",
    "+5 title: engineer",
    "-10 text: php",
  ]);
});

Deno.test("the judge makes a text only for filters that read it", () => {
  const description = () => {
    throw new Error("The text was made");
  };
  assertEquals(verdict({ title_any: ["backend"] }, { description }), "match");
  assertEquals(
    verdict({ title_any: ["nurse"], keywords: { x: 1 } }, { description }),
    "rejected",
  );
});

Deno.test("the judge takes the best score of the filters that agree, and names them all", () => {
  const judge = createJudge([
    filter({ name: "a" }),
    filter({ name: "b", title_any: ["backend"] }),
    filter({ name: "c", title_any: ["nurse"] }),
  ]);
  const { score, filters } = judge(posting(), []);
  assertEquals({ score, filters }, { score: 60, filters: ["a", "b"] });
});

Deno.test("the judge reads pay in the words where no field names it, and only when the rest fits", () => {
  let made = 0;
  const description = () => {
    made++;
    return "Salary: €50,000 - €60,000 per year";
  };
  const wanted = { salary_currency: "EUR" };
  assertEquals(
    verdict({ ...wanted, min_salary: 60_000 }, { description }),
    "match",
  );
  assertEquals(
    verdict({ ...wanted, min_salary: 60_001 }, { description }),
    "rejected",
  );
  made = 0;
  const elsewhere = { ...wanted, min_salary: 1, locations_any: ["Rome"] };
  assertEquals(verdict(elsewhere, { description }), "rejected");
  assertEquals(made, 0);
});

Deno.test("the judge waits for a text that may name the pay", () => {
  const wanted = { salary_currency: "EUR", min_salary: 60_000 };
  assertEquals(verdict(wanted, {}, ["description"]), "provisional");
});

Deno.test("each judge says what its filter asks for and the posting has not", () => {
  const judges = createJudges([
    filter({ title_any: ["baker", "cook"] }),
    filter({ title_none: ["senior"] }),
    filter({
      locations_any: ["rome"],
      workplace: ["remote", "hybrid"],
      employment: ["part_time"],
    }),
    filter({ min_salary: 90_000, salary_currency: "EUR" }),
    filter({ min_score: 80 }),
    filter({ companies_none: ["acme"] }),
    filter({ min_salary: 1, salary_currency: "USD", pay_required: true }),
    filter(),
  ]);
  const one = posting({
    company: "Acme",
    workplace: "onsite",
    employmentType: "full_time",
    salaryMax: 50_000,
    salaryCurrency: "EUR",
    salaryPeriod: "year",
  });
  assertEquals(judges.map((judge) => judge(one, []).refused), [
    ["title: has none of baker, cook"],
    ["title: has one of senior"],
    [
      "place: is none of rome",
      "workplace: is not remote or hybrid",
      "employment: is not part_time",
    ],
    ["pay: is less than 90000 EUR a year"],
    ["score: 50 is less than 80"],
    ["company: is one of acme"],
    ["pay: is not named in USD for a known time"],
    [],
  ]);
});

Deno.test("the judge takes a title only where it may take a posting that has it", () => {
  const takes = (title: string, ...filters: Partial<Filter>[]) =>
    createJudge(filters.map((over) => filter(over))).takesTitle(title);
  assertEquals(takes("Cook"), true);
  assertEquals(takes("Cook", {}), true);
  assertEquals(takes("Cook", { title_any: ["baker"] }), false);
  assertEquals(takes("Baker", { title_any: ["báker"] }), true);
  assertEquals(takes("Sales Baker", { title_none: ["sales"] }), false);
  assertEquals(
    takes("Cook", { title_any: ["baker"] }, { title_none: ["baker"] }),
    true,
  );
});

Deno.test("the judge rejects every posting whose title it does not take", () => {
  const words = ["baker", "cook", "sales", "Köch*"];
  const terms = fc.uniqueArray(fc.constantFrom(...words), { maxLength: 2 });
  const one = fc.record({ title_any: terms, title_none: terms });
  const titles = fc.constantFrom("Baker", "Cook", "Sales Baker", "Koch", "x");
  fc.assert(
    fc.property(fc.array(one, { maxLength: 3 }), titles, (overs, title) => {
      const judge = createJudge(overs.map((over) => filter(over)));
      const { verdict } = judge(posting({ title }), []);
      assertEquals(judge.takesTitle(title), verdict !== "rejected");
    }),
  );
});
