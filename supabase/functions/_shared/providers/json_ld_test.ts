import { assert, assertEquals, assertRejects } from "@std/assert";
import { ScanError } from "../errors.ts";
import {
  advert,
  BOARD as board,
  failure,
  page,
  readSite as read,
  site,
  sitemap,
} from "../json_ld/testing.ts";
import type { Posting } from "../posting.ts";
import {
  readBoard,
  readContext,
  recordedPayload,
  withText,
} from "../testing.ts";
import { jsonLd, jsonLdBoard } from "./json_ld.ts";

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
    "https://www.acme.example/robots.txt": "",
    [link]: page([advert()]),
  });
  assertEquals(titles, ["Baker"]);
  assertEquals(listing, { complete: true });
});

Deno.test("jsonLd follows a list to the site's other name", async () => {
  const link = "https://www.acme.example/jobs/1";
  const { titles, listing } = await read({
    "/careers": page([{ "@type": "ItemList", itemListElement: [link] }]),
    "https://www.acme.example/robots.txt": "",
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
  for (
    const url of [
      "https://acme.example/robots.txt",
      "/careers",
      "/jobs/1",
      "/sitemap.xml",
    ]
  ) {
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
        site({
          "https://acme.example/robots.txt":
            "User-agent: *\nDisallow: /careers",
        }),
      ),
    ScanError,
    'Cannot read "https://acme.example/careers": its robots.txt does not allow it',
  );
  assertEquals(error.kind, "blocked");
});

Deno.test("jsonLd leaves out links that robots.txt forbids and is not complete", async () => {
  const { titles, listing } = await read({
    "https://acme.example/robots.txt": "User-agent: *\nDisallow: /jobs/2",
    "/careers": page([], ["/jobs/1", "/jobs/2"]),
    "/jobs/1": page([advert()]),
  });
  assertEquals(titles, ["Baker"]);
  assertEquals(listing.reason, "1 of 2 links gave no advert");
});

Deno.test("jsonLd reads a host that has no robots.txt or does not show it", async () => {
  for (const kind of ["not_found", "blocked", "payload", "moved"] as const) {
    const { titles } = await read({
      "https://acme.example/robots.txt": failure(kind),
      "/careers": page([advert()]),
    });
    assertEquals(titles, ["Baker"], kind);
  }
});

Deno.test("jsonLd leaves a host alone that cannot say what it allows", async () => {
  for (const kind of ["unavailable", "timeout", "too_large"] as const) {
    const http = site({ "https://acme.example/robots.txt": failure(kind) });
    const error = await assertRejects(
      () => readBoard(jsonLd, board, http),
      ScanError,
    );
    assertEquals(error.kind, kind);
  }
});

Deno.test("jsonLd asks each host of the site for its own robots.txt, once", async () => {
  const twin = "https://www.acme.example";
  const { titles, listing } = await read({
    "https://acme.example/robots.txt": "User-agent: *\nDisallow: /jobs/2",
    [`${twin}/robots.txt`]: "User-agent: *\nDisallow: /jobs/1",
    "/careers": page([], [`${twin}/jobs/1`, `${twin}/jobs/2`]),
    [`${twin}/jobs/2`]: page([advert()]),
  });
  assertEquals(titles, ["Baker"]);
  assertEquals(listing.reason, "1 of 2 links gave no advert");
});

Deno.test("jsonLd is not complete when a host of the site cannot say what it allows", async () => {
  const twin = "https://www.acme.example";
  const { titles, listing } = await read({
    [`${twin}/robots.txt`]: failure("unavailable"),
    "/careers": page([], ["/jobs/1", `${twin}/jobs/2`]),
    "/jobs/1": page([advert()]),
  });
  assertEquals(titles, ["Baker"]);
  assertEquals(listing.reason, "1 of 2 links gave no advert");
});

const paths = Array.from({ length: 450 }, (_, i) => `/jobs/${1_000 + i}`);

function longList(from: number, to: number): Record<string, unknown> {
  return {
    "/careers": page([], paths),
    ...Object.fromEntries(
      paths.slice(from, to).map((path) => [path, page([advert()])]),
    ),
  };
}

Deno.test("jsonLd reads a long list in turns of 200 links, each of them whole, up to the end", async () => {
  const urls: string[] = [];
  let cursor: unknown = null;
  for (
    const [from, to, reason] of [
      [0, 200, "The page leads to 450 adverts and a scan reads 200"],
      [
        200,
        400,
        "This scan went on at link 201 of 450; The page leads to 450 adverts and a scan reads 200",
      ],
      [400, 450, undefined],
    ] as const
  ) {
    const { postings, listing } = await read(longList(from, to), { cursor });
    urls.push(...postings.map(({ url }) => url));
    assertEquals(listing.complete, true);
    assertEquals(listing.reason, reason);
    cursor = listing.cursor ?? null;
  }
  assertEquals(cursor, null);
  assertEquals(urls, paths.map((path) => `https://acme.example${path}`));
});

Deno.test("jsonLd starts anew when it does not know the cursor or nothing is left behind it", async () => {
  const passed = { after: "https://acme.example/jobs/9", passed: "x" };
  for (const cursor of ["x", { next: 1 }, { after: 7 }, passed]) {
    const { listing } = await read({
      "/careers": page([], ["/jobs/1"]),
      "/jobs/1": page([advert()]),
    }, { cursor });
    assertEquals(listing, { complete: true });
  }
});

Deno.test("jsonLd keeps what it read when the time is up, and goes on there", async () => {
  const careers = page([], ["/jobs/1", "/jobs/2", "/jobs/3"]);
  const http = site({
    "/careers": careers,
    "/jobs/1": page([advert()]),
    "/jobs/2": failure("deadline"),
    "/jobs/3": "never asked for",
  });
  const { postings, listing } = await readBoard(jsonLd, board, http);
  assertEquals(http.left(), ["/jobs/3"]);
  assertEquals(postings.length, 1);
  assertEquals(
    listing.reason,
    "The time of the scan was up after 1 of 3 links",
  );
  const rest = await read({
    "/careers": careers,
    "/jobs/2": page([advert()]),
    "/jobs/3": page([advert({ title: "Cook" })]),
  }, { cursor: listing.cursor });
  assertEquals(rest.titles, ["Baker", "Cook"]);
  assertEquals(rest.listing, { complete: true });
});

Deno.test("jsonLd is not complete when links were added behind which it has gone already", async () => {
  const http = site({
    "/careers": page([], ["/jobs/2", "/jobs/3"]),
    "/jobs/2": page([advert()]),
    "/jobs/3": failure("deadline"),
  });
  const { listing: { cursor } } = await readBoard(jsonLd, board, http);
  const { listing } = await read({
    "/careers": page([], ["/jobs/1", "/jobs/2", "/jobs/3"]),
    "/jobs/3": page([advert()]),
  }, { cursor });
  assertEquals(listing, {
    complete: false,
    reason: "Links that were read before have changed since",
  });
});

Deno.test("jsonLd says of a turn that gave no advert for a link that it is not whole", async () => {
  const { listing } = await read({
    ...longList(0, 199),
    [paths[199] ?? ""]: page([]),
  });
  assertEquals(listing.complete, false);
  assertEquals(
    listing.reason,
    "1 of 200 links gave no advert; The page leads to 450 adverts and a scan reads 200",
  );
});

Deno.test("jsonLd is not complete when no link at all is found", async () => {
  const { postings, listing } = await read({
    "/careers": page([], ["/jobs/1", "/jobs/2"]),
    "/jobs/1": failure("not_found"),
    "/jobs/2": failure("not_found"),
  });
  assertEquals(postings, []);
  assertEquals(listing, {
    complete: false,
    reason: "None of 2 links was found",
  });
});

Deno.test("jsonLd follows what a list names besides the adverts that it carries", async () => {
  const { titles, listing } = await read({
    "/careers": page([{
      "@type": "ItemList",
      itemListElement: [
        { "@type": "ListItem", item: advert({ url: "/jobs/1" }) },
        { "@type": "ListItem", url: "/jobs/1?utm_source=list" },
        { "@type": "ListItem", url: "/jobs/2" },
      ],
    }]),
    "/jobs/2": page([advert({ title: "Cook" })]),
  });
  assertEquals(titles, ["Baker", "Cook"]);
  assertEquals(listing, { complete: true });
});

Deno.test("jsonLd does not take the adverts that a page praises for its list", async () => {
  const { titles, listing } = await read({
    "/careers": page([advert()], ["/jobs/1", "/jobs/2", "/jobs/3"]),
  });
  assertEquals(titles, ["Baker"]);
  assertEquals(listing, {
    complete: false,
    reason: "The page shows only a part of its list",
  });
});

Deno.test("jsonLd is not complete when the page ends in the middle", async () => {
  const whole = page([advert()], ["/about"]);
  const end = whole.indexOf("A job");
  const { titles, listing } = await read({ "/careers": whole.slice(0, end) });
  assertEquals(titles, ["Baker"]);
  assertEquals(listing, {
    complete: false,
    reason: "The page ends in the middle",
  });
});

Deno.test("jsonLd gives one posting for a page that is linked under different trackers", async () => {
  const { postings, listing } = await read({
    "/careers": page([], [
      "/jobs/1?utm_source=a",
      "/jobs/1?gclid=b&ref=home",
      "/jobs/1?visit=8",
    ]),
    "/jobs/1": page([advert()]),
    "/jobs/1?visit=8": page([advert()]),
  });
  assertEquals(new Set(postings.map(({ externalId }) => externalId)).size, 1);
  assertEquals(listing, { complete: true });
});

Deno.test("jsonLd tells adverts apart whose addresses differ in a number only", async () => {
  const { postings } = await read({
    "/careers": page([], ["/jobs/view?ref=1", "/jobs/view?ref=2"]),
    "/jobs/view?ref=1": page([advert({ jobLocation: "Rome" })]),
    "/jobs/view?ref=2": page([advert({ jobLocation: "Oslo" })]),
  });
  assertEquals(new Set(postings.map(({ externalId }) => externalId)).size, 2);
  assertEquals(postings.map(({ locations }) => locations), [["Rome"], [
    "Oslo",
  ]]);
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

Deno.test("jsonLd takes no title from the page for an advert that says nothing", async () => {
  const pages = jsonLd.pages(
    board,
    readContext(site({ "/careers": page([{ "@type": "JobPosting" }]) })),
  );
  const { value } = await pages.next();
  assert(Array.isArray(value));
  assertEquals(value.map((raw) => jsonLd.raw.safeParse(raw).success), [false]);
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

/** What stands in a recording's longer texts, without repeating them. */
async function hashOf(text: string | null | undefined): Promise<string> {
  const hash = await crypto.subtle.digest(
    "SHA-256",
    new TextEncoder().encode(text ?? ""),
  );
  return [...new Uint8Array(hash, 0, 6)]
    .map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Facts that a posting shows, its texts as hashes. */
async function factsOf(posting: Posting) {
  return {
    title: await hashOf(posting.title),
    url: await hashOf(posting.url),
    company: await hashOf(posting.company),
    id: await hashOf(posting.externalId),
    requisition: posting.requisition !== null,
    locations: posting.locations,
    workplace: posting.workplace,
    employmentType: posting.employmentType,
    salaryMin: posting.salaryMin,
    postedAt: posting.postedAt?.toISOString(),
  };
}

const recordings = [
  {
    name: "internradar_icims_job",
    title: "62c2beae1f0c",
    url: "486222ce3042",
    company: "91adf5917657",
    id: "486222ce3042",
    requisition: false,
    locations: ["Hong Kong, HK"],
    workplace: null,
    employmentType: "other" as const,
    salaryMin: null,
    postedAt: "2026-07-06T00:00:00.000Z",
  },
  {
    name: "jobseek_jsonld_neura_robotics_manager",
    title: "af8f8cd47890",
    url: "73252140675c",
    company: "f1f2b5e1570b",
    id: "7b5e5fafd50f",
    requisition: true,
    locations: ["Metzingen, DE"],
    workplace: null,
    employmentType: null,
    salaryMin: null,
    postedAt: "2025-11-05T23:00:00.000Z",
  },
];

for (const { name, ...expected } of recordings) {
  const path = `jsonld/${name}.html`;
  const text = await recordedPayload(path);
  Deno.test({
    name: `jsonLd reads the recorded page ${path}`,
    ignore: text === null,
    async fn() {
      const { postings, listing } = await read({ "/careers": text });
      assertEquals(listing, { complete: true });
      assertEquals(await Promise.all(postings.map(factsOf)), [expected]);
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
    const { postings, listing } = await read({ "/careers": page([feed]) });
    assertEquals(listing, { complete: true });
    const common = {
      url: await hashOf(board.key),
      company: await hashOf(null),
      requisition: true,
      workplace: null,
      employmentType: null,
      salaryMin: null,
    };
    assertEquals(await Promise.all(postings.map(factsOf)), [{
      ...common,
      title: "c92f97c4ec6a",
      id: await hashOf("7167985"),
      locations: ["Madrid, Europe, ES"],
      postedAt: "2026-02-04T08:26:20.000Z",
    }, {
      ...common,
      title: "f6d833637875",
      id: await hashOf("7069633"),
      locations: ["Stockholm, Sweden, SE", "København, Europe, DK"],
      postedAt: "2026-01-18T18:35:57.000Z",
    }]);
  },
});
