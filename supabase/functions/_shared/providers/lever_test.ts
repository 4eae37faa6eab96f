import { assert, assertEquals, assertRejects } from "@std/assert";
import { ScanError } from "../errors.ts";
import {
  fakeHttp,
  NOW,
  readBoard,
  recordedPayload,
  withText,
} from "../testing.ts";
import { lever } from "./lever.ts";

const board = { provider: "lever", key: "acme" };
const url = "https://api.lever.co/v0/postings/acme?mode=json";

function advert(over: Record<string, unknown> = {}) {
  return {
    id: "aa-1",
    text: " Baker",
    hostedUrl: "https://jobs.lever.co/acme/aa-1",
    applyUrl: "https://jobs.lever.co/acme/aa-1/apply",
    createdAt: Date.UTC(2026, 1, 17, 9),
    country: "DE",
    workplaceType: "on-site",
    categories: {
      commitment: "Full-time",
      department: "Kitchen",
      team: "Ovens",
      location: "Berlin",
      allLocations: ["Berlin", "London; Rome"],
    },
    salaryRange: {
      interval: "per-year-salary",
      currency: "EUR",
      min: 50_000,
      max: 60_000,
    },
    salaryDescription: "<div>Paid monthly</div>",
    description: "<div>Bread &amp; salt</div>",
    descriptionPlain: "Bread & salt",
    lists: [{ text: "You bring", content: "\n<li>Rye</li>\n<li>Wheat</li>" }],
    additional: "<p>Write to us</p>",
    additionalPlain: "Write to us",
    ...over,
  };
}

function read(answer: unknown) {
  return readBoard(lever, board, fakeHttp([{ url, answer }]));
}

Deno.test("lever reads an advert into a posting, with all four parts of its text", async () => {
  const { postings, listing } = await read([advert()]);
  assertEquals(listing, { complete: true });
  assertEquals(postings.map(withText), [{
    externalId: "aa-1",
    title: "Baker",
    company: null,
    url: "https://jobs.lever.co/acme/aa-1",
    applyUrl: "https://jobs.lever.co/acme/aa-1/apply",
    locations: ["Berlin", "London", "Rome"],
    workplace: "onsite",
    department: "Kitchen",
    team: "Ovens",
    employmentType: "full_time",
    salaryMin: 50_000,
    salaryMax: 60_000,
    salaryCurrency: "EUR",
    salaryPeriod: "year",
    description:
      "Bread & salt\n\nYou bring\n\n- Rye\n- Wheat\n\nWrite to us\n\nPaid monthly",
    requisition: null,
    postedAt: new Date("2026-02-17T09:00:00Z"),
  }]);
});

Deno.test("lever asks the EU host for a site of the EU", async () => {
  const euBoard = { provider: "lever", key: "eu/acme" };
  const { postings } = await readBoard(
    lever,
    euBoard,
    fakeHttp([{
      url: "https://api.eu.lever.co/v0/postings/acme?mode=json",
      answer: [advert()],
    }]),
  );
  assertEquals(postings.length, 1);
  assertEquals(lever.hosts(euBoard), ["api.eu.lever.co"]);
  assertEquals(lever.hosts(board), ["api.lever.co"]);
});

Deno.test("lever takes the plain parts where there is no HTML", async () => {
  const { postings } = await read([advert({
    description: null,
    descriptionPlain: "Bread\u00a0 1 < 2",
    lists: [],
    additional: "",
    salaryDescription: undefined,
    salaryDescriptionPlain: "Paid <monthly>",
  })]);
  assertEquals(
    postings[0]?.description?.(),
    "Bread 1 < 2\n\nWrite to us\n\nPaid <monthly>",
  );
});

Deno.test("lever reads every interval of pay that has a period", async () => {
  for (
    const [interval, period] of [
      ["per-month-salary", "month"],
      ["per-hour-wage", "hour"],
      ["per-week-salary", "week"],
      ["per-day-wage", "day"],
      ["one-time", null],
    ]
  ) {
    const { postings } = await read([
      advert({ salaryRange: { interval, currency: "EUR", min: 10, max: 20 } }),
    ]);
    assertEquals(postings[0]?.salaryPeriod, period, String(interval));
    assertEquals(postings[0]?.salaryMax, 20);
  }
});

Deno.test("lever reads the workplace from the words where the field says nothing", async () => {
  const workplaces = [];
  for (
    const over of [
      { workplaceType: "onsite", text: "Remote Baker" },
      { workplaceType: "unspecified", text: "Baker (Hybrid)" },
      {
        workplaceType: null,
        categories: { location: "Remote, Germany" },
      },
      { workplaceType: "unspecified" },
    ]
  ) {
    const { postings } = await read([advert(over)]);
    workplaces.push(postings[0]?.workplace);
  }
  assertEquals(workplaces, ["onsite", "hybrid", "remote", null]);
});

Deno.test("lever names the country where the advert has no place, and lives without the rest", async () => {
  const { postings } = await read([
    { ...advert({ categories: {} }), salaryRange: null },
    {
      id: "aa-2",
      text: "Baker",
      hostedUrl: "https://jobs.lever.co/acme/aa-2",
      applyUrl: "no address",
    },
  ]);
  assertEquals(postings.map(({ locations }) => locations), [["DE"], []]);
  assertEquals(postings[0]?.salaryMin, null);
  assertEquals(postings[1]?.applyUrl, null);
  assertEquals(postings[1]?.description, null);
  assertEquals(postings[1]?.postedAt, null);
});

Deno.test("lever refuses an answer that is no list", async () => {
  const error = await assertRejects(
    () => read({ ok: false, error: "Document not found" }),
    ScanError,
  );
  assertEquals(error.kind, "payload");
  assertEquals(
    error.message,
    'Cannot read board "acme": the answer is no list of postings',
  );
});

/** Of each recorded board: the first posting, written down by hand. */
const RECORDED: Record<string, unknown[]> = {
  candidatezero_lever_postings: [
    "Account Executive, Commercial",
    ["United States"],
    "remote",
    [140_000, 160_000, "USD", "year"],
    "2026-06-29",
  ],
  careerkit_lever: [
    "(1099 Contract) Nonprofit Salesforce Consultant: Enterprise Project Manager",
    ["Chicago, IL"],
    "remote",
    [null, null, null, null],
    "2025-11-27",
  ],
  internradar_list: [
    "Deployment Strategist, Internship",
    ["Paris, France"],
    "onsite",
    [null, null, null, null],
    "2026-05-11",
  ],
  internradar_posting: [
    "Administrative Business Partner",
    ["London, United Kingdom"],
    "hybrid",
    [null, null, null, null],
    "2024-03-25",
  ],
};

for (const [name, expected] of Object.entries(RECORDED)) {
  const path = `lever/${name}.json`;
  const text = await recordedPayload(path);
  Deno.test({
    name: `lever reads the recorded board ${path}`,
    ignore: text === null,
    fn() {
      const adverts: unknown[] = [JSON.parse(text ?? "[]")].flat();
      const postings = adverts.map((raw) =>
        withText(lever.normalise(lever.raw.parse(raw), { board, now: NOW }))
      );
      const [first] = postings;
      assert(first);
      assertEquals([
        first.title,
        first.locations,
        first.workplace,
        [
          first.salaryMin,
          first.salaryMax,
          first.salaryCurrency,
          first.salaryPeriod,
        ],
        first.postedAt?.toISOString().slice(0, 10),
      ], expected);
      for (const posting of postings) {
        assert(posting.url.endsWith(posting.externalId));
        assert(posting.team, posting.url);
        assert(
          (posting.description ?? "").length > 100 &&
            !/&(?:amp|nbsp);|<\/?(?:p|div|li|ul)\b/.test(
              posting.description ?? "",
            ),
          posting.url,
        );
      }
    },
  });
}

const missing = await recordedPayload("lever/sammy_lever_notfound.json");
Deno.test({
  name: "lever refuses the recorded answer for a site that is not there",
  ignore: missing === null,
  async fn() {
    const error = await assertRejects(() => read(missing), ScanError);
    assertEquals(error.kind, "payload");
  },
});
