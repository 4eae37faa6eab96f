import { assert, assertEquals, assertRejects } from "@std/assert";
import { ScanError } from "../errors.ts";
import { fakeHttp, readBoard, recordedPayload, withText } from "../testing.ts";
import { lever } from "./lever.ts";
import { assertHonestWhenMutated } from "./testdata/mutations.ts";
import { hashedFactsOf } from "./testdata/recorded_facts.ts";

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

Deno.test("lever tells no lie about an answer that went wrong", async () => {
  await assertHonestWhenMutated({
    provider: lever,
    board,
    url: "https://api.lever.co/v0/postings/acme?mode=json",
    list: null,
    id: "id",
  }, [advert(), advert({ id: "aa-2", categories: null, lists: null })]);
});

Deno.test("lever keeps adverts of one title, and knows of no job behind them", async () => {
  const { postings } = await read([advert(), advert({ id: "aa-2" })]);
  assertEquals(
    postings.map(({ externalId, requisition }) => [externalId, requisition]),
    [["aa-1", null], ["aa-2", null]],
  );
});

Deno.test("lever knows a board without adverts as empty and complete, for one answer lists all", async () => {
  const { postings, listing } = await read([]);
  assertEquals([postings, listing], [[], { complete: true }]);
});

Deno.test("lever reads pay that is written as a text, and none that is no amount", async () => {
  const interval = "per-year-salary";
  const { postings } = await read([
    advert({
      salaryRange: { interval, currency: "EUR", min: "50000", max: null },
    }),
    advert({
      id: "2",
      salaryRange: { interval, currency: "EUR", min: 0, max: 0 },
    }),
    advert({ id: "3", salaryRange: "a lot" }),
  ]);
  assertEquals(
    postings.map((posting) => [
      posting.salaryMin,
      posting.salaryMax,
      posting.salaryPeriod,
    ]),
    [[50_000, null, "year"], [null, null, null], [null, null, null]],
  );
});

Deno.test("lever is not fooled by a trade that sounds like a workplace", async () => {
  for (
    const [text, workplace] of [
      ["Remote Sensing Engineer", null],
      ["Hybrid Cloud Architect", null],
      ["Baker, Remote", "remote"],
    ] as const
  ) {
    const { postings } = await read([
      advert({ workplaceType: "unspecified", text }),
    ]);
    assertEquals(postings[0]?.workplace, workplace, text);
  }
});

Deno.test("lever leads to its own page where it is told no sound address", async () => {
  const answer = [advert({ hostedUrl: "http://acme.example/" })];
  const { postings } = await read(answer);
  assertEquals(postings[0]?.url, "https://jobs.lever.co/acme/aa-1");
  const inEu = await readBoard(
    lever,
    { provider: "lever", key: "eu/acme" },
    fakeHttp([{
      url: "https://api.eu.lever.co/v0/postings/acme?mode=json",
      answer,
    }]),
  );
  assertEquals(
    inEu.postings[0]?.url,
    "https://jobs.eu.lever.co/acme/aa-1",
  );
});

const NO_PAY = [null, null, null, null];
const LONDON = [
  "08ee845d",
  "8975b11c",
  ["London, United Kingdom"],
  "hybrid",
  NO_PAY,
  "2024-03-25T21:50:16.463Z",
];

/** Of each recorded answer, all its adverts, written down from the file by hand. */
const RECORDED: Record<string, unknown[]> = {
  candidatezero_lever_postings: [
    ["adcbe7b5", "10057ac5", ["United States"], "remote", [
      140_000,
      160_000,
      "USD",
      "year",
    ], "2026-06-29T17:15:06.506Z"],
    [
      "93026778",
      "e020e025",
      ["London"],
      "hybrid",
      NO_PAY,
      "2026-07-13T18:36:36.379Z",
    ],
    ["b8f9162e", "9ca2a70d", ["United States"], "remote", [
      145_000,
      185_000,
      "USD",
      "year",
    ], "2026-06-17T16:30:37.266Z"],
    ["7f8ff097", "cbec27f4", ["Seattle, WA"], "hybrid", [
      130_000,
      160_000,
      "USD",
      "year",
    ], "2026-04-20T22:35:34.372Z"],
  ],
  careerkit_lever: [
    [
      "f0ddb763",
      "93a9e8f9",
      ["Chicago, IL"],
      "remote",
      NO_PAY,
      "2025-11-27T01:02:41.939Z",
    ],
    [
      "566a06bb",
      "22050aa9",
      ["Washington, D.C."],
      "remote",
      NO_PAY,
      "2023-01-29T02:28:23.769Z",
    ],
  ],
  internradar_list: [
    [
      "8df5e026",
      "43815fbe",
      ["Paris, France"],
      "onsite",
      NO_PAY,
      "2026-05-11T16:31:48.152Z",
    ],
    LONDON,
    [
      "6a7293fc",
      "1a084068",
      ["Palo Alto, CA"],
      "hybrid",
      NO_PAY,
      "2026-05-12T21:48:44.938Z",
    ],
  ],
  internradar_posting: [LONDON],
};

for (const [name, facts] of Object.entries(RECORDED)) {
  const path = `lever/${name}.json`;
  const text = await recordedPayload(path);
  Deno.test({
    name: `lever reads every advert of the recorded ${path}`,
    ignore: text === null,
    async fn() {
      const { postings } = await read([JSON.parse(text ?? "[]")].flat());
      assertEquals(await Promise.all(postings.map(hashedFactsOf)), facts);
      for (const { url, externalId, team, description } of postings) {
        assert(url.endsWith(externalId));
        assert(team, url);
        const words = description?.() ?? "";
        assert(
          words.length > 100 &&
            !/&(?:amp|nbsp);|<\/?(?:p|div|li|ul)\b/.test(words),
          url,
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
