import { assert, assertEquals, assertRejects } from "@std/assert";
import { ScanError, type ScanErrorKind } from "../errors.ts";
import {
  fakeHttp,
  readBoard,
  readContext,
  recordedPayload,
  withText,
} from "../testing.ts";
import { jsonLd, jsonLdBoard } from "./json_ld.ts";
import type { ReadContext } from "./types.ts";

const board = { provider: "json_ld", key: "https://acme.example/careers" };

function failure(kind: ScanErrorKind): ScanError {
  return new ScanError(kind, 'Cannot read "acme.example": it failed');
}

function advert(over: Record<string, unknown> = {}) {
  return {
    "@context": "https://schema.org",
    "@type": "JobPosting",
    title: "Baker",
    hiringOrganization: { "@type": "Organization", name: "Acme" },
    ...over,
  };
}

function page(nodes: readonly unknown[], links: readonly string[] = []) {
  const scripts = nodes.map((node) =>
    `<script type="application/ld+json">${
      typeof node === "string" ? node : JSON.stringify(node)
    }</script>`
  );
  const anchors = links.map((link) => `<a href="${link}">A job</a>`);
  return `<!DOCTYPE html><html><head><title>Careers</title>${
    scripts.join("")
  }</head><body>${anchors.join("")}</body></html>`;
}

function sitemap(...paths: string[]) {
  return `<urlset>${
    paths.map((path) => `<url><loc>https://acme.example${path}</loc></url>`)
      .join("\n")
  }</urlset>`;
}

/** A host that allows everything and has the pages given, each to be read once. */
function site(pages: Record<string, unknown>) {
  const answers = { "/robots.txt": failure("not_found"), ...pages };
  return fakeHttp(
    Object.entries(answers).map(([url, answer]) => ({ url, answer })),
  );
}

async function read(
  pages: Record<string, unknown>,
  over: Partial<ReadContext> = {},
) {
  const http = site(pages);
  const result = await readBoard(jsonLd, board, http, over);
  assertEquals(http.left(), []);
  return { ...result, titles: result.postings.map(({ title }) => title) };
}

Deno.test("jsonLdBoard() keeps the address without its fragment", () => {
  assertEquals(
    jsonLdBoard(new URL("http://Acme.example/careers?lang=en#open")),
    { provider: "json_ld", key: "http://acme.example/careers?lang=en" },
  );
});

Deno.test("jsonLd.match() leaves every address to the other providers", () => {
  assertEquals(jsonLd.match(new URL(board.key)), null);
});

Deno.test("jsonLd.hosts() are the page's host and its twin with or without www", () => {
  assertEquals(jsonLd.hosts(board), ["acme.example", "www.acme.example"]);
  assertEquals(
    jsonLd.hosts({ ...board, key: "https://www.acme.example/careers" }),
    ["www.acme.example", "acme.example"],
  );
});

Deno.test("jsonLd reads an advert into a posting", async () => {
  const { postings, listing } = await read({
    "/careers": page([advert({
      title: " Baker &amp; Cook ",
      identifier: { "@type": "PropertyValue", name: "Acme", value: 77 },
      url: "/careers/77?ref=x",
      description: "&lt;p&gt;Bread&lt;/p&gt;",
      qualifications: "Hands",
      datePosted: "02/17/2026",
      employmentType: ["FULL_TIME"],
      jobLocationType: "TELECOMMUTE",
      applicantLocationRequirements: { "@type": "Country", name: "Italy" },
      employmentUnit: { name: "Kitchen" },
      baseSalary: {
        "@type": "MonetaryAmount",
        currency: "EUR",
        value: { minValue: 30_000, maxValue: 40_000, unitText: "YEAR" },
      },
    })]),
  });
  assertEquals(listing, { complete: true });
  assertEquals(postings.map(withText), [{
    externalId: "77",
    title: "Baker & Cook",
    company: "Acme",
    url: "https://acme.example/careers/77?ref=x",
    applyUrl: null,
    locations: ["Italy"],
    workplace: "remote",
    department: "Kitchen",
    team: null,
    employmentType: "full_time",
    salaryMin: 30_000,
    salaryMax: 40_000,
    salaryCurrency: "EUR",
    salaryPeriod: "year",
    description: "Bread\n\nHands",
    requisition: "77",
    postedAt: new Date("2026-02-17T00:00:00Z"),
  }]);
});

Deno.test("jsonLd lives without the optional fields", async () => {
  const { postings } = await read({
    "/careers": page([{ "@type": "JobPosting", name: "Baker" }]),
  });
  assertEquals(postings.map(withText)[0], {
    externalId: "https://acme.example/careers",
    title: "Baker",
    company: null,
    url: "https://acme.example/careers",
    applyUrl: null,
    locations: [],
    workplace: null,
    department: null,
    team: null,
    employmentType: null,
    salaryMin: null,
    salaryMax: null,
    salaryCurrency: null,
    salaryPeriod: null,
    description: null,
    requisition: null,
    postedAt: null,
  });
});

Deno.test("jsonLd takes a field in any shape, and rejects only a missing title", () => {
  const raw = { pageUrl: board.key, externalId: "1", title: "Baker" };
  for (const odd of [null, 7, "x", [], [[null]], {}, { name: {} }, true]) {
    const fields = Object.fromEntries(
      [
        "url",
        "hiringOrganization",
        "description",
        "datePosted",
        "employmentType",
        "jobLocationType",
        "applicantLocationRequirements",
        "jobLocation",
        "baseSalary",
        "salaryCurrency",
      ].map((field) => [field, odd]),
    );
    const posting = jsonLd.normalise(jsonLd.raw.parse({ ...raw, ...fields }), {
      board,
      now: new Date(0),
    });
    assertEquals(withText(posting).title, "Baker");
  }
  for (const title of [undefined, null, " ", {}, []]) {
    assert(!jsonLd.raw.safeParse({ ...raw, title }).success);
  }
});

Deno.test("jsonLd takes the adverts on the page and follows no link", async () => {
  const { titles, listing } = await read({
    "/careers": page(
      [{ "@graph": [advert(), advert({ title: "Cook" })] }],
      ["/jobs/1"],
    ),
  });
  assertEquals(titles, ["Baker", "Cook"]);
  assertEquals(listing, { complete: true });
});

Deno.test("jsonLd follows the page's list before its links", async () => {
  const { titles, listing } = await read({
    "/careers": page([{
      "@type": "ItemList",
      itemListElement: [
        { "@type": "ListItem", url: "https://acme.example/a/1" },
        { "@type": "ListItem", url: "/a/2" },
      ],
    }], ["/jobs/1"]),
    "/a/1": page([advert()]),
    "/a/2": page([advert({ title: "Cook" })]),
  });
  assertEquals(titles, ["Baker", "Cook"]);
  assertEquals(listing, { complete: true });
});

Deno.test("jsonLd follows links that look like jobs, each once", async () => {
  const { titles, postings, listing } = await read({
    "/careers": page([], [
      "/careers/1",
      "/careers/1#apply",
      "/careers?team=kitchen",
      "/about",
      "https://other.example/jobs/1",
      "/jobs/2?utm_source=careers",
    ]),
    "/careers/1": page([advert()]),
    "/jobs/2": page([advert({ title: "Cook" })]),
  });
  assertEquals(titles, ["Baker", "Cook"]);
  assertEquals(postings.map(({ url }) => url), [
    "https://acme.example/careers/1",
    "https://acme.example/jobs/2",
  ]);
  assertEquals(listing, { complete: true });
});

Deno.test("jsonLd follows the sitemap where the page has no links", async () => {
  const { titles, listing } = await read({
    "/careers": page([]),
    "/sitemap.xml": sitemap("/", "/careers", "/jobs/1", "/blog/jobs"),
    "/jobs/1": page([advert()]),
  });
  assertEquals(titles, ["Baker"]);
  assertEquals(listing, { complete: true });
});

Deno.test("jsonLd reads the parts of a sitemap that are about jobs", async () => {
  const { titles } = await read({
    "/careers": page([]),
    "/sitemap.xml": `<sitemapindex>${
      sitemap("/sitemap-blog.xml", "/sitemap-jobs.xml")
    }</sitemapindex>`,
    "/sitemap-jobs.xml":
      "<urlset><url><loc>\n <![CDATA[https://acme.example/jobs/view?a=1&id=2]]> </loc></url></urlset>",
    "/jobs/view?a=1&id=2": page([advert()]),
  });
  assertEquals(titles, ["Baker"]);
});

Deno.test("jsonLd is not complete when a part of the sitemap fails", async () => {
  const { listing } = await read({
    "/careers": page([]),
    "/sitemap.xml": `<sitemapindex>${sitemap("/jobs.xml")}</sitemapindex>`,
    "/jobs.xml": failure("unavailable"),
  });
  assertEquals(listing.complete, false);
});

Deno.test("jsonLd completes a list of several pages from the sitemap", async () => {
  const { titles, listing } = await read({
    "/careers": page([], ["/jobs/1", "/careers?page=2"]),
    "/sitemap.xml": sitemap("/jobs/1", "/jobs/2"),
    "/jobs/1": page([advert()]),
    "/jobs/2": page([advert({ title: "Cook" })]),
  });
  assertEquals(titles, ["Baker", "Cook"]);
  assertEquals(listing, { complete: true });
});

Deno.test("jsonLd is not complete when the sitemap does not know a list of several pages", async () => {
  const { titles, listing } = await read({
    "/careers": page([], ["/jobs/1", "/careers?page=2"]),
    "/sitemap.xml": sitemap("/jobs/2"),
    "/jobs/1": page([advert()]),
    "/jobs/2": page([advert({ title: "Cook" })]),
  });
  assertEquals(titles, ["Baker", "Cook"]);
  assertEquals(listing, {
    complete: false,
    reason: "The page shows only a part of its list",
  });
});

Deno.test("jsonLd is not complete when adverts are on the first of several pages", async () => {
  const { listing } = await read({
    "/careers": page([advert()], ["?page=2"]),
  });
  assertEquals(listing, {
    complete: false,
    reason: "The page shows only a part of its list",
  });
});

Deno.test("jsonLd knows a board as empty and complete when its list or its sitemap says so", async () => {
  const empty = { "@type": "ItemList", itemListElement: [] };
  for (
    const pages of [
      { "/careers": page([empty]), "/sitemap.xml": failure("not_found") },
      { "/careers": page([]), "/sitemap.xml": sitemap("/", "/careers") },
    ]
  ) {
    const { postings, listing } = await read(pages);
    assertEquals(postings, []);
    assertEquals(listing, { complete: true });
  }
});

Deno.test("jsonLd is not complete when nothing shows that the board is empty", async () => {
  const { listing } = await read({
    "/careers": page([]),
    "/sitemap.xml": "<!DOCTYPE html><p>Not found</p>",
  });
  assertEquals(listing, {
    complete: false,
    reason: "The page names no adverts and no links to any",
  });
});

Deno.test("jsonLd is not complete when links give no advert", async () => {
  const { titles, listing } = await read({
    "/careers": page([], ["/jobs/1", "/jobs/2", "/jobs/3", "/jobs/4"]),
    "/jobs/1": page([advert()]),
    "/jobs/2": page([{ "@type": "WebPage" }]),
    "/jobs/3": failure("unavailable"),
    "/jobs/4": failure("too_large"),
  });
  assertEquals(titles, ["Baker"]);
  assertEquals(listing, {
    complete: false,
    reason: "3 of 4 links gave no advert",
  });
});

Deno.test("jsonLd takes a link that is not found for an advert that is gone", async () => {
  const { titles, listing } = await read({
    "/careers": page([], ["/jobs/1", "/jobs/2"]),
    "/jobs/1": failure("not_found"),
    "/jobs/2": page([advert()]),
  });
  assertEquals(titles, ["Baker"]);
  assertEquals(listing, { complete: true });
});

Deno.test("jsonLd is not complete when a link leads off the site, which says nothing of its advert", async () => {
  const { titles, listing } = await read({
    "/careers": page([], ["/jobs/1", "/jobs/2"]),
    "/jobs/1": failure("moved"),
    "/jobs/2": page([advert()]),
  });
  assertEquals(titles, ["Baker"]);
  assertEquals(listing, {
    complete: false,
    reason: "1 of 2 links gave no advert",
  });
});

Deno.test("jsonLd follows links to the site's other name", async () => {
  const link = "https://www.acme.example/jobs/1";
  const { titles, listing } = await read({
    "/careers": page([], [link]),
    [link]: page([advert()]),
  });
  assertEquals(titles, ["Baker"]);
  assertEquals(listing, { complete: true });
});

Deno.test("jsonLd follows a list to the site's other name", async () => {
  const link = "https://www.acme.example/jobs/1";
  const { titles, listing } = await read({
    "/careers": page([{ "@type": "ItemList", itemListElement: [link] }]),
    [link]: page([advert()]),
  });
  assertEquals(titles, ["Baker"]);
  assertEquals(listing, { complete: true });
});

Deno.test("jsonLd is not complete when a block cannot be read", async () => {
  const onPage = await read({ "/careers": page([advert(), '{"@type":']) });
  assertEquals(onPage.listing, {
    complete: false,
    reason: "JSON-LD blocks of the page that could not be read: 1",
  });
  const behindLink = await read({
    "/careers": page([], ["/jobs/1"]),
    "/jobs/1": page([advert(), '{"@type":', "{]"]),
  });
  assertEquals(behindLink.listing, {
    complete: false,
    reason: "JSON-LD blocks behind links that could not be read: 2",
  });
});

Deno.test("jsonLd is not complete when the list leads to another host", async () => {
  const { titles, listing } = await read({
    "/careers": page([{
      "@type": "ItemList",
      itemListElement: ["/jobs/1", "https://other.example/jobs/2"],
    }]),
    "/jobs/1": page([advert()]),
  });
  assertEquals(titles, ["Baker"]);
  assertEquals(listing, {
    complete: false,
    reason: "1 of 2 listed adverts are on another host",
  });
});

for (const kind of ["throttled", "deadline", "unsafe_url"] as const) {
  Deno.test(`jsonLd stops when a link answers ${kind}`, async () => {
    const http = site({
      "/careers": page([], ["/jobs/1", "/jobs/2"]),
      "/jobs/1": failure(kind),
      "/jobs/2": page([advert()]),
    });
    const error = await assertRejects(
      () => readBoard(jsonLd, board, http),
      ScanError,
    );
    assertEquals(error.kind, kind);
    assertEquals(http.left(), ["/jobs/2"]);
  });
}

Deno.test("jsonLd lets what is no failure of the board through", async () => {
  class Stop extends Error {}
  for (const url of ["/robots.txt", "/careers", "/jobs/1", "/sitemap.xml"]) {
    const http = site({
      "/careers": page([], url === "/sitemap.xml" ? [] : ["/jobs/1"]),
      [url]: new Stop(),
    });
    await assertRejects(() => readBoard(jsonLd, board, http), Stop);
  }
});

Deno.test("jsonLd fails as its page fails", async () => {
  for (const kind of ["not_found", "blocked", "too_large"] as const) {
    const error = await assertRejects(
      () => readBoard(jsonLd, board, site({ "/careers": failure(kind) })),
      ScanError,
    );
    assertEquals(error.kind, kind);
  }
});

Deno.test("jsonLd does not read a page that robots.txt forbids", async () => {
  const error = await assertRejects(
    () =>
      readBoard(
        jsonLd,
        board,
        site({ "/robots.txt": "User-agent: *\nDisallow: /careers" }),
      ),
    ScanError,
    'Cannot read "https://acme.example/careers": its robots.txt does not allow it',
  );
  assertEquals(error.kind, "blocked");
});

Deno.test("jsonLd leaves out links that robots.txt forbids and is not complete", async () => {
  const { titles, listing } = await read({
    "/robots.txt": "User-agent: *\nDisallow: /jobs/2",
    "/careers": page([], ["/jobs/1", "/jobs/2"]),
    "/jobs/1": page([advert()]),
  });
  assertEquals(titles, ["Baker"]);
  assertEquals(listing.reason, "1 of 2 links gave no advert");
});

Deno.test("jsonLd reads a host whose robots.txt fails", async () => {
  const { titles } = await read({
    "/robots.txt": failure("unavailable"),
    "/careers": page([advert()]),
  });
  assertEquals(titles, ["Baker"]);
});

const paths = Array.from({ length: 450 }, (_, i) => `/jobs/${i + 1}`);

function longList(from: number, to: number): Record<string, unknown> {
  return {
    "/careers": page([], paths),
    ...Object.fromEntries(
      paths.slice(from, to).map((path) => [path, page([advert()])]),
    ),
  };
}

Deno.test("jsonLd reads 200 links a scan and says where the next goes on", async () => {
  const { postings, listing } = await read(longList(0, 200));
  assertEquals(postings.length, 200);
  assertEquals(listing, {
    complete: false,
    reason: "The page leads to 450 adverts and a scan reads 200",
    cursor: { next: 200 },
  });
});

Deno.test("jsonLd goes on where the last scan ended", async () => {
  const cursor = { next: 200 };
  const { postings, listing } = await read(longList(200, 400), { cursor });
  assertEquals(postings[0]?.url, "https://acme.example/jobs/201");
  assertEquals(listing.cursor, { next: 400 });
});

Deno.test("jsonLd is not complete when it went on, and starts anew after the end", async () => {
  const cursor = { next: 400 };
  const { postings, listing } = await read(longList(400, 450), { cursor });
  assertEquals(postings.length, 50);
  assertEquals(listing, {
    complete: false,
    reason: "This scan went on at link 401 of 450",
  });
});

Deno.test("jsonLd starts anew when it does not know the cursor or the list has shrunk", async () => {
  for (const cursor of ["x", { next: -1 }, { next: 1 }, { next: 900 }]) {
    const { listing } = await read({
      "/careers": page([], ["/jobs/1"]),
      "/jobs/1": page([advert()]),
    }, { cursor });
    assertEquals(listing, { complete: true });
  }
});

Deno.test("jsonLd takes from a job's page what the advert does not say", async () => {
  const head =
    '<title>Baker - Acme</title><link rel="canonical" href="/jobs/b">';
  const { postings } = await read({
    "/careers": page([], ["/jobs/view?slug=b&lang=en"]),
    "/jobs/view?slug=b&lang=en": page([advert({ title: null })]).replace(
      "<title>Careers</title>",
      head,
    ),
  });
  assertEquals(
    postings.map(({ title, url, externalId }) => [title, url, externalId]),
    [
      ["Baker", "https://acme.example/jobs/b", "https://acme.example/jobs/b"],
    ],
  );
});

Deno.test("jsonLd gives an advert without a title to be rejected", async () => {
  const pages = jsonLd.pages(
    board,
    readContext(site({
      "/careers": page([advert({ title: "" }), advert({ title: "Cook" })]),
    })),
  );
  const { value } = await pages.next();
  assert(Array.isArray(value));
  assertEquals(value.map((raw) => jsonLd.raw.safeParse(raw).success), [
    false,
    true,
  ]);
});

const recordings = [
  {
    name: "internradar_icims_job",
    id:
      "https://careers-sig.icims.com/jobs/11169/trading-system-engineering-internship%3a-summer-2027/job",
    locations: ["Hong Kong, HK"],
    postedAt: "2026-07-06T00:00:00.000Z",
    employmentType: "other",
  },
  {
    name: "jobseek_jsonld_neura_robotics_manager",
    id: "00df0928-b013-448c-b3dd-6c6fb80eadc2",
    locations: ["Metzingen, DE"],
    postedAt: "2025-11-05T23:00:00.000Z",
    employmentType: null,
  },
] as const;

for (const { name, id, ...expected } of recordings) {
  const path = `jsonld/${name}.html`;
  const text = await recordedPayload(path);
  Deno.test({
    name: `jsonLd reads the recorded page ${path}`,
    ignore: text === null,
    async fn() {
      const { postings, listing } = await read({ "/careers": text });
      assertEquals(listing, { complete: true });
      assertEquals(
        postings.map((posting) => ({
          locations: posting.locations,
          postedAt: posting.postedAt?.toISOString(),
          employmentType: posting.employmentType,
        })),
        [{ ...expected, locations: [...expected.locations] }],
      );
      assertEquals(postings[0]?.externalId, id);
      const description = postings[0]?.description?.() ?? "";
      assert(description.length > 1_000);
      assert(
        !/&(?:lt|gt|amp|nbsp);|<\/?(?:p|ul|li|h2)\b|\\n/.test(description),
      );
    },
  });
}

for (
  const name of [
    "extruct_JSONLD_with_JS_comment",
    "extruct_JSONLD_with_control_characters",
    "extruct_null_ld",
    "jobseek_decathlon_talentclue_jobpage",
    "jobseek_peoplestrong_bajaj_finserv",
  ]
) {
  const path = `jsonld/${name}.html`;
  const text = await recordedPayload(path);
  Deno.test({
    name: `jsonLd finds no advert on the recorded page ${path}`,
    ignore: text === null,
    async fn() {
      const { postings, listing } = await read({
        "/careers": text,
        "/sitemap.xml": failure("not_found"),
      });
      assertEquals(postings, []);
      assertEquals(listing, {
        complete: false,
        reason: "The page names no adverts and no links to any",
      });
    },
  });
}

const feed = await recordedPayload("other/careerkit_teamtailor.json");
Deno.test({
  name: "jsonLd reads the JobPosting nodes of a recorded Teamtailor feed",
  ignore: feed === null,
  async fn() {
    const { postings } = await read({ "/careers": page([feed]) });
    assert(postings.length > 1);
    assertEquals(postings[0]?.externalId, "7167985");
    assertEquals(postings[0]?.locations, ["Madrid, Europe, ES"]);
  },
});
