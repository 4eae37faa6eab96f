/**
 * json_ld against pages that nobody wrote: any bytes, any damage.
 */
import { assert, assertEquals } from "@std/assert";
import { escape } from "@std/html/entities";
import fc from "fast-check";
import { ScanError } from "../errors.ts";
import { jsonLd } from "../providers/json_ld.ts";
import type { Listing } from "../providers/types.ts";
import { readContext } from "../testing.ts";
import {
  advert,
  block,
  BOARD,
  html,
  page,
  readSite,
  sitemap,
} from "./testing.ts";

interface Outcome {
  readonly listing: Listing;
  readonly titles: readonly string[];
}

/** Reads a site on which every address answers the same; null: the scan failed as a scan may. */
async function readAnything(text: string): Promise<Outcome | null> {
  const answer = () => Promise.resolve(text);
  const pages = jsonLd.pages(
    BOARD,
    readContext({ text: answer, json: answer }),
  );
  const titles: string[] = [];
  try {
    while (true) {
      const { value, done } = await pages.next();
      if (done) return { listing: value, titles };
      for (const raw of value) {
        const read = jsonLd.raw.safeParse(raw);
        if (!read.success) continue;
        const posting = jsonLd.normalise(read.data, {
          board: BOARD,
          now: new Date(0),
        });
        posting.description?.();
        assert(URL.canParse(posting.url), posting.url);
        assert(posting.externalId !== "");
        titles.push(posting.title);
      }
    }
  } catch (error) {
    if (!(error instanceof ScanError)) throw error;
    return null;
  }
}

const whole = html(
  block({
    "@graph": [advert({ url: "/jobs/1", baseSalary: { value: "9k" } })],
  }) +
    '<base href="/x/"><meta name="job-title" content="Baker"><link rel=next href="?page=2">',
  `<ul itemscope itemtype="https://schema.org/JobPosting"><li itemprop="title">Cook</li></ul>
   <script>self.__next_f.push([1,${
    JSON.stringify(`1:{"a":${JSON.stringify(advert({ url: "$2" }))}}\n2:T3,abc`)
  }])</script><a href="/jobs/2">A job</a><!-- x -->${sitemap("/jobs/3")}`,
);

const pieces = fc.constantFrom(
  ...whole.split(/(?<=[<>"{}[\],:=&/ ])/),
  "<!--",
  "-->",
  "</script>",
  '<script type="application/ld+json">',
  '{"@type":"JobPosting","title":"x"}',
  "JobPosting",
  '"',
  "\\",
  "\u0000",
  "\ud800",
  "&amp;",
  "User-agent: *\nDisallow: /",
);

Deno.test("jsonLd throws nothing but ScanError, whatever a page consists of", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(
        fc.string({ unit: "binary", maxLength: 200 }),
        fc.uint8Array({ maxLength: 400 }).map((bytes) =>
          new TextDecoder().decode(bytes)
        ),
        fc.array(pieces, { maxLength: 40 }).map((all) => all.join("")),
      ),
      async (text) => {
        await readAnything(text);
      },
    ),
    { numRuns: 500 },
  );
});

Deno.test("jsonLd throws nothing but ScanError, however a page is mutated", async () => {
  const mutation = fc.record({
    at: fc.nat(whole.length),
    length: fc.nat(60),
    by: pieces,
  });
  await fc.assert(
    fc.asyncProperty(
      fc.array(mutation, { minLength: 1, maxLength: 5 }),
      async (mutations) => {
        let text = whole;
        for (const { at, length, by } of mutations) {
          text = text.slice(0, at) + by + text.slice(at + length);
        }
        await readAnything(text);
      },
    ),
    { numRuns: 500 },
  );
});

Deno.test("jsonLd reads a node whose fields are anything at all", async () => {
  const fields = [
    "@id",
    "title",
    "name",
    "url",
    "identifier",
    "hiringOrganization",
    "employmentUnit",
    "description",
    "responsibilities",
    "datePosted",
    "employmentType",
    "jobLocationType",
    "applicantLocationRequirements",
    "jobLocation",
    "baseSalary",
    "estimatedSalary",
    "salaryCurrency",
  ];
  const keys = ["name", "address", "value", "minValue", "currency", "@value"];
  const value = fc.oneof(
    fc.anything({
      key: fc.oneof(fc.constantFrom(...keys), fc.string()),
      maxDepth: 4,
    }),
    fc.webUrl(),
    fc.string(),
  );
  await fc.assert(
    fc.asyncProperty(
      fc.dictionary(fc.constantFrom(...fields), value),
      async (fields) => {
        const json = JSON.stringify({ ...fields, "@type": "JobPosting" }, (
          _,
          inner,
        ) => typeof inner === "bigint" ? String(inner) : inner);
        assert(await readAnything(page([json.replaceAll("<", "\\u003c")])));
      },
    ),
    { numRuns: 300 },
  );
});

const plain = fc.stringMatching(/^[A-Za-z][A-Za-z0-9 ,.&'é-]{0,20}$/);
const node = fc.record({
  title: plain.map((title) => title.trim()),
  id: fc.stringMatching(/^[A-Z]{1,3}-[0-9]{1,6}$/),
  text: fc.string({
    unit: fc.constantFrom(..."ab <>/*,:{}[]&;'\n\t$é"),
    maxLength: 30,
  }),
}).map(({ title, id, text }) => ({
  title,
  id,
  json: JSON.stringify(
    advert({
      title: escape(title),
      identifier: { "@type": "PropertyValue", value: id },
      description: text,
    }),
  ).replaceAll("<", "\\u003c"),
}));

const CONTAINERS: ((json: string) => string)[] = [
  (json) => json,
  (json) => `[${json}]`,
  (json) =>
    `{"@context":"https://schema.org","@graph":[{"@type":"WebSite"},${json}]}`,
  (json) => `{"@graph":[{"@graph":${json}}]}`,
  (json) =>
    `{"@type":"ItemList","itemListElement":[{"@type":"ListItem","item":${json}}]}`,
  (json) => `{"@type":"WebPage","mainEntity":{"hasPart":[${json}]}}`,
  (json) =>
    json.replace('"JobPosting"', '["Thing","http://schema.org/JobPosting"]'),
];

/** The strings and marks of a JSON text, between which damage can stand. */
function marksOf(json: string): string[] {
  return json.match(/"(?:[^"\\]|\\.)*"|[{}[\],:]|[^{}[\],:"]+/g) ?? [];
}

const DAMAGES: ((json: string) => string)[] = [
  (json) => json,
  (json) => `//<![CDATA[\n${json}\n//]]>`,
  (json) => `<!--\n${json}\n-->`,
  (json) => `\ufeff${json};`,
  (json) => marksOf(json).join("/* , */"),
  (json) => marksOf(json).join(" // {\n"),
  (json) =>
    json.replace(/(?<=["}\]])[}\]]+$/, (ends) => `,${[...ends].join(",")}`),
  (json) =>
    json.replace(
      /\\([ntu])/g,
      (escape, char: string) =>
        char === "n" ? "\n" : char === "t" ? "\t" : escape,
    ),
  (json) => `{"@type":"WebSite"}${json}`,
];

Deno.test("jsonLd finds every advert again in any container with any harmless damage", async () => {
  await fc.assert(
    fc.asyncProperty(
      node,
      fc.constantFrom(...CONTAINERS),
      fc.constantFrom(...DAMAGES),
      fc.boolean(),
      async ({ title, id, json }, contain, damage, isEscaped) => {
        const damaged = damage(contain(json));
        const { postings, listing } = await readSite({
          "/careers": page([isEscaped ? escape(damaged) : damaged]),
        });
        assertEquals(
          postings.map(({ title, externalId }) => [title, externalId]),
          [[title.replace(/\s+/g, " "), id]],
        );
        assertEquals(listing, { complete: true });
      },
    ),
    { numRuns: 500 },
  );
});

Deno.test("jsonLd is never complete when a block of adverts is damaged beyond repair", async () => {
  const damage = fc.oneof(
    // Cut somewhere inside the outermost object.
    fc.nat().map((at) => (json: string) =>
      json.slice(0, 1 + at % (json.length - 2))
    ),
    fc.constantFrom(
      (json: string) => `var job = ${json}`,
      (json: string) => json.replace(/:/, ": function () {},"),
      (json: string) => json.replace('"JobPosting"', '"Job"Posting"'),
      (json: string) => `${json}]`,
      (json: string) => json.replace(",", "]"),
    ),
  );
  await fc.assert(
    fc.asyncProperty(
      node,
      damage,
      fc.boolean(),
      async ({ json }, damage, isLinked) => {
        const good = advert({ title: "Cook", identifier: "good" });
        const bad = page([good, damage(json)]);
        const { titles, listing } = await readSite(
          isLinked
            ? { "/careers": page([], ["/jobs/1"]), "/jobs/1": bad }
            : { "/careers": bad },
        );
        assertEquals(titles, ["Cook"]);
        assertEquals(listing.complete, false);
      },
    ),
    { numRuns: 300 },
  );
});

Deno.test("jsonLd is never complete on a careers page that is cut off within its list", async () => {
  const links = Array.from({ length: 9 }, (_, i) => `/jobs/${i}`);
  const list = `<!DOCTYPE html><html><body><main><ul>${
    links.map((link) => `<li><a href="${link}">A job</a></li>`).join("")
  }</ul></main></body></html>`;
  const from = list.indexOf("<li>");
  const to = list.indexOf("</main>");
  const answers = new Map<string, string>();
  for (const link of links) answers.set(link, page([advert({ url: link })]));
  for (let end = from; end < to; end++) {
    answers.set("/careers", list.slice(0, end));
    const text = (url: URL) => Promise.resolve(answers.get(url.pathname) ?? "");
    const pages = jsonLd.pages(BOARD, readContext({ text, json: text }));
    let next = await pages.next();
    while (!next.done) next = await pages.next();
    assertEquals(next.value.complete, false, `${end}`);
  }
});
