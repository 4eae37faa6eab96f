import { assert, assertEquals, assertRejects } from "@std/assert";
import { ScanError } from "../errors.ts";
import { fakeHttp, readBoard, recordedPayload, withText } from "../testing.ts";
import { ashby } from "./ashby.ts";

const board = { provider: "ashby", key: "High Tea" };
const url =
  "https://api.ashbyhq.com/posting-api/job-board/High%20Tea?includeCompensation=true";

function component(over: Record<string, unknown> = {}) {
  return {
    compensationType: "Salary",
    interval: "1 YEAR",
    currencyCode: "USD",
    minValue: 50_000,
    maxValue: 60_000,
    ...over,
  };
}

function advert(over: Record<string, unknown> = {}) {
  return {
    id: "bb-1",
    title: " Baker",
    department: "Kitchen",
    team: "Ovens",
    employmentType: "FullTime",
    location: "Berlin",
    secondaryLocations: [
      { location: "Remote (Germany)", address: {} },
      "Rome",
      { location: "Berlin" },
    ],
    publishedAt: "2026-02-17T09:00:00.000+00:00",
    isListed: true,
    isRemote: true,
    workplaceType: "Hybrid",
    jobUrl: "https://jobs.ashbyhq.com/High%20Tea/bb-1",
    applyUrl: "https://jobs.ashbyhq.com/High%20Tea/bb-1/application",
    descriptionHtml: "<p>Bread &amp; salt</p>",
    descriptionPlain: "BREAD\n\n\n\nand salt",
    compensation: {
      compensationTiers: [],
      summaryComponents: [
        component({ compensationType: "Bonus", minValue: 1, maxValue: 2 }),
        component(),
      ],
    },
    ...over,
  };
}

function read(...jobs: unknown[]) {
  return readBoard(
    ashby,
    board,
    fakeHttp([{ url, answer: { jobs, apiVersion: "1" } }]),
  );
}

Deno.test("ashby reads an advert into a posting", async () => {
  const { postings, listing } = await read(advert());
  assertEquals(listing, { complete: true });
  assertEquals(postings.map(withText), [{
    externalId: "bb-1",
    title: "Baker",
    company: null,
    url: "https://jobs.ashbyhq.com/High%20Tea/bb-1",
    applyUrl: "https://jobs.ashbyhq.com/High%20Tea/bb-1/application",
    locations: ["Berlin", "Remote (Germany)", "Rome"],
    workplace: "hybrid",
    department: "Kitchen",
    team: "Ovens",
    employmentType: "full_time",
    salaryMin: 50_000,
    salaryMax: 60_000,
    salaryCurrency: "USD",
    salaryPeriod: "year",
    description: "BREAD\n\nand salt",
    requisition: null,
    postedAt: new Date("2026-02-17T09:00:00Z"),
  }]);
});

Deno.test("ashby leaves out what the company does not list, and nothing else", async () => {
  const { postings, listing } = await read(
    advert({ id: "1", isListed: false }),
    advert({ id: "2", isListed: undefined }),
    advert({ id: "3", isListed: null }),
  );
  assertEquals(postings.map(({ externalId }) => externalId), ["2", "3"]);
  assertEquals(listing, { complete: true });
});

Deno.test("ashby believes isRemote only where there is no workplaceType", async () => {
  const { postings } = await read(
    advert({ workplaceType: "OnSite" }),
    advert({ workplaceType: null }),
    advert({ workplaceType: null, isRemote: null, secondaryLocations: null }),
  );
  assertEquals(postings.map(({ workplace }) => workplace), [
    "onsite",
    "remote",
    null,
  ]);
});

Deno.test("ashby takes the widest range over the tiers where there is no summary", async () => {
  const { postings } = await read(advert({
    compensation: {
      summaryComponents: [component({ compensationType: "EquityPercentage" })],
      compensationTiers: [
        { components: [component({ minValue: 40_000, maxValue: 50_000 })] },
        {
          components: [
            component({ minValue: null, maxValue: 70_000 }),
            component({ currencyCode: "GBP", minValue: 1, maxValue: 99_000 }),
            component({ compensationType: "Bonus", maxValue: 90_000 }),
          ],
        },
        { components: null },
      ],
    },
  }));
  assertEquals(
    [
      postings[0]?.salaryMin,
      postings[0]?.salaryMax,
      postings[0]?.salaryCurrency,
    ],
    [40_000, 70_000, "USD"],
  );
});

Deno.test("ashby knows pay by the hour, with one end, and none", async () => {
  const { postings } = await read(
    advert({
      compensation: {
        summaryComponents: [
          component({ interval: "1 HOUR", minValue: 30, maxValue: null }),
        ],
      },
    }),
    advert({ compensation: { summaryComponents: [], compensationTiers: [] } }),
    advert({ compensation: null }),
  );
  assertEquals(
    postings.map(({ salaryMin, salaryMax, salaryPeriod }) => [
      salaryMin,
      salaryMax,
      salaryPeriod,
    ]),
    [[30, null, "hour"], [null, null, null], [null, null, null]],
  );
});

Deno.test("ashby turns the HTML into text where there is no plain text", async () => {
  const { postings } = await read(advert({ descriptionPlain: null }));
  assertEquals(postings[0]?.description?.(), "Bread & salt");
});

Deno.test("ashby maps its kinds of employment", async () => {
  const { postings } = await read(
    ...["PartTime", "Intern", "Contract", "Temporary", null].map((kind) =>
      advert({ employmentType: kind })
    ),
  );
  assertEquals(postings.map(({ employmentType }) => employmentType), [
    "part_time",
    "internship",
    "contract",
    "temporary",
    null,
  ]);
});

Deno.test("ashby refuses an answer that is no board", async () => {
  const error = await assertRejects(
    () => readBoard(ashby, board, fakeHttp([{ url, answer: { jobs: "no" } }])),
    ScanError,
  );
  assertEquals(error.kind, "payload");
});

/** Of each recorded board: how many it lists, and one of them written down by hand. */
const RECORDED: Record<string, { count: number; at: number; said: unknown }> = {
  candidatezero_ashby_board: {
    count: 4,
    at: 1,
    said: {
      title: "Technical Support Associate",
      locations: ["Remote, United States"],
      workplace: "remote",
      pay: [30, 38, "USD", "hour"],
      day: "2025-10-02",
    },
  },
  careerkit_ashby: {
    count: 2,
    at: 1,
    said: {
      title: "Senior Site Reliability Engineer",
      locations: ["Toronto, Ontario"],
      workplace: "hybrid",
      pay: [102_800, 137_000, "CAD", "year"],
      day: "2026-07-08",
    },
  },
  internradar_jobs: {
    count: 3,
    at: 0,
    said: {
      title: "Software Engineer Internship, Android",
      locations: ["New York, NY (HQ)", "San Francisco, CA"],
      workplace: "hybrid",
      pay: [null, null, null, null],
      day: "2025-08-07",
    },
  },
  techsalaryradar_ashby: {
    count: 2,
    at: 1,
    said: {
      title: "Senior / Staff Fullstack Engineer",
      locations: ["North America"],
      workplace: "remote",
      pay: [null, null, null, null],
      day: "2021-08-18",
    },
  },
};

for (const [name, { count, at, said }] of Object.entries(RECORDED)) {
  const path = `ashby/${name}.json`;
  const text = await recordedPayload(path);
  Deno.test({
    name: `ashby reads the recorded board ${path}`,
    ignore: text === null,
    async fn() {
      const { postings } = await readBoard(
        ashby,
        board,
        fakeHttp([{ url, answer: text }]),
      );
      assertEquals(postings.length, count);
      const posting = postings[at];
      assert(posting);
      assertEquals({
        title: posting.title,
        locations: posting.locations,
        workplace: posting.workplace,
        pay: [
          posting.salaryMin,
          posting.salaryMax,
          posting.salaryCurrency,
          posting.salaryPeriod,
        ],
        day: posting.postedAt?.toISOString().slice(0, 10),
      }, said);
      for (const { description, url, applyUrl } of postings) {
        assert(applyUrl?.startsWith(url));
        assert((description?.() ?? "").length > 100);
      }
    },
  });
}
