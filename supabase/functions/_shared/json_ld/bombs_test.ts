/**
 * Pages that were made to hurt: what is too deep or too many is counted, and no
 * pattern of ours takes longer than in proportion to its text. A test here that
 * does not end has failed.
 */
import { assert, assertEquals } from "@std/assert";
import { ScanError } from "../errors.ts";
import { parseHtml } from "../html.ts";
import { jsonLd } from "../providers/json_ld.ts";
import { isJobAddress, isNextPage, uniqueAddresses } from "./addresses.ts";
import { descriptionOf } from "./description.ts";
import { findNodes } from "./find_nodes.ts";
import { readFlight } from "./flight.ts";
import { employmentOf, postedAt } from "./job_facts.ts";
import { payOf } from "./pay.ts";
import { placesOf, workplaceOf } from "./places.ts";
import { repairJson } from "./repair.ts";
import { parseRobots } from "./robots.ts";
import { advert, block, BOARD, html, page, readSite } from "./testing.ts";
import { textOf } from "./values.ts";

const address = new URL(BOARD.key);
const MEGABYTE = 1_000_000;

function fill(piece: string): string {
  return piece.repeat(Math.floor(MEGABYTE / piece.length));
}

/** What makes careless patterns try each beginning with each end. */
const TEXTS = [
  ..." \n<>\"'\\/*,;:&-{[(.1aA=$|#%",
  "<a ",
  "<a href=",
  '<a href="',
  "<!--",
  "<!-->",
  "-->",
  "</script",
  "<script>",
  "<script ",
  "<style>",
  "type = ",
  "&amp;",
  "&#x",
  "&quot;",
  "//",
  "/*",
  '{"',
  '":',
  '\\"',
  "1,",
  "1.",
  "k ",
  "/jobs/",
  "vacanc",
  "page/2",
  "no ",
  "remote ",
  "time",
  " or ",
  " - ",
  "&lt;",
  "\\n",
  "<p>",
  "__next_f.push(",
  "self.__next_f.push([1,",
  '__next_f.push([1,"',
  "1a:T5,",
  "1a:Tffffffff,",
];

const READERS: Record<string, (text: string) => unknown> = {
  "parseHtml()": (text) => {
    const page = parseHtml(`<html>${text}`, address);
    return [page.links(), page.head(), page.metas()];
  },
  "parseHtml() of a tag": (text) => {
    const page = parseHtml(`<html><script ${text}>x</script>`, address);
    return [page.ldJson, page.links()];
  },
  "repairJson()": (text) => repairJson(text),
  "repairJson() of a string": (text) => repairJson(`{"a":"${text}"`),
  "readFlight()": (text) =>
    readFlight([`__next_f.push([1,"${text}JobPosting"])`]),
  "textOf()": textOf,
  "descriptionOf()": (text) =>
    // Unclosed hidden elements are the business of htmlToText() and its tests.
    /script|style/.test(text) ? null : descriptionOf({ description: text })?.(),
  "postedAt()": postedAt,
  "employmentOf()": employmentOf,
  "payOf()": (text) => [
    payOf({ baseSalary: text }),
    payOf({
      baseSalary: { minValue: `1${text.slice(0, -1)}1`, unitText: text },
    }),
  ],
  "placesOf()": (text) => placesOf({ jobLocation: `a${text}b` }, null, null),
  "workplaceOf()": (text) => workplaceOf({ jobLocationType: text }, text),
  "addresses": (text) => {
    const url = new URL(`/${text}`.replace(/^\/+/, "/"), address);
    return [
      isJobAddress(url, address),
      isNextPage(url, text, address),
      uniqueAddresses([url]),
    ];
  },
  "parseRobots()": (text) =>
    parseRobots(`User-agent: *\nDisallow: /${text}`).allows(
      new URL(`/x${text.slice(0, 2_000).replace(/^\/+/, "")}`, address),
    ),
};

for (const [name, read] of Object.entries(READERS)) {
  Deno.test(`${name} takes time in proportion to its text`, () => {
    for (const piece of TEXTS) {
      const text = `${fill(piece)}!`;
      if (name !== "addresses" || URL.canParse(`/${text}`, address)) read(text);
    }
  });
}

Deno.test("jsonLd counts a block that is nested too deeply, as far as JSON goes", async () => {
  const depth = 100_000;
  const { titles, listing } = await readSite({
    "/careers": page([
      advert(),
      `${'{"a":['.repeat(depth)}${JSON.stringify(advert())}${
        "]}".repeat(depth)
      }`,
    ]),
  });
  assertEquals(titles, ["Baker"]);
  assertEquals(listing.complete, false);
});

Deno.test("jsonLd reads fields that are nested too deeply as unknown", () => {
  const depth = 100_000;
  const deep: unknown = JSON.parse(
    `${'{"name":['.repeat(depth)}${"]}".repeat(depth)}`,
  );
  const [node] = findNodes({
    ...advert(),
    Title: "Baker",
    ...Object.fromEntries(
      [
        "jobLocation",
        "baseSalary",
        "hiringOrganization",
        "identifier",
        "description",
        "employmentType",
        "datePosted",
        "applicantLocationRequirements",
      ].map((field) => [field, deep]),
    ),
  }).postings;
  assert(node);
  const raw = jsonLd.raw.parse({
    ...node,
    pageUrl: BOARD.key,
    externalId: "1",
  });
  const posting = jsonLd.normalise(raw, { board: BOARD, now: new Date(0) });
  assertEquals(posting.locations, []);
  assertEquals(posting.salaryMin, null);
});

Deno.test("jsonLd counts what it could not look at in a page of very many values", async () => {
  const { postings, listing } = await readSite({
    "/careers": page([advert(), Array.from({ length: 100_100 }, () => ({}))]),
  });
  assertEquals(postings.length, 1);
  assertEquals(
    listing.reason,
    "JSON-LD blocks of the page that could not be read: 1",
  );
});

Deno.test("jsonLd lives with elements nested without end", async () => {
  const body =
    `<div itemscope itemtype="https://schema.org/JobPosting"><b itemprop="title">Baker</b>${
      "<div>".repeat(100_000)
    }<b itemprop="url">/</b>`;
  const outcome = await readSite({
    "/careers": html("", body),
  }).then(({ listing }) => listing.complete, (error) => {
    // Some parsers give up: that is a page that cannot be read.
    if (!(error instanceof ScanError)) throw error;
    return false;
  });
  assertEquals(outcome, false);
});

Deno.test("jsonLd does not mend a block of many megabytes", async () => {
  const { listing } = await readSite({
    "/careers": page([advert(), `[${"1,".repeat(2_600_000)}]`]),
  });
  assertEquals(listing.complete, false);
});

Deno.test("jsonLd reads 20,000 blocks", async () => {
  const { titles, listing } = await readSite({
    "/careers": html(block("null").repeat(20_000) + block(advert())),
  });
  assertEquals([titles, listing.complete], [["Baker"], true]);
});
