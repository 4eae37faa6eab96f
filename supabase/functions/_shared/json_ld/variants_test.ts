/**
 * The table of what pages do: each container, each malformation and each variant
 * of a field that was seen in the wild, read as a scan reads it.
 */
import { assertEquals } from "@std/assert";
import { escape } from "@std/html/entities";
import type { Posting } from "../posting.ts";
import { withText } from "../testing.ts";
import {
  advert,
  block,
  failure,
  html,
  page,
  readSite,
  sitemap,
} from "./testing.ts";

const node = advert({ identifier: "77", url: "/careers/77" });
const json = JSON.stringify(node);

function script(attributes: string, text = json): string {
  return `<script ${attributes}>${text}</script>`;
}

function flight(...pieces: string[]): string {
  return pieces.map((piece) =>
    `<script>self.__next_f.push([1,${
      JSON.stringify(piece).replaceAll("<", "\\u003c")
    }])</script>`
  ).join("");
}

const LD = 'type="application/ld+json"';

/** Each a page with the one advert. */
const CONTAINERS: Record<string, string> = {
  "a script": html(block(node)),
  "attributes in any order": html(script(`nonce="x" ${LD} data-x=1`)),
  "single quotes": html(script("type='application/ld+json'")),
  "no quotes": html(script("type=application/ld+json")),
  "capitals": html(`<SCRIPT TYPE="Application/LD+JSON">${json}</SCRIPT>`),
  "a character set": html(script('type="application/ld+json; charset=utf-8"')),
  "an escaped plus sign": html(script('type="application/ld&#43;json"')),
  "the body": html("", `<p>${block(node)}</p>`),
  "several blocks": html(block({ "@type": "WebSite" }) + block(node)),
  "an empty block before": html(block("") + block("\n") + block(node)),
  "a null block before": html(block("null") + block(node)),
  "an array": html(block([node])),
  "@graph": html(block({ "@graph": [{ "@type": "WebSite" }, node] })),
  "@graph with one node": html(block({ "@graph": node })),
  "@graph in @graph": html(block({ "@graph": [{ "@graph": [node] }] })),
  "an ItemList of items": html(block({
    "@type": "ItemList",
    itemListElement: [{ "@type": "ListItem", item: node }],
  })),
  "an ItemList of adverts": html(
    block({ "@type": "ItemList", itemListElement: [node] }),
  ),
  "mainEntity": html(block({ "@type": "WebPage", mainEntity: node })),
  "mainEntity of hasPart": html(
    block({ "@type": "CollectionPage", hasPart: [{ mainEntity: node }] }),
  ),
  "a key of the page's own": html(block({ props: { jobs: { a: node } } })),
  "types in an array": html(
    block({ ...node, "@type": ["Thing", "JobPosting"] }),
  ),
  "a type as an address": html(
    block({ ...node, "@type": "http://schema.org/JobPosting" }),
  ),
  "PascalCase keys": html(block({
    "@context": "https://schema.org",
    "@type": "JobPosting",
    Title: "Baker",
    Identifier: { "@type": "PropertyValue", Value: 77 },
    Url: "/careers/77",
    HiringOrganization: { Name: "Acme" },
  })),
  "flight data": html("", flight(`2:{"job":${json}}\n`)),
  "flight data in a text": html(
    "",
    flight(`2:["$","script",null,{"__html":${JSON.stringify(json)}}]\n`),
  ),
  "flight data in a row of its own": html(
    "",
    flight(`1b:T${json.length.toString(16)},`, json),
  ),
  "flight data in pieces": html(
    "",
    flight(`2:{"job":${json.slice(0, 40)}`, `${json.slice(40)}}\n`),
  ),
  "microdata": html(
    "",
    `<div itemscope itemtype="https://schema.org/JobPosting"><meta itemprop="identifier" content="77">
     <a itemprop="url" href="/careers/77"><h1 itemprop="title">Baker</h1></a>
     <p itemprop="hiringOrganization" itemscope itemtype="https://schema.org/Organization"><b itemprop="name">Acme</b></p></div>`,
  ),
  "microdata beside an empty block": html(
    block(""),
    `<p itemscope itemtype='http://schema.org/JobPosting'><b itemprop="title">Baker</b><i itemprop="identifier">77</i>
     <i itemprop="hiringOrganization">Acme</i><link itemprop="url" href="/careers/77">`,
  ),
  "meta elements": html(
    `<link rel="canonical" href="/careers/77"><meta name="gtm_tbcn_jobtitle" content="Baker"><meta name="job-ats-req-id" content="77">`,
  ),
};

for (const [name, text] of Object.entries(CONTAINERS)) {
  Deno.test(`jsonLd finds an advert in ${name}`, async () => {
    const { postings, listing } = await readSite({ "/careers": text });
    assertEquals(
      postings.map(({ title, externalId, company, url }) => ({
        title,
        externalId,
        company,
        url,
      })),
      [{
        title: "Baker",
        externalId: "77",
        company: name === "meta elements" ? null : "Acme",
        url: "https://acme.example/careers/77",
      }],
    );
    assertEquals(listing, { complete: true });
  });
}

const long = advert({
  identifier: "77",
  description: "one\ntwo\tthree $5 & <b>four</b>",
});
const text = JSON.stringify(long);

/** Each the block of that advert as some site writes it. */
const MALFORMATIONS: Record<string, string> = {
  "raw line breaks and tabs": text.replaceAll("\\n", "\n").replaceAll(
    "\\t",
    "\t",
  ),
  "other control characters": text.replace("one", "\u0001one\u001f"),
  "CDATA in line comments": `//<![CDATA[\n${text}\n//]]>`,
  "CDATA in block comments": `/*<![CDATA[*/${text}/*]]>*/`,
  "bare CDATA": `<![CDATA[${text}]]>`,
  "an HTML comment": `<!--\n${text}\n-->`,
  "JS comments": `// head\n${text.replace(",", ", /* here */ // there\n")}`,
  "trailing commas": text.replaceAll("}", ",}"),
  "doubled commas": text.replace(",", ",,"),
  "entities": escape(text),
  "entities with numbers": text.replaceAll('"', "&#34;").replaceAll(
    "<",
    "&#x3C;",
  ),
  "a missing comma": text.replace(',"title"', '\n"title"'),
  "an invalid escape": text.replace("$5", "\\$5"),
  "a byte order mark": `\ufeff${text}`,
  "two objects in a row": `{"@type":"WebSite"}${text}`,
  "two objects, one advert each": `${text}\n${text}`,
  "a semicolon behind": `${text};`,
};

for (const [name, damaged] of Object.entries(MALFORMATIONS)) {
  Deno.test(`jsonLd reads a block with ${name}`, async () => {
    const { postings, listing } = await readSite({
      "/careers": page([damaged]),
    });
    const [posting] = postings;
    assertEquals([posting?.title, posting?.externalId], ["Baker", "77"]);
    assertEquals(
      // deno-lint-ignore no-control-regex -- some of the damages are those
      posting?.description?.().replace(/[\s\u0001\u001f]+/g, " ").trim(),
      "one two three $5 & four",
    );
    assertEquals(listing, { complete: true });
  });
}

const DAMAGED_BEYOND_REPAIR: Record<string, string> = {
  "cut off": text.slice(0, -20),
  "a quote within a text": text.replace("one", 'say "one"'),
  "a script": `window.job = ${text}`,
  "a bare word": text.replace('"Baker"', "undefined"),
  "a brace too many": `${text}}`,
};

for (const [name, damaged] of Object.entries(DAMAGED_BEYOND_REPAIR)) {
  Deno.test(`jsonLd counts a block with ${name}`, async () => {
    const { titles, listing } = await readSite({
      "/careers": page([advert({ title: "Cook" }), damaged]),
    });
    assertEquals(titles, ["Cook"]);
    assertEquals(listing, {
      complete: false,
      reason: "JSON-LD blocks of the page that could not be read: 1",
    });
  });
}

Deno.test("jsonLd counts flight data that is damaged beyond repair", async () => {
  const { listing } = await readSite({
    "/careers": html("", flight(`2:{"job":${json.slice(0, -9)}`)),
    "/sitemap.xml": sitemap("/careers"),
  });
  assertEquals(listing, {
    complete: false,
    reason: "JSON-LD blocks of the page that could not be read: 1",
  });
});

Deno.test("jsonLd follows a list before it looks at flight data and elements", async () => {
  const list = { "@type": "ItemList", itemListElement: ["/careers/1"] };
  const { titles, listing } = await readSite({
    "/careers": html(block(list), flight(`2:{"job":${json}}\n`)),
    "/careers/1": page([advert({ title: "Cook" })]),
  });
  assertEquals(titles, ["Cook"]);
  assertEquals(listing, { complete: true });
});

const MONTHLY = {
  salaryMin: 3_000,
  salaryMax: 4_000,
  salaryCurrency: "EUR",
  salaryPeriod: "month",
} as const;
const ONE = { ...MONTHLY, salaryMax: 3_000 };
const NO_PAY = {
  salaryMin: null,
  salaryMax: null,
  salaryCurrency: null,
  salaryPeriod: null,
};
const day = new Date("2026-02-01T00:00:00Z");
const rome = { "@type": "PostalAddress", addressLocality: "Rome" };
const place = (over: Record<string, unknown>) => ({
  "@type": "Place",
  ...over,
});

const PERIODS: Record<string, Posting["salaryPeriod"]> = {
  HOUR: "hour",
  DAY: "day",
  WEEK: "week",
  MONTH: "month",
  YEAR: "year",
};

type Variant = [Record<string, unknown>, Partial<ReturnType<typeof withText>>];

/** What the node says, and what the posting must then say. */
const FIELDS: Record<string, readonly Variant[]> = {
  title: [
    [{ title: " Baker\n&amp; Cook " }, { title: "Baker & Cook" }],
    [{ title: "Baker &amp;amp; Cook" }, { title: "Baker & Cook" }],
    [{ title: null, name: "Cook" }, { title: "Cook" }],
    [{ title: "" }, { title: "Smith" }],
  ],
  identifier: [
    [{ identifier: "A-1" }, { externalId: "A-1", requisition: "A-1" }],
    [{ identifier: { value: 7 } }, { externalId: "7", requisition: "7" }],
    [{ identifier: { name: "Acme", value: "7" } }, { externalId: "7" }],
    [{ identifier: [{ value: "7" }] }, { externalId: "7" }],
    [{ identifier: { value: "Acme" } }, {
      externalId: "https://acme.example/careers/canonical",
      requisition: null,
    }],
  ],
  url: [
    [{ url: "/careers/7?x=1#y" }, {
      url: "https://acme.example/careers/7?x=1#y",
      externalId: "https://acme.example/careers/7",
    }],
    [{ "@id": "/careers/7?gh_jid=8" }, {
      url: "https://acme.example/careers/7?gh_jid=8",
      externalId: "https://acme.example/careers/7?gh_jid=8",
    }],
    [{ url: null }, { url: "https://acme.example/careers/canonical" }],
    [{ url: "javascript:x" }, {
      url: "https://acme.example/careers/canonical",
    }],
  ],
  hiringOrganization: [
    [{ hiringOrganization: "Acme" }, { company: "Acme" }],
    [{ hiringOrganization: { name: " Acme ", sameAs: "/", logo: {} } }, {
      company: "Acme",
    }],
    [{ hiringOrganization: null }, { company: null }],
  ],
  description: [
    [{ description: "<p>One</p><p>Two</p>" }, { description: "One\n\nTwo" }],
    [{ description: "&lt;p&gt;One &amp;amp; two&lt;/p&gt;" }, {
      description: "One & two",
    }],
    [{ description: "<p>1 &lt; 2</p>" }, { description: "1 < 2" }],
    [{ description: "One&amp;#xa;two" }, { description: "One\ntwo" }],
    [{ description: "One\nTwo" }, { description: "One\nTwo" }],
    [
      {
        description: "One",
        responsibilities: "<p>Two</p>",
        qualifications: "3",
      },
      { description: "One\n\nTwo\n\n3" },
    ],
    [{ responsibilities: "Two", qualifications: ["3", "4"] }, {
      description: "Two\n\n3\n4",
    }],
  ],
  datePosted: [
    [{ datePosted: "2026-02-01" }, { postedAt: day }],
    [{ datePosted: "2026-2-1" }, { postedAt: day }],
    [{ datePosted: "2026-02-01T00:00:00" }, { postedAt: day }],
    [{ datePosted: "2026-02-01 00:00:00 UTC" }, { postedAt: day }],
    [{ datePosted: "2026-02-01T01:00:00+01:00" }, { postedAt: day }],
    [{ datePosted: "02/01/2026" }, { postedAt: day }],
    [{ datePosted: day.getTime() }, { postedAt: day }],
    [{ datePosted: day.getTime() / 1_000 }, { postedAt: day }],
    [{ datePosted: String(day.getTime()) }, { postedAt: day }],
    [{ datePosted: "Sun Feb 01 00:00:00 UTC 2026" }, { postedAt: day }],
    [{ datePosted: "Sun, 01 Feb 2026 00:00:00 GMT" }, { postedAt: day }],
    [{ datePosted: "a month ago" }, { postedAt: null }],
    [{ datePosted: "2026-02-31" }, { postedAt: null }],
    [{ validThrough: "2001-01-01" }, { title: "Baker" }],
    [
      {
        datePosted: "2024-02-29T08:15:30.123Z",
        validThrough: "2027-03-01T08:15:30.124Z",
      },
      { postedAt: null },
    ],
    [
      {
        datePosted: "2026-02-01T00:00:00Z",
        validThrough: "2029-02-01T00:00:00Z",
      },
      { postedAt: day },
    ],
    [
      {
        datePosted: "2026-02-01T08:00:00Z",
        validThrough: "2029-02-02T08:00:00Z",
      },
      { postedAt: new Date("2026-02-01T08:00:00Z") },
    ],
  ],
  employmentType: [
    [{ employmentType: "FULL_TIME" }, { employmentType: "full_time" }],
    [{ employmentType: ["PART_TIME"] }, { employmentType: "part_time" }],
    [{ employmentType: "FULL_TIME, PART_TIME" }, {
      employmentType: "full_time",
    }],
    [{ employmentType: ["FULL_TIME", "INTERN"] }, {
      employmentType: "internship",
    }],
    [{ employmentType: ["FULL_TIME", "CONTRACTOR"] }, {
      employmentType: "contract",
    }],
    [{ employmentType: "http://schema.org/TEMPORARY" }, {
      employmentType: "temporary",
    }],
    [{ employmentType: "Permanent position" }, { employmentType: "full_time" }],
    [{ employmentType: "VOLUNTEER" }, { employmentType: "volunteer" }],
    [{ employmentType: "Whenever" }, { employmentType: "other" }],
    [{ employmentType: [] }, { employmentType: null }],
  ],
  jobLocationType: [
    [{ jobLocationType: "TELECOMMUTE" }, { workplace: "remote" }],
    [{ jobLocationType: ["TELECOMMUTE"] }, { workplace: "remote" }],
    [{ jobLocationType: null, jobLocation: "Remote" }, {
      workplace: "remote",
      locations: ["Remote"],
    }],
    [{ jobLocation: "Rome" }, { workplace: null, locations: ["Rome"] }],
  ],
  applicantLocationRequirements: ([
    { "@type": "Country", name: "Italy" },
    [{ "@type": "Country", name: "Italy" }],
    { "@type": "State", name: ["Italy"] },
    "Italy",
  ] as const).map((applicantLocationRequirements): Variant => [
    { jobLocationType: "TELECOMMUTE", applicantLocationRequirements },
    { workplace: "remote", locations: ["Italy"] },
  ]),
  jobLocation: [
    [{ jobLocation: null }, { locations: [] }],
    [{ jobLocation: "Rome; Oslo" }, { locations: ["Rome", "Oslo"] }],
    [{ jobLocation: ["Rome", "Oslo", "rome"] }, {
      locations: ["Rome", "Oslo"],
    }],
    [{ jobLocation: place({ address: rome }) }, { locations: ["Rome"] }],
    [{ jobLocation: [place({ address: rome }), place({ address: rome })] }, {
      locations: ["Rome"],
    }],
    [{ jobLocation: place({ address: "Rome, Italy" }) }, {
      locations: ["Rome, Italy"],
    }],
    [{
      jobLocation: place({
        address: {
          ...rome,
          addressRegion: "Lazio",
          addressCountry: { "@type": "Country", name: "IT" },
        },
      }),
    }, { locations: ["Rome, Lazio, IT"] }],
    [{
      jobLocation: ["Rome, IT", "Oslo, NO"].map((name) =>
        place({
          name,
          address: {
            addressLocality: "Paris",
            addressCountry: { name: Array(10).fill("USA") },
          },
        })
      ),
    }, { locations: ["Rome, IT", "Oslo, NO"] }],
    [{
      jobLocation: place({
        name: "ACME",
        address: { ...rome, addressCountry: { name: ["USA", "USA"] } },
      }),
    }, { locations: ["Rome, USA"] }],
    [{
      jobLocation: place({
        address: { ...rome, addressCountry: ["IT", "FR"] },
      }),
    }, { locations: ["Rome"] }],
    [{
      jobLocation: place({
        name: "UNAVAILABLE",
        address: {
          addressLocality: "Rome",
          addressRegion: "UNAVAILABLE",
          addressCountry: "IT",
          streetAddress: "UNAVAILABLE",
        },
      }),
    }, { locations: ["Rome, IT"] }],
    [
      { jobLocation: place({ address: { streetAddress: "Rome, IT, 00118" } }) },
      {
        locations: ["Rome, IT, 00118"],
      },
    ],
  ],
  baseSalary: [
    [{ baseSalary: 3_000, salaryCurrency: "EUR" }, {
      ...ONE,
      salaryPeriod: null,
    }],
    [{ baseSalary: "3000", salaryCurrency: "EUR" }, {
      ...ONE,
      salaryPeriod: null,
    }],
    [{ baseSalary: "€3,000 - €4,000 per month" }, MONTHLY],
    [{ baseSalary: { currency: "EUR", value: 3_000, unitText: "MONTH" } }, ONE],
    [
      { baseSalary: { currency: "EUR", value: "3000", unitText: "month" } },
      ONE,
    ],
    [{
      baseSalary: {
        currency: "eur",
        value: { minValue: 3_000, maxValue: "4000", unitText: "Month" },
      },
    }, MONTHLY],
    [{
      baseSalary: {
        currency: "EUR",
        unitText: "YEAR",
        value: { minValue: 3_000, maxValue: 4_000, unitText: "MONTH" },
      },
    }, MONTHLY],
    [{
      baseSalary: {
        currency: "EUR",
        unitText: "MONTH",
        value: { value: 3_000 },
      },
    }, ONE],
    [{
      baseSalary: {
        minValue: 3_000,
        maxValue: 4_000,
        currency: "EUR",
        unitText: "MONTH",
      },
    }, MONTHLY],
    [{
      baseSalary: [{}, { minValue: 3_000, maxValue: 4_000, unitText: "MONTH" }],
      salaryCurrency: "EUR",
    }, MONTHLY],
    [{
      estimatedSalary: [{
        currency: "EUR",
        value: { minValue: 3_000, maxValue: 4_000, unitText: "MONTH" },
      }],
    }, MONTHLY],
    [{ baseSalary: "Competitive" }, NO_PAY],
    [{ baseSalary: { currency: "EUR", value: { minValue: 0 } } }, NO_PAY],
    ...["HOUR", "DAY", "WEEK", "MONTH", "YEAR"].map((unitText): Variant => [
      { baseSalary: { value: 9, unitText } },
      { salaryMin: 9, salaryPeriod: PERIODS[unitText] ?? null },
    ]),
  ],
};

for (const [field, variants] of Object.entries(FIELDS)) {
  for (const [over, expected] of variants) {
    Deno.test(`jsonLd reads ${field} from ${JSON.stringify(over)}`, async () => {
      const { postings } = await readSite({
        "/careers": html(
          `<title>Smith - Acme</title><link rel="canonical" href="/careers/canonical">${
            block(advert(over))
          }`,
        ).replace("<title>Careers</title>", ""),
      });
      assertEquals(postings.length, 1);
      const found = postings.map(withText)[0];
      const read = Object.fromEntries(
        Object.entries(found ?? {}).filter(([key]) => key in expected),
      );
      assertEquals(read, expected);
    });
  }
}

Deno.test("jsonLd takes the place from the meta elements where the advert has none", async () => {
  const meta =
    '<meta name="gtm_tbcn_location" content="Rome~Lazio~Italy;Oslo~~Norway">';
  const places = async (
    over: Record<string, unknown>,
  ): Promise<Posting["locations"]> => {
    const { postings } = await readSite({
      "/careers": html(meta + block(advert(over))),
    });
    return postings[0]?.locations ?? [];
  };
  assertEquals(await places({}), ["Rome, Lazio, Italy", "Oslo, Norway"]);
  assertEquals(await places({ jobLocation: "Bari" }), ["Bari"]);
});

Deno.test("jsonLd finds nothing, and does not say complete, where a page only speaks of adverts", async () => {
  for (
    const body of [
      "<p>JobPosting</p>",
      '<p itemscope itemtype="https://schema.org/Organization">JobPosting</p>',
      "<script>self.__next_f.push([1,\"1:I[1,['JobPosting']]\\n\"])</script>",
      '<meta name="job-title" content="Jobs">',
    ]
  ) {
    const { postings, listing } = await readSite({
      "/careers": html("", body),
      "/sitemap.xml": failure("not_found"),
    });
    assertEquals([postings, listing.complete], [[], false], body);
  }
});
