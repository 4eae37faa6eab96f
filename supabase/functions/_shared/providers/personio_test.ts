import { assert, assertEquals, assertRejects } from "@std/assert";
import fc from "fast-check";
import { sha256 } from "../body.ts";
import { collect } from "../collect.ts";
import { ScanError, type ScanErrorKind } from "../errors.ts";
import type { Posting } from "../posting.ts";
import {
  type Exchange,
  fakeHttp,
  postingsOf,
  readBoard,
  readContext,
  recordedPayload,
  withText,
} from "../testing.ts";
import { personio } from "./personio.ts";
import type { Listing } from "./types.ts";

const board = { provider: "personio", key: "acme" };
const DE = "https://acme.jobs.personio.de/xml";
const COM = "https://acme.jobs.personio.com/xml";
const EN = "?language=en";

const SECTIONS =
  `<jobDescription><name>You bring</name><value>\n<![CDATA[<ul><li>Rye &amp; salt</li></ul>]]>\n</value></jobDescription>
<jobDescription><name>We &amp; you</name><value><![CDATA[<p>Bread</p>]]></value></jobDescription>`;

function position(over: Record<string, string> = {}): string {
  const fields: Record<string, string> = {
    id: "4103",
    subcompany: "Acme SE &amp; Co. KG",
    office: "Berlin",
    additionalOffices: "<office>Munich</office><office>Hamburg / Kiel</office>",
    department: "Kitchen",
    recruitingCategory: "Baking",
    name: "Baker &#8211; Rye",
    jobDescriptions: SECTIONS,
    employmentType: "permanent",
    schedule: "full-time",
    createdAt: "2026-02-17T10:30:00+01:00",
    ...over,
  };
  return `<position>\n${
    Object.entries(fields).map(([name, text]) => `<${name}>${text}</${name}>`)
      .join("\n")
  }\n</position>`;
}

function feed(...positions: string[]): string {
  return `<?xml version='1.0' encoding='UTF-8'?>\n<workzag-jobs>\n${
    positions.join("\n")
  }</workzag-jobs>`;
}

function read(...exchanges: Exchange[]) {
  return readBoard(personio, board, fakeHttp(exchanges));
}

async function readOne(over: Record<string, string>) {
  const { postings } = await read({
    url: DE + EN,
    answer: feed(position(over)),
  });
  assertEquals(postings.length, 1);
  return postings.map(withText)[0];
}

/** As a scan does it, with what collect() says of the listing. */
async function collectAll(
  ...exchanges: Exchange[]
): Promise<{ postings: Posting[]; listing: Listing; rejected: number }> {
  const all = collect(personio, board, readContext(fakeHttp(exchanges)));
  const postings = new Map<string, Posting>();
  while (true) {
    const { value, done } = await all.next();
    if (done) return { postings: [...postings.values()], ...value };
    for (const posting of postingsOf(value)) {
      postings.set(posting.externalId, posting);
    }
  }
}

Deno.test("personio reads a position into a posting", async () => {
  assertEquals(
    await readOne({
      salaryInformation:
        "<min>30000.00</min><max>40000.00</max><currencySymbol>€</currencySymbol><currencyCode>EUR</currencyCode><type>yearly</type>",
    }),
    {
      externalId: "4103",
      title: "Baker – Rye",
      company: "Acme SE & Co. KG",
      url: "https://acme.jobs.personio.de/job/4103",
      applyUrl: null,
      locations: ["Berlin", "Munich", "Hamburg", "Kiel"],
      workplace: null,
      department: "Kitchen",
      team: null,
      employmentType: "full_time",
      salaryMin: 30_000,
      salaryMax: 40_000,
      salaryCurrency: "EUR",
      salaryPeriod: "year",
      description: "You bring\n\n- Rye & salt\n\nWe & you\n\nBread",
      requisition: null,
      postedAt: new Date("2026-02-17T09:30:00Z"),
    },
  );
});

Deno.test("personio reads the section's name for no title", async () => {
  const posting = await readOne({ name: "Baker", jobDescriptions: SECTIONS });
  assertEquals(posting?.title, "Baker");
});

Deno.test("personio knows nothing where a position says nothing", async () => {
  const { postings } = await read({
    url: DE + EN,
    answer: feed(
      `<position><id>1</id><name>Baker</name><subcompany/><office></office><createdAt>soon</createdAt><jobDescriptions>${SECTIONS}</jobDescriptions></position>`,
    ),
  });
  const [posting] = postings;
  assertEquals(posting?.company, null);
  assertEquals(posting?.locations, []);
  assertEquals(posting?.workplace, null);
  assertEquals(posting?.department, null);
  assertEquals(posting?.employmentType, null);
  assertEquals(posting?.salaryMin, null);
  assertEquals(posting?.postedAt, null);
});

Deno.test("personio reads the kind of employment from its field and the hours", async () => {
  const cases: [field: string, hours: string, expected: string | null][] = [
    ["permanent", "full-time", "full_time"],
    ["permanent", "part-time", "part_time"],
    ["permanent", "full-or-part-time", "full_time"],
    ["intern", "full-time", "internship"],
    ["trainee", "full-time", "internship"],
    ["working_student", "part-time", "internship"],
    ["freelance", "full-time", "contract"],
    ["fixed_term", "full-time", "contract"],
    ["temporary", "full-time", "temporary"],
    ["", "", null],
  ];
  for (const [employmentType, schedule, expected] of cases) {
    const posting = await readOne({ employmentType, schedule });
    assertEquals(posting?.employmentType, expected, employmentType);
  }
});

Deno.test("personio reads the workplace from the words in an office or title", async () => {
  const others = { additionalOffices: "" };
  const remote = await readOne({ ...others, office: "Remote" });
  assertEquals([remote?.locations, remote?.workplace], [["Remote"], "remote"]);
  const both = await readOne({
    office: "Remote",
    additionalOffices: "<office>Berlin</office>",
  });
  assertEquals([both?.locations, both?.workplace], [["Berlin"], "remote"]);
  const hybrid = await readOne({ ...others, name: "Baker (hybrid)" });
  assertEquals(hybrid?.workplace, "hybrid");
});

Deno.test("personio's repeated ids become one posting with the places of all", async () => {
  const none = { additionalOffices: "" };
  const { postings, listing } = await collectAll({
    url: DE + EN,
    answer: feed(
      position({ ...none, office: "Berlin" }),
      position({ ...none, id: "2" }),
      position({ ...none, office: "Munich" }),
    ),
  });
  assertEquals(listing.complete, true);
  assertEquals(
    postings.map(({ externalId, locations }) => [externalId, locations]),
    [["4103", ["Berlin", "Munich"]], ["2", ["Berlin"]]],
  );
});

Deno.test("personio takes the texts that are not in English from the board's own language", async () => {
  const { postings } = await read(
    {
      url: DE + EN,
      answer: feed(
        position({ id: "1" }),
        position({ id: "2", jobDescriptions: "" }),
        position({ id: "3", jobDescriptions: "" }),
      ),
    },
    {
      url: DE,
      answer: feed(
        position({ id: "1", jobDescriptions: SECTIONS.replace("Rye", "no") }),
        position({
          id: "2",
          name: "Bäcker",
          jobDescriptions: SECTIONS.replace("Rye", "Roggen"),
        }),
      ),
    },
  );
  assertEquals(
    postings.map(({ title, description }) => [
      title,
      description?.().split("\n")[2] ?? null,
    ]),
    [
      ["Baker – Rye", "- Rye & salt"],
      ["Baker – Rye", "- Roggen & salt"],
      ["Baker – Rye", null],
    ],
  );
});

Deno.test("personio takes a section without a word for no text", async () => {
  const empty =
    "<jobDescription><name>You bring</name><value>\n</value></jobDescription>";
  const { postings } = await read(
    { url: DE + EN, answer: feed(position({ jobDescriptions: empty })) },
    { url: DE, answer: feed(position()) },
  );
  assertEquals(postings[0]?.description?.().split("\n")[0], "You bring");
});

Deno.test("personio takes the category for the department where there is none", async () => {
  const posting = await readOne({ department: "" });
  assertEquals(posting?.department, "Baking");
});

Deno.test("personio asks the host that the key names", async () => {
  const comBoard = { provider: "personio", key: "com/acme" };
  const { postings } = await readBoard(
    personio,
    comBoard,
    fakeHttp([{ url: COM + EN, answer: feed(position()) }]),
  );
  assertEquals(postings[0]?.url, "https://acme.jobs.personio.com/job/4103");
  assertEquals(personio.hosts(comBoard), ["acme.jobs.personio.com"]);
  assertEquals(personio.hosts(board), ["acme.jobs.personio.de"]);
});

Deno.test("personio knows a company that does not exist by the page it gets", async () => {
  for (
    const page of [
      "<!DOCTYPE html>\n<html><body>Page not found</body></html>",
      '\n<html lang="de"><head/></html>',
    ]
  ) {
    const error = await assertRejects(
      () => read({ url: DE + EN, answer: page }),
      ScanError,
    );
    assertEquals(error.kind, "not_found");
  }
});

Deno.test("personio asks so that a redirect means that there is no board", async () => {
  const asked: unknown[] = [];
  await readBoard(personio, board, {
    json: () => Promise.reject(new Error("Unexpected request")),
    text(_url, request) {
      asked.push(request?.redirectMeansGone);
      return Promise.resolve(feed(position({ jobDescriptions: "" })));
    },
  });
  assertEquals(asked, [true, true]);
});

Deno.test("personio refuses a feed in which positions ran into each other", async () => {
  const two = position({ id: "1" }) + position({ id: "2" });
  for (
    const answer of [
      feed(two.replace(/<\/position><position>/, "")),
      feed(position({ department: position() })),
      feed(position({ jobDescriptions: SECTIONS + position() })),
    ]
  ) {
    const error = await assertRejects(
      () => read({ url: DE + EN, answer }),
      ScanError,
    );
    assertEquals(error.kind, "payload");
  }
});

Deno.test("personio refuses what is no feed, or not the whole of one", async () => {
  const whole = feed(position(), position({ id: "2" }));
  const answers: [string, ScanErrorKind][] = [
    ["", "payload"],
    ["Too many requests", "payload"],
    ["<rss><channel/></rss>", "payload"],
    ["<workzag-jobs>Try again later</workzag-jobs>", "payload"],
    ["<workzag-jobs><positions/></workzag-jobs>", "payload"],
    [whole.replace("</position>", ""), "payload"],
    [whole.slice(0, -20), "payload"],
    [whole.slice(0, whole.indexOf("<position>", 100)), "payload"],
    [
      whole.replace(
        "<workzag-jobs>",
        '<!DOCTYPE x [<!ENTITY a "bbbbbbbb">]><workzag-jobs>',
      ),
      "too_large",
    ],
    [feed("<position>".repeat(50) + "</position>".repeat(50)), "too_large"],
  ];
  for (const [answer, kind] of answers) {
    const error = await assertRejects(
      () => read({ url: DE + EN, answer }),
      ScanError,
    );
    assertEquals(error.kind, kind, answer.slice(0, 60));
    assert(!error.message.includes("Try again"), "names the body");
  }
});

Deno.test("personio counts a position that has no id or no name, and is not complete", async () => {
  for (const over of [{ id: "" }, { name: "" }]) {
    const { postings, listing, rejected } = await collectAll({
      url: DE + EN,
      answer: feed(position({ id: "1" }), position(over)),
    });
    assertEquals(postings.length, 1);
    assertEquals(rejected, 1);
    assertEquals(listing.complete, false);
  }
});

const FIELDS = [
  "id",
  "subcompany",
  "office",
  "additionalOffices",
  "department",
  "name",
  "employmentType",
  "schedule",
  "createdAt",
  "salaryInformation",
];

const WRONG = fc.constantFrom(
  "",
  " ",
  "0",
  "-1",
  "9999-99-99",
  "&amp;lt;b&gt;",
  "&#0;&#xd800;",
  "&nope;",
  "<x/>",
  "<min>NaN</min><max>1e999</max><type>yearly</type>",
  "<office/><office><office>Rome</office></office>",
  "<![CDATA[</position><position>]]>",
  "</position>",
  "<!ENTITY a 'b'>",
);

Deno.test("personio never breaks on a feed gone wrong, nor misses a position of it", async () => {
  const change = fc.record({
    at: fc.nat(2),
    field: fc.constantFrom(...FIELDS),
    by: WRONG,
  });
  await fc.assert(
    fc.asyncProperty(
      fc.array(change, { minLength: 1, maxLength: 4 }),
      fc.option(fc.nat(3_000), { freq: 3 }),
      async (changes, cut) => {
        const overs = ["1", "2", "3"].map((id): Record<string, string> => ({
          id,
        }));
        for (const { at, field, by } of changes) {
          overs[at] = { ...overs[at], [field]: by };
        }
        const whole = feed(...overs.map(position));
        const answer = cut === null ? whole : whole.slice(0, cut);
        try {
          const { postings, listing } = await collectAll({
            url: DE + EN,
            answer,
          });
          for (const { url, title } of postings) {
            assertEquals(new URL(url).href, url);
            assert(title);
          }
          const ids = new Set(overs.map(({ id }) => id));
          if (listing.complete) assertEquals(postings.length, ids.size);
          else assert(listing.reason);
        } catch (error) {
          assert(error instanceof ScanError, `${error}`);
        }
      },
    ),
    { numRuns: 400 },
  );
});

const recorded = await recordedPayload("other/careerkit_personio.xml");
Deno.test({
  name: "personio reads the recorded feed, whose one advert stands in it twice",
  ignore: recorded === null,
  async fn() {
    const { postings, listing } = await collectAll(
      { url: DE + EN, answer: recorded },
      { url: DE, answer: recorded },
    );
    assertEquals(listing.complete, true);
    assertEquals(postings.length, 1);
    const [posting] = postings;
    assert(posting);
    assertEquals((await sha256(posting.title)).slice(0, 8), "db88cf23");
    assertEquals(
      new URL(posting.url).pathname,
      "/job/1834171",
    );
    assertEquals(posting.locations, ["Munich", "Berlin"]);
    assertEquals(posting.workplace, null);
    assertEquals(posting.employmentType, "full_time");
    assertEquals(posting.department, "Product and Tech");
    assertEquals([posting.salaryMin, posting.salaryMax], [null, null]);
    assertEquals(
      posting.postedAt?.toISOString(),
      "2024-11-13T14:10:41.000Z",
    );
    assertEquals(posting.description, null);
  },
});
