/**
 * Other filters and a scan later, the database shows what it would show if it had
 * never known the ones before: random boards and filters, through the real scan,
 * judge and doors. What a person has marked is the person's.
 */
import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { createGate } from "../functions/_shared/gate.ts";
import { createReporter } from "../functions/_shared/report.ts";
import type { Rpc } from "../functions/_shared/rpc.ts";
import { runScan } from "../functions/_shared/scan.ts";
import { DatabaseError } from "../../scripts/stack/database.ts";
import {
  type Columns,
  createReset,
  dispatched,
  filter,
  openTestDatabase,
  row,
  rows,
  source,
} from "./testing.ts";

interface Advert {
  readonly title: string;
  readonly place: string;
  readonly workplace: "remote" | "hybrid" | null;
  readonly employment: string | null;
  readonly pay: number | null;
  readonly text: string;
  readonly days: number;
}

const adverts: fc.Arbitrary<Advert> = fc.record({
  title: fc.constantFrom(
    "Baker",
    "Head Baker",
    "Pastry-Cook",
    "Bäcker (m/w/d)",
    "Bakery Intern",
    "Cook, C++",
  ),
  place: fc.constantFrom("Berlin", "Zürich", "Rome"),
  workplace: fc.constantFrom("remote", "hybrid", null),
  employment: fc.constantFrom("Full-time", "Contract", null),
  pay: fc.constantFrom(40_000, 90_000, null),
  text: fc.constantFrom(
    "We bake rye bread.",
    "Wheat and rye, on-site.",
    "Salary: €50,000 - €60,000 per year",
    "Nothing to say.",
  ),
  days: fc.constantFrom(3, 60),
});

function some<T>(...from: readonly T[]): fc.Arbitrary<T[]> {
  return fc.oneof(
    { weight: 2, arbitrary: fc.constant<T[]>([]) },
    fc.subarray([...from], { minLength: 1, maxLength: 2 }),
  );
}

const wanted: fc.Arbitrary<Columns> = fc.record({
  title_any: some("baker", "backer*", "pastry cook", "c++", "bak*"),
  title_none: some("intern", "head"),
  companies_none: some("acme", "globex*"),
  locations_any: some("berlin", "zurich", "remote"),
  workplace: some("remote", "hybrid", "onsite"),
  employment: some("full_time", "contract"),
  employment_required: fc.boolean(),
  keywords: fc.constantFrom(
    {},
    { rye: 20, wheat: -15 },
    { "on-site": -20, remote: 15 },
  ),
  min_salary: fc.constantFrom(null, 55_000, 70_000),
  salary_currency: fc.constant("EUR"),
  pay_required: fc.boolean(),
  max_age_days: fc.constantFrom(null, 30),
  min_score: fc.constantFrom(null, 55, 70),
});

const plans = fc.record({
  /** The adverts of a board that tells all, and of one whose details tell more. */
  boards: fc.tuple(
    fc.array(adverts, { maxLength: 8 }),
    fc.array(adverts, { maxLength: 8 }),
  ),
  /** One set of filters after the other; the last is what counts. */
  sets: fc.array(fc.array(wanted, { maxLength: 3 }), {
    minLength: 2,
    maxLength: 4,
  }),
  /** What a person marks after the first scan, by its place among all postings. */
  marks: fc.array(
    fc.tuple(
      fc.nat({ max: 15 }),
      fc.constantFrom("saved", "applied", "dismissed"),
    ),
    { maxLength: 2 },
  ),
});

const DAY_MS = 86_400_000;
const LEVER = "https://api.lever.co/v0/postings/acme?mode=json";
const RECRUITERS = "https://api.smartrecruiters.com/v1/companies/acme/postings";

const database = await openTestDatabase();
const reset = await createReset(database);
Deno.test.afterAll(() => database.close());

const PARAMETERS: Readonly<Record<string, string>> = {
  scan_id: "uuid",
  postings: "jsonb",
  report: "jsonb",
  last: "boolean",
};

const rpc: Rpc = async (name, args: Readonly<Record<string, unknown>>) => {
  const names = Object.keys(args);
  const list = names.map((each, at) =>
    `${each} => $${at + 1}::text::${PARAMETERS[each]}`
  );
  const { answer } = await row(
    database,
    `select public.${name}(${list}) as answer`,
    ...names.map((each) =>
      typeof args[each] === "string" ? args[each] : JSON.stringify(args[each])
    ),
  );
  return answer;
};

function postedAt({ days }: Advert): Date {
  return new Date(Date.now() - days * DAY_MS);
}

function onLever(advert: Advert, at: number) {
  return {
    id: `a${at}`,
    text: advert.title,
    createdAt: postedAt(advert).getTime(),
    workplaceType: advert.workplace ?? "unspecified",
    categories: { location: advert.place, commitment: advert.employment },
    salaryRange: advert.pay &&
      { min: advert.pay, currency: "EUR", interval: "per-year-salary" },
    descriptionPlain: advert.text,
  };
}

function onSmartRecruiters(advert: Advert, at: number) {
  return {
    id: `b${at}`,
    name: advert.title,
    company: { identifier: "acme", name: at % 2 ? "Globex GmbH" : null },
    releasedDate: postedAt(advert).toISOString(),
    location: {
      fullLocation: advert.place,
      remote: advert.workplace === "remote",
      hybrid: advert.workplace === "hybrid",
    },
    typeOfEmployment: { label: advert.employment },
  };
}

function detailsOn(advert: Advert, at: number) {
  return {
    id: `b${at}`,
    jobAd: { sections: { jobDescription: { text: advert.text } } },
    compensation: advert.pay &&
      { min: advert.pay, currency: "EUR", period: "YEARLY" },
  };
}

function answers([first, second]: readonly [Advert[], Advert[]]) {
  const all = new Map<string, unknown>();
  all.set(LEVER, first.map(onLever));
  all.set(`${RECRUITERS}?limit=100&offset=0`, {
    totalFound: second.length,
    content: second.map(onSmartRecruiters),
  });
  for (const [at, advert] of second.entries()) {
    all.set(`${RECRUITERS}/b${at}`, detailsOn(advert, at));
  }
  return all;
}

async function scan(
  sourceId: number,
  board: ReadonlyMap<string, unknown>,
): Promise<void> {
  const lines: Readonly<Record<string, unknown>>[] = [];
  await runScan(await dispatched(database, sourceId), {
    reporter: createReporter(rpc),
    // deno-lint-ignore require-await -- a wrong address must reject, not throw
    async fetch(address) {
      if (!board.has(String(address))) throw new Error(`Unexpected ${address}`);
      return Response.json(board.get(String(address)));
    },
    gateway: null,
    resolveHost: () => Promise.reject(new Error("Unexpected lookup")),
    gate: createGate(),
    now: () => new Date(),
    after(ms, act) {
      const timer = setTimeout(act, ms);
      return () => clearTimeout(timer);
    },
    random: () => 0,
    sleep: () => Promise.resolve(),
    log: (line) => lines.push(line),
  });
  const [line] = lines;
  assert(
    line?.outcome === "succeeded" || line?.outcome === "unchanged",
    JSON.stringify(lines),
  );
}

/** An empty database with the two sources; answers their ids. */
async function begin(): Promise<number[]> {
  await reset();
  return [
    await source(database, {
      url: "https://jobs.lever.co/acme",
      provider: "lever",
      board: "acme",
      company: "Acme",
    }),
    await source(database, {
      url: "https://careers.smartrecruiters.com/acme",
      provider: "smartrecruiters",
      board: "acme",
      company: "Umbrella",
    }),
  ];
}

/** Puts in what the database takes of a set: what it refuses, nobody could have saved. */
async function want(set: readonly Columns[]): Promise<void> {
  await database.query("delete from public.search_filters");
  for (const [at, columns] of set.entries()) {
    try {
      await filter(database, { name: `filter ${at}`, ...columns });
    } catch (error) {
      if (!(error instanceof DatabaseError) || error.code !== "22023") {
        throw error;
      }
    }
  }
}

/** What a seeker is shown, the marked ones apart. */
function shown(marked: readonly string[]) {
  return rows(
    database,
    `select p.external_id, p.title, p.company, p.locations, p.workplace, p.employment_type,
       p.salary_min, p.salary_max, p.description, p.verdict, p.score, p.score_reasons, p.filters, p.closed_at
     from public.job_postings p
     join scanner.wanted_postings w on w.id = p.id
     where p.external_id <> all (string_to_array($1::text, ','))
     order by p.external_id`,
    marked.join(","),
  );
}

async function mark(
  marks: readonly (readonly [number, string])[],
): Promise<string[]> {
  const marked: string[] = [];
  for (const [at, status] of marks) {
    const [posting] = await rows(
      database,
      "select id, external_id from public.job_postings order by id offset $1::text::int limit 1",
      String(at),
    );
    if (!posting) continue;
    await database.query(
      "update public.job_postings set status = $2::text where id = $1::text::bigint",
      [String(posting.id), status],
    );
    marked.push(String(posting.external_id));
  }
  return marked;
}

/** What a person has marked keeps its mark. */
async function marksOf(marked: readonly string[]) {
  const found = await rows(
    database,
    `select external_id, status from public.job_postings
     where external_id = any (string_to_array($1::text, ',')) order by 1`,
    marked.join(","),
  );
  return found;
}

Deno.test("other filters and a scan later the database shows what a fresh one would, saved and applied ones apart", async () => {
  let seen = 0;
  await fc.assert(
    fc.asyncProperty(plans, async ({ boards, sets, marks }) => {
      const board = answers(boards);
      const sources = await begin();
      let marked: string[] = [];
      let kept: Awaited<ReturnType<typeof marksOf>> = [];
      for (const [at, set] of sets.entries()) {
        await want(set);
        for (const id of sources) await scan(id, board);
        if (at > 0) continue;
        marked = await mark(marks);
        kept = await marksOf(marked);
      }
      const changed = await shown(marked);
      assertEquals(await marksOf(marked), kept);

      const fresh = await begin();
      await want(sets.at(-1) ?? []);
      for (const id of fresh) await scan(id, board);
      assertEquals(changed, await shown(marked));
      seen += changed.length;
    }),
    { numRuns: 40, seed: 6 },
  );
  // Filters that take nothing would prove nothing.
  assert(seen > 40, String(seen));
});
