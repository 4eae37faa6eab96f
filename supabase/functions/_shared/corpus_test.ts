/** The judge against what a person expects of it: `testdata/corpus.txt`. */
import { assert, assertEquals } from "@std/assert";
import { z } from "zod";
import { createJudge, createJudges } from "./judge.ts";
import {
  EMPLOYMENT_TYPES,
  EMPTY_POSTING,
  type Posting,
  SALARY_PERIODS,
  WORKPLACES,
} from "./posting.ts";
import { FILTERS } from "./testdata/corpus.ts";

const PAY = /^([A-Z]{3}) (\d+)(?:-(\d+))?(?:\/(\w+))?$/;

function factOf(fact: string): Partial<Posting> {
  if (fact.startsWith("at ")) return { company: fact.slice(3) };
  if (fact.startsWith("says ")) return { description: () => fact.slice(5) };
  const [, currency, low, high, period] = PAY.exec(fact) ?? [];
  if (currency !== undefined) {
    return {
      salaryCurrency: currency,
      salaryMin: Number(low),
      salaryMax: high === undefined ? null : Number(high),
      salaryPeriod: period === undefined
        ? null
        : z.enum(SALARY_PERIODS).parse(period),
    };
  }
  const workplace = z.enum(WORKPLACES).safeParse(fact);
  return workplace.success
    ? { workplace: workplace.data }
    : { employmentType: z.enum(EMPLOYMENT_TYPES).parse(fact) };
}

function factsOf(facts: string): Partial<Posting> {
  return facts.split(/;\s*/).filter(Boolean).map(factOf)
    .reduce((all, one) => ({ ...all, ...one }), {});
}

function readCase(line: string) {
  const [title = "", places = "", facts = "", taken = "", ...rest] = line
    .split("|").map((part) => part.trim());
  assert(/^(?:-|[a-l]+)$/.test(taken) && rest.length === 0, line);
  const posting: Posting = {
    ...EMPTY_POSTING,
    externalId: line,
    title,
    url: "https://boards.example/1",
    locations: places.split("+").map((place) => place.trim()).filter(Boolean),
    ...factsOf(facts),
  };
  return { line, posting, taken: taken === "-" ? "" : taken };
}

const CORPUS = await Deno.readTextFile(
  new URL("./testdata/corpus.txt", import.meta.url),
);
const cases = CORPUS.split("\n")
  .filter((line) => line.trim() !== "" && !line.startsWith("#")).map(readCase);

Deno.test("the corpus has two hundred cases and twelve filters, and no case twice", () => {
  assert(cases.length >= 200, String(cases.length));
  assertEquals(new Set(cases.map(({ line }) => line)).size, cases.length);
  assertEquals(FILTERS.map(({ name }) => name).join(""), "abcdefghijkl");
});

for (const [at, judge] of createJudges(FILTERS).entries()) {
  const name = FILTERS[at]?.name ?? "";
  Deno.test(`filter ${name} takes what the corpus says, and nothing else`, () => {
    const wrong = cases.filter(({ posting, taken }) =>
      (judge(posting, []).verdict === "match") !== taken.includes(name)
    );
    assertEquals(wrong.map(({ line }) => line), []);
    // A filter that takes all or nothing proves nothing.
    const count = cases.filter(({ taken }) => taken.includes(name)).length;
    assert(count >= 5 && count <= cases.length / 2, String(count));
  });
}

Deno.test("a posting of the corpus names the filters that take it", () => {
  const judge = createJudge(FILTERS);
  for (const { line, posting, taken } of cases) {
    assertEquals(judge(posting, []).filters.join(""), taken, line);
  }
});

Deno.test("a posting of the corpus is judged the same whatever its case and encoding", () => {
  const judge = createJudge(FILTERS);
  const written: readonly ((text: string) => string)[] = [
    (text) => text.toUpperCase(),
    (text) => text.toLowerCase(),
    (text) => text.normalize("NFD"),
    (text) => text.normalize("NFKC"),
  ];
  for (const { line, posting, taken } of cases) {
    for (const write of written) {
      const rewritten = {
        ...posting,
        title: write(posting.title),
        locations: posting.locations.map(write),
        company: posting.company && write(posting.company),
      };
      assertEquals(judge(rewritten, []).filters.join(""), taken, line);
    }
  }
});
