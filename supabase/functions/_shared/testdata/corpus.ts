/**
 * The filters of the corpus: `corpus.txt` says what they take. Imported by tests
 * only.
 *
 * @module
 */
import type { Filter } from "../work_order.ts";

const ASKS_FOR_NOTHING: Filter = {
  name: "",
  title_any: [],
  title_none: [],
  companies_none: [],
  locations_any: [],
  workplace: [],
  employment: [],
  employment_required: false,
  keywords: {},
  min_salary: null,
  salary_currency: null,
  pay_required: false,
  min_score: null,
};

const WANTED: Readonly<Record<string, Partial<Filter>>> = {
  // Backend, in Berlin or remote.
  a: {
    title_any: [
      "backend",
      "back end",
      "software engineer",
      "platform engineer*",
    ],
    title_none: ["intern*", "manager", "frontend"],
    locations_any: ["berlin", "remote"],
  },
  // Frontend in Switzerland.
  b: {
    title_any: ["frontend", "front end", "react", "ui engineer*"],
    title_none: ["lead"],
    locations_any: ["zürich", "geneve", "bern", "switzerland", "schweiz"],
  },
  // Data, remote only.
  c: {
    title_any: [
      "data engineer*",
      "data scientist*",
      "machine learning",
      "ml",
      "ai",
    ],
    workplace: ["remote"],
  },
  // Names with signs in them.
  d: {
    title_any: ["c++", "c#", ".net", "c", "go", "r&d", "node.js"],
    title_none: ["go to market"],
  },
  // To begin with.
  e: {
    title_any: [
      "intern",
      "internship",
      "praktik*",
      "werkstudent*",
      "working student",
      "stagiaire",
      "apprentice*",
    ],
    employment: ["internship", "part_time"],
  },
  // Contracts, and said so.
  f: { employment: ["contract", "temporary"], employment_required: true },
  // Engineers of all tongues, paid well where pay is named.
  g: {
    title_any: [
      "engineer*",
      "develop*",
      "ingenieur*",
      "entwickler*",
      "desarrollador*",
      "разработчик*",
      "エンジニア",
    ],
    min_salary: 80_000,
    salary_currency: "EUR",
  },
  // Anything in the United States that names good pay.
  h: {
    min_salary: 120_000,
    salary_currency: "USD",
    pay_required: true,
    locations_any: [
      "united states",
      "usa",
      "new york",
      "san francisco",
      "remote",
    ],
  },
  // In an office of these cities.
  i: {
    workplace: ["onsite", "hybrid"],
    locations_any: [
      "london",
      "paris",
      "munich",
      "münchen",
      "sao paulo",
      "krakow",
      "malmo",
      "lodz",
      "kobenhavn",
    ],
  },
  // Design, but not there.
  j: {
    title_any: ["designer*", "product manager*", "head of design"],
    companies_none: ["acme", "globex corp", "initech*"],
  },
  // By points.
  k: {
    title_any: ["developer*", "engineer*"],
    keywords: {
      typescript: 20,
      deno: 15,
      "postgres*": 10,
      php: -30,
      "on-site": -15,
      remote: 10,
    },
    min_score: 75,
  },
  // Other trades, in and near Austria.
  l: {
    title_any: [
      "nurse",
      "krankenpfleg*",
      "baker",
      "bäcker*",
      "teacher*",
      "truck driver",
      "cook",
    ],
    title_none: ["assistant", "head nurse"],
    locations_any: ["wien", "vienna", "graz", "köln", "hamburg", "salzburg"],
  },
};

/** The filters, named by their letters. */
export const FILTERS: readonly Filter[] = Object.entries(WANTED).map((
  [name, wanted],
) => ({ ...ASKS_FOR_NOTHING, ...wanted, name }));
