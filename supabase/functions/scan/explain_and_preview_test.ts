import { assertEquals } from "@std/assert";
import type { Rpc } from "../_shared/rpc.ts";
import { NOW } from "../_shared/testing.ts";
import { explain } from "./explain.ts";
import { preview, WantedFilter } from "./preview.ts";

const NO_FILTER = WantedFilter.parse({});

function stored(id: number, over: Readonly<Record<string, unknown>> = {}) {
  return {
    id,
    status: "new",
    archived_reason: null,
    closed_at: null,
    provider: "lever",
    external_id: String(id),
    title: "Baker",
    company: "Acme",
    url: `https://jobs.lever.co/acme/${id}`,
    apply_url: null,
    locations: ["Berlin"],
    workplace: null,
    department: null,
    team: null,
    employment_type: null,
    salary_min: null,
    salary_max: null,
    salary_currency: null,
    salary_period: null,
    description: "Bread and rolls",
    requisition: null,
    posted_at: null,
    first_seen_at: NOW.toISOString(),
    has_details: false,
    ...over,
  };
}

type Stored = ReturnType<typeof stored>;

/** A database of these postings, the newest first. */
function database(postings: readonly Stored[], filters: unknown[] = []) {
  let calls = 0;
  // deno-lint-ignore require-await -- a wrong call must reject, not throw
  const rpc: Rpc = async (
    name,
    { ids, below, most }: Readonly<Record<string, unknown>>,
  ) => {
    if (name !== "postings_to_judge") throw new Error(`Unexpected: ${name}`);
    calls++;
    const found = postings.filter(({ id }) =>
      Array.isArray(ids)
        ? ids.includes(id)
        : below === null || id < Number(below)
    ).toSorted((a, b) => b.id - a.id);
    return { filters, postings: found.slice(0, Number(most ?? found.length)) };
  };
  return { rpc, now: () => NOW, calls: () => calls };
}

async function answer(response: Promise<Response>) {
  const { status } = await response;
  return { status, ...await (await response).json() };
}

Deno.test("explain() says of each filter whether it takes a posting, and why not", async () => {
  const bakers = {
    ...NO_FILTER,
    name: "bakers",
    title_any: ["baker"],
    keywords: { rolls: 5 },
    max_age_days: null,
  };
  const cooks = {
    ...NO_FILTER,
    name: "cooks",
    title_any: ["cook"],
    max_age_days: null,
  };
  const known = database([stored(7)], [bakers, cooks]);
  const { posting, verdict, score, reasons, filters, status } = await answer(
    explain(7, known),
  );
  assertEquals(status, 200);
  assertEquals(posting, {
    id: 7,
    title: "Baker",
    company: "Acme",
    url: "https://jobs.lever.co/acme/7",
    status: "new",
    archived_reason: null,
    closed_at: null,
  });
  assertEquals([verdict, score, reasons], ["match", 65, [
    "+10 title: baker",
    "+5 text: rolls",
  ]]);
  assertEquals(filters, [
    { name: "bakers", verdict, score, reasons, refused: [] },
    {
      name: "cooks",
      verdict: "rejected",
      score: 0,
      reasons: [],
      refused: ["title: has none of cook"],
    },
  ]);
});

Deno.test("explain() says that a posting is too old for a filter that takes it", async () => {
  const young = { ...NO_FILTER, name: "young", max_age_days: 30 };
  const posted_at = new Date(NOW.getTime() - 40 * 86_400_000).toISOString();
  const { filters } = await answer(
    explain(7, database([stored(7, { posted_at })], [young])),
  );
  assertEquals(filters[0].refused, ["age: is 40 days, and 30 are allowed"]);
});

Deno.test("explain() waits for details where the list of that provider cannot tell", async () => {
  const paid = {
    ...NO_FILTER,
    name: "paid",
    min_salary: 10_000,
    salary_currency: "EUR",
    max_age_days: null,
  };
  const visa = { provider: "smartrecruiters", description: null };
  const without = database([stored(7, visa)], [paid]);
  assertEquals((await answer(explain(7, without))).verdict, "provisional");
  const withDetails = database(
    [stored(7, { ...visa, has_details: true })],
    [paid],
  );
  assertEquals((await answer(explain(7, withDetails))).verdict, "match");
});

Deno.test("explain() of a posting that is not stored is 404, and says where ids are", async () => {
  const { status, error, hint } = await answer(explain(7, database([])));
  assertEquals([status, error], [
    404,
    "Cannot explain posting 7: it is not stored",
  ]);
  assertEquals(typeof hint, "string");
});

Deno.test("preview() names what a filter would take, the best first, and that only stored postings were asked", async () => {
  const known = database([
    stored(1),
    stored(2, { title: "Cook" }),
    stored(3, { title: "Head baker", description: "Rye" }),
  ]);
  const filter = WantedFilter.parse({
    title_any: ["baker"],
    keywords: { rye: 20 },
  });
  const { looked_at, whole, taken, provisional, best, note } = await answer(
    preview(filter, known),
  );
  assertEquals([looked_at, whole, taken, provisional], [3, true, 2, 0]);
  assertEquals(
    best.map(({ id, score }: { id: number; score: number }) => [id, score]),
    [[3, 80], [1, 60]],
  );
  assertEquals(note.includes("next scan"), true);
});

Deno.test("preview() looks at five thousand postings at most, the newest, and says so", async () => {
  const many = Array.from({ length: 5_600 }, (_, id) => stored(id + 1));
  const known = database(many);
  const { looked_at, whole, taken, best, note } = await answer(
    preview(NO_FILTER, known),
  );
  assertEquals([looked_at, whole, taken, best.length], [
    5_000,
    false,
    5_000,
    20,
  ]);
  assertEquals(note.includes("newest 5000 of more"), true);
  assertEquals(known.calls(), 10);
});

Deno.test("preview() leaves out what is too old for the filter", async () => {
  const posted_at = new Date(NOW.getTime() - 40 * 86_400_000).toISOString();
  const { taken } = await answer(
    preview(
      WantedFilter.parse({ max_age_days: 30 }),
      database([stored(1, { posted_at }), stored(2)]),
    ),
  );
  assertEquals(taken, 1);
});
