import { assert, assertEquals, assertRejects } from "@std/assert";
import { ScanError } from "../errors.ts";
import type { Posting } from "../posting.ts";
import {
  type Exchange,
  fakeHttp,
  NOW,
  readBoard,
  readContext,
  recordedPayload,
  withText,
} from "../testing.ts";
import { smartrecruiters } from "./smartrecruiters.ts";

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

/** Of each recorded list: its first posting, written down by hand. */
const RECORDED: Record<string, unknown> = {
  candidatezero_smartrecruiters_postings: {
    title: "Data Science Intern | Fully Remote US",
    url: "https://jobs.smartrecruiters.com/HireVue/744000138728139",
    locations: ["Sandy, UT, United States"],
    workplace: "remote",
    employmentType: "internship",
    day: "2026-07-20",
  },
  careerkit_smartrecruiters: {
    title: "CNA  / LPN - Consistent Hours. Start Next Week.",
    url: "https://jobs.smartrecruiters.com/Knight/743999671674844",
    locations: ["St. Louis, MO, United States"],
    workplace: null,
    employmentType: "part_time",
    day: "2018-06-08",
  },
  mwap_smartrecruiters: {
    title: "Facilities Soft Services Engineer",
    url: "https://jobs.smartrecruiters.com/BoschGroup/744000135080134",
    locations: ["Pedro Escobedo, Qro., Mexico"],
    workplace: null,
    employmentType: "full_time",
    day: "2026-06-30",
  },
};

for (const [name, said] of Object.entries(RECORDED)) {
  const path = `smartrecruiters/${name}.json`;
  const text = await recordedPayload(path);
  Deno.test({
    name: `smartrecruiters reads the recorded list ${path}`,
    ignore: text === null,
    fn() {
      const recorded = JSON.parse(text ?? "{}");
      const pages: { content: unknown[] }[] = recorded.list_pages ?? [recorded];
      const postings = pages.flatMap(({ content }) => content).map((raw) =>
        smartrecruiters.normalise(smartrecruiters.raw.parse(raw), {
          board,
          now: NOW,
        })
      );
      const [first] = postings;
      assert(first);
      assertEquals({
        title: first.title,
        url: first.url,
        locations: first.locations,
        workplace: first.workplace,
        employmentType: first.employmentType,
        day: first.postedAt?.toISOString().slice(0, 10),
      }, said);
      for (const { locations, url } of postings) {
        assertEquals(locations.length, 1, url);
        assert(!/, ,|remote/i.test(locations[0] ?? ""), url);
      }
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
      const answers: unknown[] = Object.values(
        recorded.details ?? { only: recorded },
      );
      const told = await Promise.all(answers.map(detail));
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
