import { assert, assertEquals, assertRejects } from "@std/assert";
import { ScanError } from "../errors.ts";
import { fakeHttp, readBoard, recordedPayload, withText } from "../testing.ts";
import { greenhouse } from "./greenhouse.ts";
import { assertHonestWhenMutated } from "./testdata/mutations.ts";
import { type OneAnswer, readAnswer } from "./testdata/one_answer.ts";
import { hashedFactsOf } from "./testdata/recorded_facts.ts";

const board = { provider: "greenhouse", key: "acme" };
const url = "/v1/boards/acme/jobs?content=true";

function advert(over: Record<string, unknown> = {}) {
  return {
    id: 4_001,
    internal_job_id: 77,
    title: "Baker ",
    absolute_url: "https://job-boards.greenhouse.io/acme/jobs/4001",
    company_name: "Acme ",
    location: { name: "Remote, Italy; Berlin" },
    first_published: "2026-02-17T05:58:03-04:00",
    updated_at: "2026-02-18T05:58:03-04:00",
    content:
      "&lt;p&gt;Bread &amp;amp; salt&amp;nbsp;for all&lt;/p&gt;&lt;ul&gt;&lt;li&gt;Rye&lt;/li&gt;&lt;/ul&gt;",
    departments: [{ id: 1, name: "Kitchen" }],
    offices: [{ id: 2, name: "Rome" }],
    metadata: null,
    ...over,
  };
}

function read(...answers: unknown[]) {
  return readBoard(
    greenhouse,
    board,
    fakeHttp(answers.map((answer) => ({ url, answer }))),
  );
}

Deno.test("greenhouse decodes the escaped text once: a sign that was written out stays one", async () => {
  const { postings } = await read({
    jobs: [advert({ content: "&lt;p&gt;1 &amp;#60;b&amp;#62; 2&lt;/p&gt;" })],
  });
  assertEquals(postings[0]?.description?.(), "1 <b> 2");
});

Deno.test("greenhouse reads an advert into a posting", async () => {
  const { postings, listing } = await read({
    jobs: [advert()],
    meta: { total: 1 },
  });
  assertEquals(listing, { complete: true, advertisedTotal: 1 });
  assertEquals(postings.map(withText), [{
    externalId: "4001",
    title: "Baker",
    company: "Acme",
    url: "https://job-boards.greenhouse.io/acme/jobs/4001",
    applyUrl: null,
    locations: ["Remote, Italy", "Berlin"],
    workplace: "remote",
    department: "Kitchen",
    team: null,
    employmentType: null,
    salaryMin: null,
    salaryMax: null,
    salaryCurrency: null,
    salaryPeriod: null,
    description: "Bread & salt for all\n\n- Rye",
    requisition: "77",
    postedAt: new Date("2026-02-17T09:58:03Z"),
  }]);
});

Deno.test("greenhouse takes the offices where the place is only a work model", async () => {
  const { postings } = await read({
    jobs: [advert({ location: { name: "Hybrid" } })],
    meta: { total: 1 },
  });
  assertEquals(postings[0]?.locations, ["Rome"]);
  assertEquals(postings[0]?.workplace, "hybrid");
});

Deno.test("greenhouse lives without the optional fields", async () => {
  const { postings, listing } = await read({
    jobs: [{
      id: 1,
      title: "Baker",
      absolute_url: "https://acme.example/jobs?gh_jid=1",
    }],
  });
  assertEquals(listing, { complete: true });
  assertEquals(postings[0]?.requisition, null);
  assertEquals(postings[0]?.locations, []);
});

Deno.test("greenhouse is not complete when the board lists fewer than it says", async () => {
  const { listing } = await read({ jobs: [advert()], meta: { total: 2 } });
  assertEquals(listing, {
    complete: false,
    reason: "The board listed 1 of 2 postings",
    advertisedTotal: 2,
  });
});

Deno.test("greenhouse knows an empty board as empty and complete", async () => {
  const { postings, listing } = await read({ jobs: [], meta: { total: 0 } });
  assertEquals(postings, []);
  assertEquals(listing.complete, true);
});

Deno.test("greenhouse refuses an answer that is no board", async () => {
  const error = await assertRejects(() => read({ error: "no" }), ScanError);
  assertEquals(error.kind, "payload");
});

const READ: OneAnswer<Parameters<typeof greenhouse.normalise>[0]> = {
  provider: greenhouse,
  board,
  url,
  list: "jobs",
  id: "id",
};

Deno.test("greenhouse tells no lie about an answer that went wrong", async () => {
  await assertHonestWhenMutated(READ, {
    jobs: [
      advert({
        metadata: [{
          id: 1,
          name: "Pay",
          value: { min_value: "1", unit: "EUR" },
        }],
      }),
      advert({ id: 2, offices: null, location: null, content: null }),
    ],
    meta: { total: 2 },
  });
});

Deno.test("greenhouse counts an advert that is listed twice once", async () => {
  const twice = await read({
    jobs: [advert(), advert()],
    meta: { total: 2 },
  });
  assertEquals(twice.listing.complete, false);
  assertEquals(twice.listing.reason, "The board listed 1 of 2 postings");
  const more = await read({
    jobs: [advert({ id: 1 }), advert({ id: 2 })],
    meta: { total: 1 },
  });
  assertEquals(more.listing.complete, true);
});

Deno.test("greenhouse does not count what has no id", async () => {
  const { listing } = await readAnswer(READ, {
    jobs: [advert(), { title: "Baker" }],
    meta: { total: 2 },
  });
  assertEquals(listing.complete, false);
  assert(listing.reason?.startsWith("The board listed 1 of 2 postings"));
});

Deno.test("greenhouse keeps adverts of one title, and says which are of one job", async () => {
  const { postings } = await read({
    jobs: [
      advert({ id: 1 }),
      advert({ id: 2 }),
      advert({ id: 3, internal_job_id: 78 }),
      advert({ id: 4, internal_job_id: null }),
    ],
    meta: { total: 4 },
  });
  assertEquals(
    postings.map(({ externalId, requisition }) => [externalId, requisition]),
    [["1", "77"], ["2", "77"], ["3", "78"], ["4", null]],
  );
});

async function where(
  location: string | null,
  over: Record<string, unknown> = {},
) {
  const { postings } = await read({
    jobs: [advert({ location: { name: location }, ...over })],
  });
  return [postings[0]?.locations, postings[0]?.workplace];
}

Deno.test("greenhouse knows a workplace that stands where the place should", async () => {
  for (
    const [name, workplace] of [
      ["Hybrid", "hybrid"],
      ["In-Office", "onsite"],
      ["In Office", "onsite"],
      ["Distributed", "remote"],
      ["Remote; Hybrid", "hybrid"],
    ] as const
  ) assertEquals(await where(name), [["Rome"], workplace], name);
  assertEquals(await where("Remote", { offices: [] }), [["Remote"], "remote"]);
  assertEquals(await where(null), [["Rome"], null]);
  assertEquals(await where("Oslo; Remote"), [["Oslo"], "remote"]);
});

Deno.test("greenhouse believes the place before the title, and no trade", async () => {
  const title = "Baker (Remote)";
  assertEquals(await where("Oslo", { title }), [["Oslo"], "remote"]);
  assertEquals(await where("Hybrid", { title }), [["Rome"], "hybrid"]);
  for (
    const trade of [
      "Remote Sensing Engineer",
      "Hybrid Cloud Architect",
      "Distributed Systems Engineer",
    ]
  ) {
    assertEquals(
      await where("Oslo", { title: trade }),
      [["Oslo"], null],
      trade,
    );
  }
});

Deno.test("greenhouse never dates an advert by its last change", async () => {
  const { postings } = await read({
    jobs: [
      advert({ first_published: null }),
      advert({ id: 2, first_published: "soon" }),
    ],
  });
  assertEquals(postings.map(({ postedAt }) => postedAt), [null, null]);
});

Deno.test("greenhouse leads to its own page where it knows no sound address", async () => {
  const { postings } = await read({
    jobs: [
      advert({ absolute_url: "http://acme.example/jobs?gh_jid=4001" }),
      advert({ id: 2, absolute_url: null }),
    ],
  });
  assertEquals(postings.map((posting) => posting.url), [
    "https://boards.greenhouse.io/acme/jobs/4001",
    "https://boards.greenhouse.io/acme/jobs/2",
  ]);
});

/** What a company's own fields tell: workplace, employment and pay. */
async function told(...metadata: readonly unknown[]) {
  const { postings } = await read({
    jobs: [advert({ location: { name: "Oslo" }, metadata })],
  });
  const [posting] = postings;
  assert(posting);
  return [
    posting.workplace,
    posting.employmentType,
    posting.salaryMin,
    posting.salaryMax,
    posting.salaryCurrency,
    posting.salaryPeriod,
  ];
}

const field = (name: string | null, value: unknown) => ({ id: 1, name, value });
const NOTHING = [null, null, null, null, null, null];

Deno.test("greenhouse reads the fields of a company that can mean one thing", async () => {
  assertEquals(
    await told(
      field("Workplace Type", "Hybrid"),
      field("Employment Type", "Regular"),
      field("Time Type", "Part time"),
      field("Annual Salary Range", {
        min_value: "60000.0",
        max_value: "75000.0",
        unit: "EUR",
      }),
    ),
    ["hybrid", "part_time", 60_000, 75_000, "EUR", "year"],
  );
  assertEquals(
    await told(
      field("Employment Type", ["Intern"]),
      field("Pay", { amount: 30, unit: "USD" }),
    ),
    [null, "internship", 30, 30, "USD", null],
  );
});

Deno.test("greenhouse reads nothing from the fields that can mean more", async () => {
  for (
    const fields of [
      [field("Target Bonus Pay", { amount: 9, unit: "USD" })],
      [field("Salary", "60000")],
      [field("Salary", 60_000)],
      [field("Salary", null)],
      [
        field("Salary 1", { amount: 8, unit: "USD" }),
        field("Salary 2", { amount: 9, unit: "USD" }),
      ],
      [field("Workplace Type", "Remote"), field("Work Model", "Hybrid")],
      [field("Remote Budget Type", "Hybrid")],
      [field("Employment Type", null)],
      [field("Visa Type", "Full time"), field(null, "Remote")],
    ]
  ) assertEquals(await told(...fields), NOTHING, JSON.stringify(fields));
  const { postings } = await read({ jobs: [advert({ metadata: { a: 1 } })] });
  assertEquals(postings.length, 1);
});

const NO_PAY = [null, null, null, null];

/** Of each recorded answer, all its adverts, written down from the file by hand. */
const RECORDED: Record<string, { complete: boolean; facts: unknown[] }> = {
  aer_greenhouse_board: {
    complete: true,
    facts: [
      [
        "921bec80",
        "5808d314",
        ["Tokyo, Japan"],
        null,
        NO_PAY,
        "2026-06-29T06:02:50.000Z",
      ],
      [
        "5b244bae",
        "724cef88",
        ["Tokyo, Japan"],
        null,
        NO_PAY,
        "2026-03-05T11:43:29.000Z",
      ],
    ],
  },
  candidatezero_greenhouse_list: {
    complete: true,
    facts: [
      [
        "5e3450c3",
        "53960fe9",
        [
          "Austin",
          "Chicago",
          "New York City",
          "Salt Lake City",
          "San Francisco",
        ],
        null,
        NO_PAY,
        "2026-05-07T18:53:31.000Z",
      ],
      [
        "37f81fc2",
        "99ab8422",
        ["Remote (US)"],
        "remote",
        NO_PAY,
        "2026-05-22T15:45:17.000Z",
      ],
      [
        "3724423a",
        "53960fe9",
        ["Dublin"],
        null,
        NO_PAY,
        "2026-05-07T18:53:31.000Z",
      ],
    ],
  },
  candidatezero_greenhouse_detail: {
    complete: true,
    facts: [
      [
        "5e3450c3",
        "53960fe9",
        [
          "Austin",
          "Chicago",
          "New York City",
          "Salt Lake City",
          "San Francisco",
        ],
        null,
        NO_PAY,
        "2026-05-07T18:53:31.000Z",
      ],
    ],
  },
  // Two adverts of 37, the rest was cut away.
  careerkit_greenhouse: {
    complete: false,
    facts: [
      [
        "4d0c689b",
        "75636c97",
        ["London, UK"],
        null,
        NO_PAY,
        "2026-07-16T15:55:32.000Z",
      ],
      [
        "29a8605d",
        "99e91172",
        ["Bangalore, India"],
        null,
        NO_PAY,
        "2026-07-27T06:52:26.000Z",
      ],
    ],
  },
  internradar_list: {
    complete: true,
    facts: [
      [
        "a5536c48",
        "22849f3f",
        ["San Francisco, CA"],
        null,
        NO_PAY,
        "2026-06-02T12:58:57.000Z",
      ],
      [
        "8ec89929",
        "09fd9f53",
        ["London"],
        null,
        NO_PAY,
        "2026-07-30T10:59:38.000Z",
      ],
      [
        "8ec89929",
        "92d5e870",
        ["SF, NYC, SEA, CHI"],
        null,
        NO_PAY,
        "2026-07-22T17:15:53.000Z",
      ],
    ],
  },
};

for (const [name, { complete, facts }] of Object.entries(RECORDED)) {
  const path = `greenhouse/${name}.json`;
  const text = await recordedPayload(path);
  Deno.test({
    name: `greenhouse reads every advert of the recorded ${path}`,
    ignore: text === null,
    async fn() {
      const recorded = JSON.parse(text ?? "{}");
      const { postings, listing } = await read(
        recorded.jobs ? recorded : { jobs: [recorded] },
      );
      assertEquals(await Promise.all(postings.map(hashedFactsOf)), facts);
      assertEquals(listing.complete, complete);
      for (const { requisition, description } of postings) {
        assert(/^\d{7,10}$/.test(requisition ?? ""), path);
        assert(
          !/&(?:lt|gt|amp|nbsp);|<\/?(?:p|div|li|ul)\b/.test(
            description?.() ?? "",
          ),
        );
      }
    },
  });
}
