/** A filter that can match nothing is refused, and the refusal says what to do. */
import { assertEquals, assertMatch } from "@std/assert";
import { WantedFilter } from "../functions/scan/preview.ts";
import { type Columns, filter, refusal, row, testDatabase } from "./testing.ts";

const database = await testDatabase();

async function refused(columns: Columns) {
  const { code, message, hint } = await refusal(
    filter(database, { name: "mine", ...columns }),
  );
  // What to do about it.
  assertMatch(hint ?? "", /^[A-Z]/);
  return { code, message };
}

const REFUSED: readonly [name: string, columns: Columns, says: RegExp][] = [
  [
    "an empty word",
    { title_any: ["baker", " "] },
    /title_any has a word that is empty$/,
  ],
  [
    "nothing but blanks",
    { title_any: ["", ""] },
    /title_any has a word that is empty$/,
  ],
  [
    "a star alone",
    { title_none: ["*"] },
    /title_none has a word that is empty$/,
  ],
  [
    "a null for a word",
    { locations_any: [null] },
    /locations_any has a word that is empty$/,
  ],
  [
    "an empty keyword",
    { keywords: { " ": 5 } },
    /keywords has a word that is empty$/,
  ],
  [
    "a star that is not at the end",
    { companies_none: ["*corp"] },
    /companies_none has "\*corp", where a \* is not at the end$/,
  ],
  [
    "a word of a page's length",
    { title_any: ["x".repeat(201)] },
    /title_any has a word of 201 characters$/,
  ],
  ["too many words", {
    title_any: Array.from({ length: 201 }, (_, at) => `w${at}`),
  }, /title_any has 201 words, and 200 are allowed$/],
  ["a word that is wanted and unwanted", {
    title_any: ["Cook", "Baker"],
    title_none: ["baker"],
  }, /"baker" in title_none rules out "Baker" in title_any$/],
  ["a word that is unwanted with other accents", {
    title_any: ["pâtissier"],
    title_none: ["Patissier"],
  }, /rules out/],
  ["a phrase with an unwanted word", {
    title_any: ["sales manager"],
    title_none: ["manager"],
  }, /"manager" in title_none rules out "sales manager" in title_any$/],
  ["a word whose begin is unwanted", {
    title_any: ["internship"],
    title_none: ["intern*"],
  }, /"intern\*" in title_none rules out "internship" in title_any$/],
  [
    "a workplace nobody knows",
    { workplace: ["remote", "moon"] },
    /workplace "moon" is not known$/,
  ],
  [
    "an employment nobody knows",
    { employment: ["gladly"] },
    /employment "gladly" is not known$/,
  ],
  [
    "points that are no number",
    { keywords: { rye: "20" } },
    /the points of keyword "rye" are no number$/,
  ],
  [
    "points that are nothing",
    { keywords: { rye: 0 } },
    /the points of keyword "rye" are zero$/,
  ],
  [
    "points beyond the scale",
    { keywords: { rye: -101 } },
    /the points of keyword "rye" are beyond 100$/,
  ],
  [
    "a keyword twice",
    { keywords: { Rye: 5, rye: 10 } },
    /keywords has the same word twice: Rye, rye$/,
  ],
  [
    "keywords that are a list",
    { keywords: ["rye"] },
    /keywords is not a JSON object$/,
  ],
  ["a score that its words cannot reach", {
    min_score: 76,
    title_any: ["baker"],
    keywords: { rye: 15, wheat: -5 },
  }, /min_score is 76, and its words reach 75 at most$/],
  ["a score that is none", { min_score: 101 }, /min_score 101 is not a score$/],
  [
    "pay without a currency",
    { min_salary: 50_000 },
    /min_salary has no salary_currency$/,
  ],
  [
    "pay that is none",
    { min_salary: "NaN", salary_currency: "EUR" },
    /min_salary NaN is no pay for a year$/,
  ],
  [
    "a currency that is none",
    { salary_currency: "euro" },
    /salary_currency "EURO" is not a currency$/,
  ],
  [
    "an age that leaves nothing",
    { max_age_days: 0 },
    /max_age_days 0 leaves nothing$/,
  ],
];

for (const [what, columns, says] of REFUSED) {
  Deno.test(`a filter with ${what} is refused`, async () => {
    const { code, message } = await refused(columns);
    assertEquals(code, "22023");
    assertMatch(message, /^Cannot save filter "mine": /);
    assertMatch(message, says);
  });
}

/** Well written, but together they take nothing: a preview answers just that. */
const TOGETHER = /rules out|the same word twice|its words reach/;

Deno.test("what is refused of a single column is no preview's filter either", () => {
  for (const [what, columns, says] of REFUSED) {
    const { success } = WantedFilter.safeParse({ name: "mine", ...columns });
    assertEquals(success, TOGETHER.test(says.source), what);
  }
});

Deno.test("a filter without a name is refused", async () => {
  const { code, message } = await refused({ name: " " });
  assertEquals([code, message], [
    "22023",
    "Cannot save a filter: it has no name",
  ]);
});

Deno.test("a filter is refused when a change makes it match nothing, and stays as it was", async () => {
  await filter(database, { name: "mine", title_any: ["baker"] });
  const { code } = await refusal(
    database.query("update public.search_filters set title_none = '{baker}'"),
  );
  assertEquals(code, "22023");
  const { title_none } = await row(
    database,
    "select title_none from public.search_filters",
  );
  assertEquals(title_none, []);
});

Deno.test("a filter that can match something is taken", async () => {
  const taken: readonly Columns[] = [
    { title_any: ["intern*"], title_none: ["intern"] },
    { title_any: ["c++", "c"], title_none: ["c#"] },
    { title_any: ["baker"], title_none: ["head baker", "bak"] },
    { title_any: ["разработчик"], title_none: ["раб"] },
    { min_score: 75, title_any: ["baker"], keywords: { rye: 15, wheat: -5 } },
    { keywords: { rye: 100, wheat: -100, "on-site": -0.5 } },
    { min_salary: 1, salary_currency: "EUR" },
  ];
  for (const [at, columns] of taken.entries()) {
    await filter(database, { name: `filter ${at}`, ...columns });
    WantedFilter.parse(columns);
  }
  const { count } = await row(
    database,
    "select count(*) from public.search_filters",
  );
  assertEquals(count, taken.length);
});

Deno.test("a filter is kept tidy: trimmed, and empty where a field was left empty", async () => {
  await filter(database, {
    name: "mine",
    title_any: [" baker ", "pastry cook"],
    title_none: null,
    keywords: null,
    workplace: ["Remote "],
    salary_currency: " eur",
    pay_required: null,
  });
  const saved = await row(database, "select * from public.search_filters");
  assertEquals(saved.title_any, ["baker", "pastry cook"]);
  assertEquals([saved.title_none, saved.keywords], [[], {}]);
  assertEquals([saved.workplace, saved.salary_currency], [["remote"], "EUR"]);
  assertEquals(saved.pay_required, false);
});
