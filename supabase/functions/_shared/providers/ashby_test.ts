import { assert, assertEquals, assertRejects } from "@std/assert";
import { ScanError } from "../errors.ts";
import { fakeHttp, readBoard, recordedPayload, withText } from "../testing.ts";
import { ashby } from "./ashby.ts";
import { assertHonestWhenMutated } from "./testdata/mutations.ts";
import { hashedFactsOf } from "./testdata/recorded_facts.ts";

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
            component({ currencyCode: null, minValue: null, maxValue: 0 }),
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

Deno.test("ashby says no pay where salaries cannot be compared", async () => {
  const pay = [];
  for (
    const over of [
      { currencyCode: "GBP" },
      { interval: "1 MONTH" },
      { currencyCode: null },
    ]
  ) {
    const mixed = [component(), component(over)];
    for (
      const compensation of [
        { summaryComponents: mixed, compensationTiers: [] },
        {
          summaryComponents: [],
          compensationTiers: mixed.map((one) => ({ components: [one] })),
        },
        // The tiers are no way around a summary that is mixed.
        {
          summaryComponents: mixed,
          compensationTiers: [{ components: [component()] }],
        },
      ]
    ) {
      const { postings } = await read(advert({ compensation }));
      pay.push(postings[0]?.salaryMin, postings[0]?.salaryMax);
    }
  }
  assertEquals(pay, Array(18).fill(null));
});

Deno.test("ashby has no word for pay of two weeks or half a month", async () => {
  for (const interval of ["2 WEEK", "HALF MONTH", "NONE"]) {
    const { postings } = await read(
      advert({
        compensation: { summaryComponents: [component({ interval })] },
      }),
    );
    assertEquals(
      [postings[0]?.salaryMin, postings[0]?.salaryPeriod],
      [50_000, null],
      interval,
    );
  }
});

Deno.test("ashby keeps an advert whose pay it cannot read", async () => {
  const { postings } = await read(
    advert({ compensation: { summaryComponents: [{ minValue: "x" }] } }),
  );
  assertEquals(postings.map(({ salaryMin }) => salaryMin), [null]);
});

Deno.test("ashby believes its field before the flag, and the flag before the words", async () => {
  const workplaces = [];
  for (
    const over of [
      { workplaceType: "Remote", isRemote: false },
      { workplaceType: "Moon", isRemote: true },
      { workplaceType: " ", isRemote: true },
      { workplaceType: null, isRemote: true, location: "Hybrid, Rome" },
      { workplaceType: null, isRemote: false, location: "Remote (US)" },
      { workplaceType: null, isRemote: null, location: "Remote (US)" },
      { workplaceType: null, isRemote: false, location: "Rome (Hybrid)" },
      { workplaceType: null, isRemote: null, title: "Baker (Remote)" },
      { workplaceType: null, isRemote: null, title: "Hybrid Cloud Baker" },
    ]
  ) {
    const { postings } = await read(
      advert({ location: "Rome", secondaryLocations: [], ...over }),
    );
    workplaces.push(postings[0]?.workplace);
  }
  assertEquals(workplaces, [
    "remote",
    null,
    "remote",
    "remote",
    null,
    "remote",
    "hybrid",
    "remote",
    null,
  ]);
});

Deno.test("ashby takes an address where a place has no name", async () => {
  const postalAddress = {
    addressLocality: "Rome",
    addressRegion: "",
    addressCountry: "Italy",
  };
  const { postings } = await read(
    advert({
      location: null,
      address: { postalAddress },
      secondaryLocations: [{ location: "", address: {} }, {
        location: "Oslo",
        address: { postalAddress },
      }],
    }),
  );
  assertEquals(postings[0]?.locations, ["Rome, Italy", "Oslo"]);
});

Deno.test("ashby keeps adverts of one title, and knows of no job behind them", async () => {
  const { postings } = await read(advert(), advert({ id: "bb-2" }));
  assertEquals(
    postings.map(({ externalId, requisition }) => [externalId, requisition]),
    [["bb-1", null], ["bb-2", null]],
  );
});

Deno.test("ashby leads to its own page where it is told no sound address", async () => {
  const { postings } = await read(
    advert({ jobUrl: "http://acme.example/", applyUrl: "none" }),
  );
  assertEquals(
    [postings[0]?.url, postings[0]?.applyUrl],
    ["https://jobs.ashbyhq.com/High%20Tea/bb-1", null],
  );
});

Deno.test("ashby tells no lie about an answer that went wrong", async () => {
  // Without isListed, for an advert that is not listed is left out with right.
  const sound = advert();
  const { isListed: _, ...one } = sound;
  await assertHonestWhenMutated({
    provider: ashby,
    board,
    url,
    list: "jobs",
    id: "id",
  }, { jobs: [one, { ...one, id: "bb-2", compensation: null }] });
});

const NO_PAY = [null, null, null, null];

/** Of each recorded answer, all its listed adverts, written down from the file by hand. */
const RECORDED: Record<string, unknown[]> = {
  candidatezero_ashby_board: [
    ["52b1f881", "6e8f950b", ["Phoenix, AZ"], "remote", [
      130_000,
      180_000,
      "USD",
      "year",
    ], "2026-06-16T12:54:20.624Z"],
    ["5a0b735f", "2c4bd126", ["Remote, United States"], "remote", [
      30,
      38,
      "USD",
      "hour",
    ], "2025-10-02T21:20:20.200Z"],
    [
      "f19298ad",
      "fedd3478",
      ["San Francisco", "New York City", "Seattle"],
      null,
      [210_000, 490_000, "USD", "year"],
      "2025-03-27T16:44:10.676Z",
    ],
    // Its flag says that it is not remote, its field that it is.
    [
      "abd173b1",
      "6e8f950b",
      ["New York City"],
      "remote",
      NO_PAY,
      "2026-06-16T12:54:20.624Z",
    ],
  ],
  careerkit_ashby: [
    [
      "35ab1cca",
      "aff30f7e",
      ["Canada"],
      "remote",
      NO_PAY,
      "2026-04-20T22:43:56.531Z",
    ],
    ["beb8c769", "b8a286b8", ["Toronto, Ontario"], "hybrid", [
      102_800,
      137_000,
      "CAD",
      "year",
    ], "2026-07-08T19:48:19.767Z"],
  ],
  internradar_jobs: [
    [
      "4198b2c7",
      "320922e5",
      ["New York, NY (HQ)", "San Francisco, CA"],
      "hybrid",
      NO_PAY,
      "2025-08-07T20:49:38.961Z",
    ],
    [
      "be8fa951",
      "32073b92",
      ["New York, NY (HQ)", "Remote (Canada)", "Remote (US)", "Miami, FL"],
      "hybrid",
      NO_PAY,
      "2026-04-07T17:12:35.753Z",
    ],
    [
      "d6bb2293",
      "2c52a71c",
      [
        "New York, NY (HQ)",
        "Remote (Canada)",
        "San Francisco, CA",
        "Remote (US)",
      ],
      "hybrid",
      NO_PAY,
      "2025-07-31T21:58:34.674Z",
    ],
  ],
  techsalaryradar_ashby: [
    [
      "557d66c0",
      "f59ebbe6",
      ["Europe"],
      "remote",
      NO_PAY,
      "2021-04-27T20:13:45.158Z",
    ],
    [
      "557d66c0",
      "4fa91bfc",
      ["North America"],
      "remote",
      NO_PAY,
      "2021-08-18T20:48:26.891Z",
    ],
  ],
};

for (const [name, facts] of Object.entries(RECORDED)) {
  const path = `ashby/${name}.json`;
  const text = await recordedPayload(path);
  Deno.test({
    name: `ashby reads every advert of the recorded ${path}`,
    ignore: text === null,
    async fn() {
      const { postings, listing } = await readBoard(
        ashby,
        board,
        fakeHttp([{ url, answer: text }]),
      );
      assertEquals(await Promise.all(postings.map(hashedFactsOf)), facts);
      assertEquals(listing, { complete: true });
      for (const { description, url, applyUrl } of postings) {
        assert(applyUrl?.startsWith(url));
        assert((description?.() ?? "").length > 100);
      }
    },
  });
}
