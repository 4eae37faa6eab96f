import { assert, assertEquals } from "@std/assert";
import { recordedPayload, withText } from "../testing.ts";
import { assertHonestWhenMutated } from "./testdata/mutations.ts";
import { factsOf, type OneAnswer, readAnswer } from "./testdata/one_answer.ts";
import { workable } from "./workable.ts";

const board = { provider: "workable", key: "acme" };

const READ: OneAnswer<Parameters<typeof workable.normalise>[0]> = {
  provider: workable,
  board,
  url: "https://apply.workable.com/api/v1/widget/accounts/acme?details=true",
  list: "jobs",
  id: "shortcode",
};

function place(over: Record<string, unknown> = {}) {
  return {
    country: "Germany",
    countryCode: "DE",
    city: "Berlin",
    region: "Berlin",
    hidden: false,
    ...over,
  };
}

function job(over: Record<string, unknown> = {}) {
  return {
    title: " Baker",
    shortcode: "AB12CD34EF",
    code: "",
    employment_type: "Full-time",
    telecommuting: false,
    department: "Kitchen",
    url: "https://apply.workable.com/j/AB12CD34EF",
    shortlink: "https://apply.workable.com/j/AB12CD34EF",
    application_url: "https://apply.workable.com/j/AB12CD34EF/apply",
    published_on: "2026-02-17",
    created_at: "2026-01-02",
    country: "Germany",
    city: "Berlin",
    state: "Berlin",
    locations: [place()],
    description: "<h3>Work</h3><p>Bread &amp; salt</p><ul><li>Rye</li></ul>",
    ...over,
  };
}

async function read(...jobs: unknown[]) {
  return await readAnswer(READ, { name: "Acme Bakery ", jobs });
}

async function only(over: Record<string, unknown>) {
  const { postings } = await read(job(over));
  const [posting] = postings;
  assert(posting && postings.length === 1);
  return posting;
}

Deno.test("workable reads a job into a posting", async () => {
  const { postings, listing } = await read(job());
  assertEquals(listing, { complete: true });
  assertEquals(postings.map(withText), [{
    externalId: "AB12CD34EF",
    title: "Baker",
    company: "Acme Bakery",
    url: "https://apply.workable.com/j/AB12CD34EF",
    applyUrl: "https://apply.workable.com/j/AB12CD34EF/apply",
    locations: ["Berlin, Germany"],
    workplace: null,
    department: "Kitchen",
    team: null,
    employmentType: "full_time",
    salaryMin: null,
    salaryMax: null,
    salaryCurrency: null,
    salaryPeriod: null,
    description: "Work\n\nBread & salt\n\n- Rye",
    requisition: "AB12CD34EF",
    postedAt: new Date("2026-02-17T00:00:00Z"),
  }]);
});

Deno.test("workable makes one posting of a job that is listed once for each place", async () => {
  const rome = place({ city: "Rome", region: "Lazio", country: "Italy" });
  const { postings, listing } = await read(
    job(),
    job({ shortcode: "0000000000" }),
    job({ locations: [rome] }),
    job({ locations: [place(), rome] }),
  );
  assertEquals(
    postings.map(({ externalId, locations }) => [externalId, locations]),
    [
      ["AB12CD34EF", ["Berlin, Germany", "Rome, Lazio, Italy"]],
      ["0000000000", ["Berlin, Germany"]],
    ],
  );
  assertEquals(listing.complete, true);
});

Deno.test("workable names a hidden place by its country alone", async () => {
  const { locations } = await only({
    locations: [place({ hidden: true }), place({ city: "Rome" })],
  });
  assertEquals(locations, ["Germany", "Rome, Berlin, Germany"]);
  assertEquals(
    (await only({ locations: [place({ hidden: true, country: null })] }))
      .locations,
    [],
  );
});

Deno.test("workable reads the place beside the list where that is empty", async () => {
  const beside = { city: "Rome", state: "", country: "Italy" };
  for (const locations of [[], null, undefined]) {
    assertEquals(
      (await only({ ...beside, locations })).locations,
      ["Rome, Italy"],
    );
  }
});

Deno.test("workable takes the workplace's own field over the flag, and that over words", async () => {
  const workplaces = [];
  for (
    const over of [
      { workplace_type: "on_site", telecommuting: true },
      { workplace_type: "hybrid" },
      { telecommuting: true, title: "Baker (hybrid)" },
      { telecommuting: false, title: "Baker (hybrid)" },
      { telecommuting: false },
    ]
  ) workplaces.push((await only(over)).workplace);
  assertEquals(workplaces, ["onsite", "hybrid", "remote", "hybrid", null]);
});

Deno.test("workable knows the page of a job whose address cannot be used", async () => {
  for (const url of [null, "no address", "http://apply.workable.com/j/1"]) {
    const posting = await only({ url, application_url: url });
    assertEquals(posting.url, "https://apply.workable.com/acme/j/AB12CD34EF/");
    assertEquals(posting.applyUrl, null);
  }
});

Deno.test("workable lives without all that a job need not have", async () => {
  const { postings, rejected } = await read(
    { shortcode: "1", title: "Baker" },
    { shortcode: "2", title: " " },
    { shortcode: "", title: "Baker" },
    { shortcode: "../1", title: "Baker" },
    { title: "Baker" },
    "Baker",
  );
  assertEquals(rejected, 5);
  assertEquals(postings.map(withText), [{
    ...withText(await only({})),
    externalId: "1",
    url: "https://apply.workable.com/acme/j/1/",
    applyUrl: null,
    locations: [],
    department: null,
    employmentType: null,
    description: null,
    requisition: "1",
    postedAt: null,
  }]);
});

Deno.test("workable never says complete when a job was lost, whatever the answer", async () => {
  await assertHonestWhenMutated(READ, {
    name: "Acme",
    jobs: [
      job(),
      job({ locations: [place({ city: "Rome" })] }),
      job({ shortcode: "2" }),
    ],
  });
});

/** Written down by hand from the files. */
const NO_PAY = [null, null, null, null];
const RECORDED: Record<string, unknown[][]> = {
  candidatezero_workable_account: [
    [
      "c6c145a3",
      "/j/3862836931",
      ["São Paulo, State of São Paulo, Brazil"],
      "remote",
      NO_PAY,
      "2026-06-30T00:00:00.000Z",
    ],
    [
      "6321797a",
      "/j/96051E9EDE",
      ["United States"],
      "remote",
      NO_PAY,
      "2026-04-09T00:00:00.000Z",
    ],
    [
      "b9f2a0f2",
      "/j/0AB5665160",
      ["San Francisco, California, United States"],
      null,
      NO_PAY,
      "2026-06-26T00:00:00.000Z",
    ],
    [
      "c805ddd9",
      "/j/B778F12851",
      ["United States"],
      "remote",
      NO_PAY,
      "2026-06-26T00:00:00.000Z",
    ],
  ],
  careerkit_workable: [
    [
      "b368ec7a",
      "/j/DD136DD7E7",
      ["Spain", "Portugal"],
      "remote",
      NO_PAY,
      "2026-08-05T00:00:00.000Z",
    ],
  ],
};

for (const [name, expected] of Object.entries(RECORDED)) {
  const text = await recordedPayload(`other/${name}.json`);
  Deno.test({
    name: `workable reads the recorded board ${name}`,
    ignore: text === null,
    async fn() {
      const { postings, listing } = await readAnswer(READ, text);
      assertEquals(await Promise.all(postings.map(factsOf)), expected);
      assertEquals(listing, { complete: true });
    },
  });
}
