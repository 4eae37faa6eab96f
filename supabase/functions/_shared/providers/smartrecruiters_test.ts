import { assert, assertEquals, assertRejects } from "@std/assert";
import fc from "fast-check";
import { ScanError } from "../errors.ts";
import type { Posting } from "../posting.ts";
import {
  type Exchange,
  fakeHttp,
  readBoard,
  readContext,
  recordedPayload,
  withText,
} from "../testing.ts";
import { smartrecruiters } from "./smartrecruiters.ts";
import { assertHonest, mutationsOf } from "./testdata/mutations.ts";
import { readAnswer } from "./testdata/one_answer.ts";
import { hashedFactsOf } from "./testdata/recorded_facts.ts";

const board = { provider: "smartrecruiters", key: "Acme" };

function advert(id: string | number, over: Record<string, unknown> = {}) {
  return {
    id: String(id),
    name: "Baker ",
    refNumber: "REF1",
    company: { identifier: "Acme", name: "Acme Inc " },
    releasedDate: "2026-02-17T09:00:00.000Z",
    location: {
      city: "Warsaw",
      country: "pl",
      remote: false,
      hybrid: true,
      fullLocation: "Warsaw, , Poland",
    },
    department: { id: "1", label: "Kitchen" },
    typeOfEmployment: { id: "permanent", label: "Full-time" },
    experienceLevel: { id: "associate", label: "Associate" },
    ...over,
  };
}

function adverts(from: number, to: number) {
  return Array.from({ length: to - from }, (_, i) => advert(from + i));
}

function page(
  offset: number,
  totalFound: number,
  content: unknown[],
): Exchange {
  return {
    url: `/v1/companies/Acme/postings?limit=100&offset=${offset}`,
    answer: { offset, limit: 100, totalFound, content },
  };
}

async function read(...exchanges: Exchange[]) {
  const http = fakeHttp(exchanges);
  const result = await readBoard(smartrecruiters, board, http);
  return { ...result, left: http.left() };
}

async function place(location: unknown, name = "Baker") {
  const { postings } = await read(
    page(0, 1, [advert(1, { location, name })]),
  );
  return [postings[0]?.locations, postings[0]?.workplace];
}

async function detail(answer: unknown): Promise<Partial<Posting>> {
  const http = fakeHttp([{ url: "/v1/companies/Acme/postings/1", answer }]);
  const ref = {
    externalId: "1",
    url: "https://jobs.smartrecruiters.com/Acme/1",
  };
  assert(smartrecruiters.detail);
  return await smartrecruiters.detail(ref, { ...readContext(http), board });
}

Deno.test("smartrecruiters reads an advert into a posting", async () => {
  const { postings, listing } = await read(page(0, 1, [advert(7)]));
  assertEquals(listing, { complete: true, advertisedTotal: 1 });
  assertEquals(postings.map(withText), [{
    externalId: "7",
    title: "Baker",
    company: "Acme Inc",
    url: "https://jobs.smartrecruiters.com/Acme/7",
    applyUrl: null,
    locations: ["Warsaw, Poland"],
    workplace: "hybrid",
    department: "Kitchen",
    team: null,
    employmentType: "full_time",
    salaryMin: null,
    salaryMax: null,
    salaryCurrency: null,
    salaryPeriod: null,
    description: null,
    requisition: null,
    postedAt: new Date("2026-02-17T09:00:00Z"),
  }]);
});

Deno.test("smartrecruiters reads the pages after the first through the pool", async () => {
  const inPool: unknown[] = [];
  const { postings, listing } = await readBoard(
    smartrecruiters,
    board,
    fakeHttp([
      page(0, 250, adverts(0, 100)),
      page(100, 250, adverts(100, 200)),
      page(200, 250, adverts(200, 250)),
    ]),
    {
      async *pool(items, read) {
        const all = [...items];
        inPool.push(...all);
        yield* await Promise.all(all.map(read));
      },
    },
  );
  assertEquals(inPool, [100, 200]);
  assertEquals(
    postings.map(({ externalId }) => externalId),
    adverts(0, 250).map(({ id }) => id),
  );
  assertEquals(listing, { complete: true, advertisedTotal: 250 });
});

Deno.test("smartrecruiters is not complete when a posting is on two pages", async () => {
  const { listing } = await read(
    page(0, 101, adverts(0, 100)),
    page(100, 101, adverts(99, 100)),
  );
  assertEquals(listing, {
    complete: false,
    reason: "The board listed 100 of 101 postings",
    advertisedTotal: 101,
  });
});

Deno.test("smartrecruiters is not complete when the board grows while it is read", async () => {
  const { listing } = await read(
    page(0, 101, adverts(0, 100)),
    page(100, 102, adverts(99, 101)),
  );
  assertEquals(listing.reason, "The board listed 101 of 102 postings");
});

Deno.test("smartrecruiters stops at an empty page", async () => {
  const { postings, listing, left } = await read(
    page(0, 300, adverts(0, 100)),
    page(100, 300, []),
    page(200, 300, adverts(200, 300)),
  );
  assertEquals(postings.length, 100);
  assertEquals(listing.reason, "The board listed 100 of 300 postings");
  assertEquals(left.length, 1);
});

Deno.test("smartrecruiters says of itself that an empty board proves nothing", async () => {
  const { postings, listing } = await read(page(0, 0, []));
  assertEquals(postings, []);
  assertEquals(listing, { complete: true, advertisedTotal: 0 });
  assertEquals(smartrecruiters.emptyProvesNothing, true);
});

Deno.test("smartrecruiters names the offset of a page that it cannot read", async () => {
  const error = await assertRejects(
    () =>
      read(page(0, 101, adverts(0, 100)), {
        ...page(100, 101, []),
        answer: { totalFound: 101 },
      }),
    ScanError,
  );
  assertEquals(error.kind, "payload");
  assertEquals(
    error.message,
    'Cannot read board "Acme": the answer at offset 100 is no list of postings',
  );
});

Deno.test("smartrecruiters takes REMOTE for a workplace and not for a place", async () => {
  const remote = { remote: false, hybrid: false };
  assertEquals(
    await place({ ...remote, fullLocation: "Poland, REMOTE, Poland" }),
    [["Poland"], "remote"],
  );
  assertEquals(
    await place({ ...remote, fullLocation: "Remote, , United States" }),
    [["United States"], "remote"],
  );
  assertEquals(await place({ ...remote, fullLocation: "Remote" }), [
    ["Remote"],
    "remote",
  ]);
});

Deno.test("smartrecruiters puts a place together where there is no full one", async () => {
  assertEquals(
    await place({ city: "Rome", region: null, country: "it", remote: true }),
    [["Rome, IT"], "remote"],
  );
  assertEquals(await place(null), [[], null]);
});

Deno.test("smartrecruiters takes no onsite from flags that are false for everyone", async () => {
  const location = { city: "Rome", remote: false, hybrid: false };
  assertEquals(await place(location), [["Rome"], null]);
  assertEquals(await place(location, "Baker, fully remote"), [
    ["Rome"],
    "remote",
  ]);
});

Deno.test("smartrecruiters knows an internship by its level", async () => {
  const { postings } = await read(page(0, 2, [
    advert(1, {
      typeOfEmployment: { id: "part-time", label: "Teilzeit" },
      experienceLevel: { id: "internship" },
    }),
    advert(2, { typeOfEmployment: { id: "contract" } }),
    advert(3, { typeOfEmployment: null, department: {} }),
  ]));
  assertEquals(postings.map((posting) => posting.employmentType), [
    "internship",
    "contract",
    null,
  ]);
  assertEquals(postings[2]?.department, null);
});

Deno.test("smartrecruiters.detail() tells text, pay, requisition and where to apply", async () => {
  const { description, ...rest } = await detail({
    id: "1",
    jobId: "job-9",
    refNumber: "REF1",
    applyUrl: "https://jobs.smartrecruiters.com/Acme/1-baker?oga=true",
    jobAd: {
      sections: {
        qualifications: { title: "You bring", text: "<ul><li>Rye</li></ul>" },
        companyDescription: { title: "Us", text: "" },
        jobDescription: { title: "The job", text: "<p>Bread &amp; salt</p>" },
      },
    },
    compensation: { min: 34, max: 47, currency: "USD", period: "HOURLY" },
  });
  assertEquals(rest, {
    salaryMin: 34,
    salaryMax: 47,
    salaryCurrency: "USD",
    salaryPeriod: "hour",
    requisition: "job-9",
    applyUrl: "https://jobs.smartrecruiters.com/Acme/1-baker?oga=true",
  });
  assertEquals(
    description?.(),
    "The job\n\nBread & salt\n\nYou bring\n\n- Rye",
  );
});

Deno.test("smartrecruiters.detail() tells everything that its list says it cannot", async () => {
  const told = await detail({ id: "1", jobAd: { sections: {} } });
  assertEquals(
    Object.keys(told).sort(),
    [...smartrecruiters.unknown].sort(),
  );
  assertEquals(told.description, null);
});

Deno.test("smartrecruiters.detail() lets a missing advert through as not found and refuses an unknown shape", async () => {
  const gone = new ScanError("not_found", "Cannot read it: 404");
  assertEquals(await assertRejects(() => detail(gone), ScanError), gone);
  const error = await assertRejects(() => detail({ id: "1" }), ScanError);
  assertEquals(error.kind, "payload");
  assertEquals(
    error.message,
    'Cannot read posting "1" of board "Acme": it is no advert',
  );
});

Deno.test("smartrecruiters.detail() reads pay of every period, and none it has no word for", async () => {
  const pay = [];
  for (
    const compensation of [
      { min: 1, max: 2, currency: "EUR", period: "YEARLY" },
      { min: 1, max: 2, currency: "EUR", period: "MONTHLY" },
      { min: "1", max: "2", currency: "EUR", period: "DAILY" },
      { min: null, max: 2, currency: "eur", period: "BIWEEKLY" },
      { min: 0, max: 0, currency: "EUR", period: "HOURLY" },
      "a lot",
    ]
  ) {
    const { salaryMin, salaryMax, salaryCurrency, salaryPeriod } = await detail(
      { id: "1", jobAd: { sections: {} }, compensation },
    );
    pay.push([salaryMin, salaryMax, salaryCurrency, salaryPeriod]);
  }
  assertEquals(pay, [
    [1, 2, "EUR", "year"],
    [1, 2, "EUR", "month"],
    [1, 2, "EUR", "day"],
    [null, 2, "EUR", null],
    [null, null, null, null],
    [null, null, null, null],
  ]);
});

Deno.test("smartrecruiters.detail() tells nothing that the list knows, or the two would change it back and forth", async () => {
  const { postings } = await read(page(0, 1, [advert(1)]));
  const told = Object.keys(
    await detail({
      ...advert(1, { location: { city: "Oslo", remote: true } }),
      releasedDate: "2020-01-01T00:00:00.000Z",
      jobAd: { sections: {} },
    }),
  );
  const known = Object.entries(postings[0] ?? {}).flatMap(([field, value]) =>
    value === null || (Array.isArray(value) && value.length === 0) ? [] : field
  );
  assertEquals(known.filter((field) => told.includes(field)), []);
});

Deno.test("smartrecruiters says unknown of every field that its list leaves empty and the detail fills", async () => {
  const { postings } = await read(page(0, 1, [advert(1)]));
  const [posting] = postings;
  assert(posting);
  for (const field of smartrecruiters.unknown) {
    assertEquals(posting[field], null, field);
  }
});

Deno.test("smartrecruiters asks in the steps that the board answers in", async () => {
  const small = (offset: number, content: unknown[]) => ({
    url: `/v1/companies/Acme/postings?limit=100&offset=${offset}`,
    answer: { offset, limit: 2, totalFound: 5, content },
  });
  const { postings, listing, left } = await read(
    small(0, adverts(0, 2)),
    small(2, adverts(2, 4)),
    small(4, adverts(4, 5)),
  );
  assertEquals(postings.length, 5);
  assertEquals(listing, { complete: true, advertisedTotal: 5 });
  assertEquals(left, []);
});

Deno.test("smartrecruiters is not complete when a later page counts less", async () => {
  const { listing } = await read(
    page(0, 102, adverts(0, 100)),
    page(100, 0, adverts(100, 101)),
  );
  assertEquals(listing, {
    complete: false,
    reason: "The board listed 101 of 102 postings",
    advertisedTotal: 102,
  });
});

Deno.test("smartrecruiters does not take a total for the end that a full page goes beyond", async () => {
  const reasons = [];
  for (
    const exchanges of [
      [page(0, 0, adverts(0, 100))],
      [page(0, 198, adverts(0, 100)), page(100, 198, adverts(100, 200))],
      // A short page is an end, whatever the board counts.
      [page(0, 101, adverts(0, 100)), page(100, 101, adverts(100, 103))],
      [page(0, 2, adverts(0, 3))],
    ]
  ) {
    const { listing } = await read(...exchanges);
    reasons.push(listing.complete ? null : listing.reason);
  }
  assertEquals(reasons, [
    "The board listed 100 of 0 postings",
    "The board listed 200 of 198 postings",
    null,
    null,
  ]);
});

Deno.test("smartrecruiters believes hybrid before remote, and both before the words", async () => {
  assertEquals(
    await place({ city: "Rome", remote: true, hybrid: true }),
    [["Rome"], "hybrid"],
  );
  assertEquals(
    await place(
      { city: "Rome", remote: false, hybrid: true },
      "Baker (Remote)",
    ),
    [["Rome"], "hybrid"],
  );
  assertEquals(
    await place(
      { city: "Rome", remote: false, hybrid: false },
      "Remote Sensing Baker",
    ),
    [["Rome"], null],
  );
  assertEquals(await place({ fullLocation: "UNAVAILABLE", city: "Rome" }), [
    ["Rome"],
    null,
  ]);
});

Deno.test("smartrecruiters does not count what has no id", async () => {
  const { listing } = await readAnswer({
    provider: smartrecruiters,
    board,
    url: "/v1/companies/Acme/postings?limit=100&offset=0",
    list: "content",
    id: "id",
  }, { totalFound: 2, content: [advert(1), { name: "Baker" }] });
  assertEquals(listing.complete, false);
  assert(listing.reason?.startsWith("The board listed 1 of 2 postings"));
});

Deno.test("smartrecruiters keeps adverts of one title", async () => {
  const { postings } = await read(page(0, 2, [advert(1), advert(2)]));
  assertEquals(postings.map(({ externalId }) => externalId), ["1", "2"]);
});

Deno.test("smartrecruiters tells no lie about adverts that went wrong", async () => {
  const sound = [advert(1), advert(2, { location: null, company: null })];
  await fc.assert(
    fc.asyncProperty(mutationsOf(sound), (content) =>
      assertHonest({
        provider: smartrecruiters,
        board,
        url: "/v1/companies/Acme/postings?limit=100&offset=0",
        list: "content",
        id: "id",
      }, { totalFound: 2, content })),
    { numRuns: 400 },
  );
});

Deno.test("smartrecruiters.detail() fails in one way only, whatever it is answered", async () => {
  const section = { title: "The job", text: "<p>Bread</p>" };
  const sound = {
    id: "1",
    jobId: "job-9",
    applyUrl: "https://jobs.smartrecruiters.com/Acme/1",
    jobAd: { sections: { jobDescription: section, qualifications: section } },
    compensation: { min: 34, max: 47, currency: "USD", period: "HOURLY" },
  };
  await fc.assert(
    fc.asyncProperty(mutationsOf(sound), async (answer) => {
      try {
        (await detail(answer)).description?.();
      } catch (error) {
        assert(error instanceof ScanError && error.kind === "payload");
      }
    }),
    { numRuns: 400 },
  );
});

const NO_PAY = [null, null, null, null];

/** Of each recorded list, all its adverts, written down from the file by hand; the list never knows the pay. */
const RECORDED: Record<string, unknown[]> = {
  candidatezero_smartrecruiters_postings: [
    [
      "310ac2d4",
      "ba041373",
      ["Sandy, UT, United States"],
      "remote",
      NO_PAY,
      "2026-07-20T20:54:18.136Z",
    ],
    [
      "36bc0dc6",
      "b2a70e51",
      ["Warsaw, Poland"],
      "remote",
      NO_PAY,
      "2026-07-08T15:38:38.357Z",
    ],
    [
      "5e3fdcc2",
      "fb179a1e",
      ["Warsaw, Masovian Voivodeship, Poland"],
      "remote",
      NO_PAY,
      "2026-06-23T15:31:20.992Z",
    ],
  ],
  careerkit_smartrecruiters: [
    [
      "f2494e2b",
      "84396b38",
      ["St. Louis, MO, United States"],
      null,
      NO_PAY,
      "2018-06-08T02:11:28.000Z",
    ],
  ],
  mwap_smartrecruiters: [
    [
      "ab21a9c5",
      "5e4d1397",
      ["Pedro Escobedo, Qro., Mexico"],
      null,
      NO_PAY,
      "2026-06-30T17:49:03.000Z",
    ],
    [
      "b30dc39f",
      "ae23704e",
      ["United States"],
      "remote",
      NO_PAY,
      "2026-06-29T10:00:00.000Z",
    ],
    [
      "9535e67a",
      "e0d73928",
      ["bangalore, India"],
      "hybrid",
      NO_PAY,
      "2026-06-30T17:30:04.932Z",
    ],
  ],
};

for (const [name, facts] of Object.entries(RECORDED)) {
  const path = `smartrecruiters/${name}.json`;
  const text = await recordedPayload(path);
  Deno.test({
    name: `smartrecruiters reads every advert of the recorded ${path}`,
    ignore: text === null,
    async fn() {
      const recorded = JSON.parse(text ?? "{}");
      const answers: { offset: number }[] = recorded.list_pages ?? [recorded];
      const { postings, listing } = await readBoard(
        smartrecruiters,
        board,
        fakeHttp(answers.map((answer) => ({
          url: `/v1/companies/Acme/postings?limit=100&offset=${answer.offset}`,
          answer,
        }))),
      );
      assertEquals(await Promise.all(postings.map(hashedFactsOf)), facts);
      // Of one recording two adverts were cut away.
      assertEquals(
        listing.complete,
        name !== "candidatezero_smartrecruiters_postings",
      );
    },
  });
}

/** Of each recording of adverts: the requisitions, in order. */
const RECORDED_DETAILS: Record<string, (string | null)[]> = {
  candidatezero_smartrecruiters_detail: [
    "429dc926-22d8-448b-93b3-85207b301408",
  ],
  mwap_smartrecruiters: [null, null, null],
};

for (const [name, requisitions] of Object.entries(RECORDED_DETAILS)) {
  const path = `smartrecruiters/${name}.json`;
  const text = await recordedPayload(path);
  Deno.test({
    name: `smartrecruiters.detail() reads the recorded adverts of ${path}`,
    ignore: text === null,
    async fn() {
      const recorded = JSON.parse(text ?? "{}");
      // In the order of their list; an object sorts ids that are numbers.
      const listed: { id: string }[] = (recorded.list_pages ?? [])
        .flatMap(({ content }: { content: unknown }) => content);
      const answers: unknown[] = recorded.details
        ? listed.map(({ id }) => recorded.details[id])
        : [recorded];
      const told = await Promise.all(answers.map(detail));
      assertEquals(
        told.map(({ salaryMin }) => salaryMin),
        answers.map(() => null),
      );
      // An advert's own answer repeats what its list said.
      const { postings } = await read(page(0, answers.length, answers));
      assertEquals(
        await Promise.all(postings.map(hashedFactsOf)),
        RECORDED[name.replace("detail", "postings")]?.slice(0, answers.length),
      );
      assertEquals(
        told.map(({ requisition }) => requisition ?? null),
        requisitions,
      );
      assert((told[0]?.description?.() ?? "").length > 100);
      for (const { applyUrl } of told) {
        assert(applyUrl?.startsWith("https://jobs.smartrecruiters.com/"));
      }
    },
  });
}
