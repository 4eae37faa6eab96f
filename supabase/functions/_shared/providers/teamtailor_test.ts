import { assert, assertEquals, assertRejects } from "@std/assert";
import { sha256 } from "../body.ts";
import { ScanError } from "../errors.ts";
import {
  type Exchange,
  fakeHttp,
  readBoard,
  recordedPayload,
  withText,
} from "../testing.ts";
import { teamtailor } from "./teamtailor.ts";
import { assertHonestWhenMutated } from "./testdata/mutations.ts";

const board = { provider: "teamtailor", key: "acme" };
const url = "https://acme.teamtailor.com/jobs.json";
const VERSION = "https://jsonfeed.org/version/1.1";

function advert(
  over: Record<string, unknown> = {},
  node: Record<string, unknown> = {},
) {
  return {
    id: "20fafb7d-f013",
    title: "Baker",
    url: "https://jobs.acme.example/jobs/7167985-baker",
    date_published: "2026-02-04T09:26:20+01:00",
    content_html: "<p>From the feed</p>",
    _jobposting: {
      "@type": "JobPosting",
      title: "Baker",
      description: "<p>Rye &amp; salt</p>",
      identifier: { "@type": "PropertyValue", name: "Acme", value: 7_167_985 },
      datePosted: "2026-01-01T00:00:00+01:00",
      employmentType: "FULL_TIME",
      hiringOrganization: { "@type": "Organization", name: "Acme" },
      jobLocation: [{
        "@type": "Place",
        address: {
          "@type": "PostalAddress",
          addressLocality: "Madrid",
          addressCountry: "ES",
        },
      }],
      baseSalary: {
        "@type": "MonetaryAmount",
        currency: "EUR",
        value: { minValue: 30_000, maxValue: 40_000, unitText: "YEAR" },
      },
      ...node,
    },
    ...over,
  };
}

function feed(items: unknown[], next_url?: unknown) {
  return { version: VERSION, title: "Acme", items, next_url };
}

function read(...exchanges: Exchange[]) {
  return readBoard(teamtailor, board, fakeHttp(exchanges));
}

async function readOne(item: unknown) {
  const { postings } = await read({ url, answer: feed([item]) });
  const [posting] = postings;
  assert(posting);
  return withText(posting);
}

Deno.test("teamtailor reads an item of the feed into a posting", async () => {
  assertEquals(await readOne(advert()), {
    externalId: "20fafb7d-f013",
    title: "Baker",
    company: "Acme",
    url: "https://jobs.acme.example/jobs/7167985-baker",
    applyUrl: null,
    locations: ["Madrid, ES"],
    workplace: null,
    department: null,
    team: null,
    employmentType: "full_time",
    salaryMin: 30_000,
    salaryMax: 40_000,
    salaryCurrency: "EUR",
    salaryPeriod: "year",
    description: "Rye & salt",
    requisition: null,
    postedAt: new Date("2026-02-04T08:26:20Z"),
  });
});

Deno.test("teamtailor reads an item whose JobPosting is missing from the feed's own fields", async () => {
  const posting = await readOne(advert({ _jobposting: undefined }));
  assertEquals(posting.title, "Baker");
  assertEquals(posting.locations, []);
  assertEquals(posting.description, "From the feed");
  assertEquals(posting.postedAt, new Date("2026-02-04T08:26:20Z"));
});

Deno.test("teamtailor takes title and date from the JobPosting where the item has none", async () => {
  const posting = await readOne(
    advert({ title: " ", date_published: null }, { title: "Baker &amp; Cook" }),
  );
  assertEquals(posting.title, "Baker & Cook");
  assertEquals(posting.postedAt, new Date("2025-12-31T23:00:00Z"));
});

Deno.test("teamtailor decodes a text that is escaped as a whole", async () => {
  const posting = await readOne(
    advert({}, { description: "&lt;p&gt;Rye &amp;amp; salt&lt;/p&gt;" }),
  );
  assertEquals(posting.description, "Rye & salt");
});

Deno.test("teamtailor reads remote work and where it may be done", async () => {
  const posting = await readOne(advert({}, {
    jobLocation: null,
    jobLocationType: "TELECOMMUTE",
    applicantLocationRequirements: { "@type": "Country", name: "Spain" },
  }));
  assertEquals(posting.workplace, "remote");
  assertEquals(posting.locations, ["Spain"]);
});

Deno.test("teamtailor follows the feed to its last page", async () => {
  const pages = [
    feed([advert({ id: "1" })], `${url}?page=2&per_page=100`),
    feed([advert({ id: "2" })], "/jobs.json?page=3"),
    feed([advert({ id: "3" })], null),
  ];
  const { postings, listing } = await read(
    { url, answer: pages[0] },
    { url: "/jobs.json?page=2&per_page=100", answer: pages[1] },
    { url: "/jobs.json?page=3", answer: pages[2] },
  );
  assertEquals(postings.map(({ externalId }) => externalId), ["1", "2", "3"]);
  assertEquals(listing, { complete: true });
});

Deno.test("teamtailor does not follow the feed to another address", async () => {
  for (
    const next of [
      "https://other.example/jobs.json?page=2",
      "https://acme.teamtailor.com.example.com/jobs.json?page=2",
      "http://acme.teamtailor.com/jobs.json?page=2",
      "https://acme.teamtailor.com/app/jobs.json?page=2",
      "https://",
    ]
  ) {
    const { postings, listing } = await read(
      { url, answer: feed([advert()], next) },
    );
    assertEquals(postings.length, 1);
    assertEquals(listing, {
      complete: false,
      reason: "The feed goes on at an address that is not its own",
    }, next);
  }
});

Deno.test("teamtailor leaves a feed that goes on without another advert", async () => {
  const itself = await read({ url, answer: feed([advert()], url) });
  const again = await read(
    { url, answer: feed([advert()], `${url}?page=2`) },
    { url: `${url}?page=2`, answer: feed([advert()], `${url}?page=3`) },
  );
  const empty = await read({ url, answer: feed([], `${url}?page=2`) });
  // A last page that lost its adverts looks like the end of a shorter feed.
  const [lost, repeated] = await Promise.all(
    [[], [advert()]].map((items) =>
      read(
        { url, answer: feed([advert()], `${url}?page=2`) },
        { url: `${url}?page=2`, answer: feed(items) },
      )
    ),
  );
  for (const outcome of [itself, again, empty, lost, repeated]) {
    assertEquals(outcome?.listing, {
      complete: false,
      reason: "The feed goes on without another advert",
    });
  }
});

Deno.test("teamtailor fails as a page of its feed fails", async () => {
  const error = await assertRejects(
    () =>
      read(
        { url, answer: feed([advert()], `${url}?page=2`) },
        { url: `${url}?page=2`, answer: { items: [advert({ id: "2" })] } },
      ),
    ScanError,
  );
  assertEquals(error.kind, "payload");
});

Deno.test("teamtailor refuses what is no JSON Feed", async () => {
  for (
    const answer of [
      [],
      { items: [] },
      { version: "1.1", items: [] },
      { version: VERSION, items: null },
      feed([], 2),
      "<html></html>",
    ]
  ) {
    const error = await assertRejects(() => read({ url, answer }), ScanError);
    assertEquals(error.kind, "payload");
  }
});

Deno.test("teamtailor never breaks on a feed gone wrong, nor misses an advert of it", async () => {
  const more = [advert({ id: "2" }, { title: null }), advert({ id: 3 })];
  await assertHonestWhenMutated(
    { provider: teamtailor, board, url, list: "items", id: "id" },
    feed([advert(), ...more]),
  );
});

const recorded = await recordedPayload("other/careerkit_teamtailor.json");
Deno.test({
  name: "teamtailor reads the recorded feed",
  ignore: recorded === null,
  async fn() {
    const { postings, listing } = await read({ url, answer: recorded });
    assertEquals(listing, { complete: true });
    const facts = await Promise.all(postings.map(async (posting) => [
      posting.externalId.slice(0, 8),
      (await sha256(posting.title)).slice(0, 8),
      new URL(posting.url).pathname.slice(0, 13),
      posting.locations,
      posting.workplace,
      posting.salaryMin,
      posting.postedAt?.toISOString(),
    ]));
    assertEquals(facts, [
      [
        "20fafb7d",
        "c92f97c4",
        "/jobs/7167985",
        ["Madrid, Europe, ES"],
        null,
        null,
        "2026-02-04T08:26:20.000Z",
      ],
      [
        "a52c9a45",
        "f6d83363",
        "/jobs/7069633",
        ["Stockholm, Sweden, SE", "København, Europe, DK"],
        null,
        null,
        "2026-01-18T18:35:57.000Z",
      ],
    ]);
  },
});
