import { assert, assertEquals } from "@std/assert";
import { recordedPayload, withText } from "../testing.ts";
import { recruitee } from "./recruitee.ts";
import { assertHonestWhenMutated } from "./testdata/mutations.ts";
import { factsOf, type OneAnswer, readAnswer } from "./testdata/one_answer.ts";

const READ: OneAnswer<Parameters<typeof recruitee.normalise>[0]> = {
  provider: recruitee,
  board: { provider: "recruitee", key: "acme" },
  url: "https://acme.recruitee.com/api/offers/",
  list: "offers",
  id: "id",
};

function place(over: Record<string, unknown> = {}) {
  return {
    id: 1,
    name: "Headquarters",
    city: "Berlin",
    state: "Berlin",
    country: "Germany",
    country_code: "DE",
    ...over,
  };
}

function offer(over: Record<string, unknown> = {}) {
  return {
    id: 101,
    guid: "e4u78",
    slug: "baker-berlin",
    title: " Baker",
    company_name: "Acme Bakery",
    careers_url: "https://jobs.acme.example/o/baker-berlin",
    careers_apply_url: "https://jobs.acme.example/o/baker-berlin/c/new",
    department: "Kitchen",
    employment_type_code: "fulltime_permanent",
    location: "Berlin, Berlin, Germany",
    locations: [place()],
    city: "Berlin",
    state_name: "Berlin",
    country: "Germany",
    remote: false,
    hybrid: false,
    on_site: true,
    salary: { min: "18.50", max: "20", period: "hour", currency: "EUR" },
    highlight: null,
    description: "<p>Bread &amp; salt</p>",
    requirements: "<ul><li>Rye</li></ul>",
    published_at: "2026-02-17 09:10:11 UTC",
    status: "published",
    ...over,
  };
}

async function read(...offers: unknown[]) {
  return await readAnswer(READ, { offers });
}

async function only(over: Record<string, unknown>) {
  const { postings } = await read(offer(over));
  const [posting] = postings;
  assert(posting && postings.length === 1);
  return posting;
}

Deno.test("recruitee reads an offer into a posting", async () => {
  const { postings, listing } = await read(offer());
  assertEquals(listing, { complete: true });
  assertEquals(postings.map(withText), [{
    externalId: "101",
    title: "Baker",
    company: "Acme Bakery",
    url: "https://jobs.acme.example/o/baker-berlin",
    applyUrl: "https://jobs.acme.example/o/baker-berlin/c/new",
    locations: ["Berlin, Germany"],
    workplace: "onsite",
    department: "Kitchen",
    team: null,
    employmentType: "full_time",
    salaryMin: 18.5,
    salaryMax: 20,
    salaryCurrency: "EUR",
    salaryPeriod: "hour",
    description: "Bread & salt\n\n- Rye",
    requisition: null,
    postedAt: new Date("2026-02-17T09:10:11Z"),
  }]);
});

Deno.test("recruitee reads a board that is known by its own domain there", async () => {
  const board = { provider: "recruitee", key: "jobs.acme.example" };
  const { postings } = await readAnswer({
    ...READ,
    board,
    url: "https://jobs.acme.example/api/offers/",
  }, { offers: [offer({ careers_url: null })] });
  assertEquals(
    postings.map(({ url }) => url),
    ["https://jobs.acme.example/o/baker-berlin"],
  );
  assertEquals(recruitee.hosts(board), ["jobs.acme.example"]);
  assertEquals(recruitee.hosts(READ.board), ["acme.recruitee.com"]);
  assertEquals(recruitee.typedHosts, true);
});

Deno.test("recruitee names every place, and not what is shown in place of them", async () => {
  const { locations } = await only({
    location: "Remote job",
    locations: [
      place(),
      place({ city: "Rome", state: "Lazio", country: "Italy" }),
      place({ city: null, state: "", country: null, name: "Anywhere near" }),
      place(),
    ],
  });
  assertEquals(locations, [
    "Berlin, Germany",
    "Rome, Lazio, Italy",
    "Anywhere near",
  ]);
  for (
    const none of [[], null, [
      place({ city: "", state: "", country: "", name: "" }),
    ]]
  ) {
    assertEquals((await only({ locations: none })).locations, [
      "Berlin, Germany",
    ]);
  }
});

Deno.test("recruitee reads the workplace from the flags, and without any from words", async () => {
  const off = { remote: false, hybrid: false, on_site: false };
  const workplaces = [];
  for (
    const over of [
      { remote: true, title: "Baker (hybrid)" },
      { hybrid: true },
      { on_site: true },
      { hybrid: true, on_site: true },
      { remote: true, on_site: true },
      { remote: null, location: "Remote job" },
      { locations: [place({ name: "Germany/Remote" })] },
      { title: "Baker (hybrid)" },
      {},
    ]
  ) workplaces.push((await only({ ...off, ...over })).workplace);
  assertEquals(workplaces, [
    "remote",
    "hybrid",
    "onsite",
    "hybrid",
    "hybrid",
    "remote",
    "remote",
    "hybrid",
    null,
  ]);
});

Deno.test("recruitee reads pay that is written as text, and none that is not there", async () => {
  const pays = [];
  for (
    const salary of [
      { min: "60000", max: "75000", period: "year", currency: "EUR" },
      { min: "2730", max: null, period: "month", currency: "EUR" },
      { min: null, max: null, period: "month", currency: "EUR" },
      { min: 10, max: 12.5, period: "hour", currency: null },
      {},
      null,
    ]
  ) {
    const posting = await only({ salary });
    pays.push([
      posting.salaryMin,
      posting.salaryMax,
      posting.salaryCurrency,
      posting.salaryPeriod,
    ]);
  }
  assertEquals(pays, [
    [60_000, 75_000, "EUR", "year"],
    [2_730, null, "EUR", "month"],
    [null, null, null, null],
    [10, 12.5, null, "hour"],
    [null, null, null, null],
    [null, null, null, null],
  ]);
});

Deno.test("recruitee joins all the texts there are, wherever they stand", async () => {
  assertEquals(
    (await only({ highlight: "<b>Fresh</b>" })).description?.(),
    "Fresh\n\nBread & salt\n\n- Rye",
  );
  assertEquals(
    (await only({ description: "", requirements: "<p>&gt;5 years</p>" }))
      .description?.(),
    ">5 years",
  );
  assertEquals(
    (await only({ description: "", requirements: null })).description,
    null,
  );
});

Deno.test("recruitee reads the kinds of employment", async () => {
  const kinds = [];
  for (
    const code of [
      "fulltime",
      "parttime_permanent",
      "fulltime_fixed_term",
      "freelance",
      "internship",
      null,
    ]
  ) kinds.push((await only({ employment_type_code: code })).employmentType);
  assertEquals(kinds, [
    "full_time",
    "part_time",
    "contract",
    "contract",
    "internship",
    null,
  ]);
});

Deno.test("recruitee takes no time that it cannot read", async () => {
  for (
    const [text, time] of [
      ["2026-02-17 09:10:11 UTC", "2026-02-17T09:10:11.000Z"],
      ["2026-02-17T09:10:11Z", "2026-02-17T09:10:11.000Z"],
      ["0000-00-00 00:00:00 UTC", undefined],
      ["", undefined],
      [null, undefined],
    ]
  ) {
    const { postedAt } = await only({ published_at: text });
    assertEquals(postedAt?.toISOString(), time, String(text));
  }
});

Deno.test("recruitee lives without all that an offer need not have", async () => {
  const { postings, rejected, listing } = await read(
    { id: "7", title: "Baker", slug: "baker" },
    { id: 8, title: "Baker" },
    { id: "x", title: "Baker", slug: "baker" },
    { id: 9, title: "", slug: "baker" },
  );
  assertEquals(rejected, 3);
  assertEquals(
    listing.reason,
    "3 adverts could not be read (first: careers_url has neither an address nor a slug)",
  );
  assertEquals(postings.map((posting) => [posting.externalId, posting.url]), [
    ["7", "https://acme.recruitee.com/o/baker"],
  ]);
});

Deno.test("recruitee never says complete when an offer was lost, whatever the answer", async () => {
  await assertHonestWhenMutated(READ, {
    offers: [
      offer(),
      offer({ id: 102, locations: [place(), place({ city: "Rome" })] }),
      offer({ id: 103, careers_url: null }),
    ],
  });
});

/** Written down by hand from the file. */
const RECORDED = [
  [
    "3897de16",
    "/o/senior-financial-accountant-fmd-berlinbrandenburg-region-germany",
    ["Berlin, Germany"],
    "hybrid",
    [60_000, 75_000, "EUR", "year"],
    "2026-08-05T10:10:39.000Z",
  ],
  [
    "c9f3a106",
    "/o/partner-development-representative-fmd-berlin-germany",
    ["Berlin, Germany"],
    "hybrid",
    [75_000, 90_000, "EUR", "year"],
    "2026-07-31T22:26:40.000Z",
  ],
];

const recorded = await recordedPayload("other/careerkit_recruitee.json");
Deno.test({
  name: "recruitee reads the recorded board careerkit_recruitee",
  ignore: recorded === null,
  async fn() {
    const { postings, listing } = await readAnswer(READ, recorded);
    assertEquals(await Promise.all(postings.map(factsOf)), RECORDED);
    assertEquals(listing, { complete: true });
    for (const { description, employmentType, department } of postings) {
      const text = description?.() ?? "";
      assert(text.length > 2_000 && !/&(?:amp|nbsp);|<\/?\w+>/.test(text));
      assertEquals(employmentType, "full_time");
      assert(department);
    }
  },
});
