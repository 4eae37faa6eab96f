import { assertEquals, assertRejects } from "@std/assert";
import fc from "fast-check";
import { ScanError } from "../errors.ts";
import type { Posting } from "../posting.ts";
import {
  fakeHttp,
  readContext,
  recordedPayload,
  withText,
} from "../testing.ts";
import { rippling } from "./rippling.ts";
import { readDetail } from "./rippling_detail.ts";
import { assertHonestWhenMutated, mutationsOf } from "./testdata/mutations.ts";
import { factsOf, type OneAnswer, readAnswer } from "./testdata/one_answer.ts";

const board = { provider: "rippling", key: "acme" };
const LIST_URL = "https://api.rippling.com/platform/api/ats/v1/board/acme/jobs";

const READ: OneAnswer<Parameters<typeof rippling.normalise>[0]> = {
  provider: rippling,
  board,
  url: LIST_URL,
  list: null,
  id: "uuid",
};

function row(over: Record<string, unknown> = {}) {
  return {
    uuid: "2f0674e6-f01f",
    name: " Baker",
    department: { id: "Kitchen", label: "Kitchen" },
    url: "https://ats.rippling.com/acme/jobs/2f0674e6-f01f",
    ...at("Berlin, Germany"),
    ...over,
  };
}

function at(label: string | null) {
  return { workLocation: { id: label, label } };
}

function job(over: Record<string, unknown> = {}) {
  return {
    uuid: "2f0674e6-f01f",
    name: "Baker",
    companyName: "Acme Bakery",
    url: "https://ats.rippling.com/acme/jobs/2f0674e6-f01f",
    workLocations: ["Berlin, Germany"],
    department: {
      name: "Ovens",
      base_department: "Kitchen",
      department_tree: ["Kitchen", "Ovens"],
    },
    employmentType: { label: "SALARIED_FT", id: "Salaried, full-time" },
    description: {
      company: "<p>About us</p>",
      role: "<p>Bread &amp; salt</p>",
    },
    createdOn: "2026-02-17T09:10:11Z",
    payRangeDetails: [pay(50_000, 60_000)],
    unlistedFromSearch: false,
    ...over,
  };
}

function pay(
  rangeStart: number | null,
  rangeEnd: number | null,
  over: Record<string, unknown> = {},
) {
  const frequency = "YEAR";
  return { currency: "EUR", frequency, rangeStart, rangeEnd, ...over };
}

function tell(over: Record<string, unknown> = {}): Partial<Posting> {
  return readDetail(job(over), "posting");
}

Deno.test("rippling reads a row into a posting, as far as a row goes", async () => {
  const { postings, listing } = await readAnswer(READ, [row()]);
  assertEquals(listing, { complete: true });
  assertEquals(postings.map(withText), [{
    externalId: "2f0674e6-f01f",
    title: "Baker",
    company: null,
    url: "https://ats.rippling.com/acme/jobs/2f0674e6-f01f",
    applyUrl: null,
    locations: ["Berlin, Germany"],
    workplace: null,
    department: "Kitchen",
    team: null,
    employmentType: null,
    salaryMin: null,
    salaryMax: null,
    salaryCurrency: null,
    salaryPeriod: null,
    description: null,
    requisition: null,
    postedAt: null,
  }]);
});

Deno.test("rippling makes one posting of the rows of a job", async () => {
  const { postings, listing } = await readAnswer(READ, [
    row(at("Remote (Germany)")),
    row({ uuid: "b", ...at("Rome, Italy") }),
    row(at("Remote (Italy)")),
    row(at("Remote (Germany)")),
  ]);
  assertEquals(
    postings.map(({ externalId, locations, workplace }) => [
      externalId,
      locations,
      workplace,
    ]),
    [
      ["2f0674e6-f01f", ["Remote (Germany)", "Remote (Italy)"], "remote"],
      ["b", ["Rome, Italy"], null],
    ],
  );
  assertEquals(listing.complete, true);
});

Deno.test("rippling takes a work model for no place", async () => {
  const { postings } = await readAnswer(READ, [
    row({ uuid: "a", ...at("Remote") }),
    row({ uuid: "b", ...at("Hybrid; Rome, Italy") }),
    row({ uuid: "c", ...at(null) }),
    row({ uuid: "d", workLocation: null, name: "Remote Baker" }),
  ]);
  assertEquals(
    postings.map(({ locations, workplace }) => [locations, workplace]),
    [[[], "remote"], [["Rome, Italy"], "hybrid"], [[], null], [[], "remote"]],
  );
});

Deno.test("rippling lives without all that a row need not have, and knows the page of its job", async () => {
  const { postings, rejected } = await readAnswer(READ, [
    { uuid: "a-1", name: "Baker" },
    row({ uuid: "b", url: "javascript:alert(1)" }),
    row({ uuid: "../b" }),
    row({ uuid: null }),
    row({ name: "" }),
  ]);
  assertEquals(rejected, 3);
  assertEquals(postings.map(({ url }) => url), [
    "https://ats.rippling.com/acme/jobs/a-1",
    "https://ats.rippling.com/acme/jobs/b",
  ]);
});

Deno.test("rippling asks the job itself for what its row lacks", async () => {
  const details = await rippling.detail?.(
    { externalId: "2f0674e6-f01f", url: "https://ats.rippling.com/x" },
    {
      ...readContext(
        fakeHttp([{ url: `${LIST_URL}/2f0674e6-f01f`, answer: job() }]),
      ),
      board,
    },
  );
  assertEquals(
    { ...details, description: details?.description?.() },
    {
      company: "Acme Bakery",
      team: "Ovens",
      employmentType: "full_time",
      salaryMin: 50_000,
      salaryMax: 60_000,
      salaryCurrency: "EUR",
      salaryPeriod: "year",
      description: "About us\n\nBread & salt",
      postedAt: new Date("2026-02-17T09:10:11Z"),
    },
  );
  assertEquals(
    Object.keys(details ?? {}).sort(),
    [...rippling.unknown].sort(),
  );
});

Deno.test("rippling reads the kind of employment from the company's words, then from the code", () => {
  const kinds = [
    { label: "SALARIED_FT", id: "Salaried, full-time" },
    { label: "SALARIED_FT", id: "Exempt" },
    { label: "HOURLY_PT", id: "Hourly" },
    { label: "HOURLY_FT", id: "Intern" },
    { label: "CONTRACTOR", id: null },
    { label: "TEMP", id: "Temp" },
    { label: null, id: "Half days" },
    null,
  ].map((kind) => tell({ employmentType: kind }).employmentType);
  assertEquals(kinds, [
    "full_time",
    "full_time",
    "part_time",
    "internship",
    "contract",
    "temporary",
    "other",
    null,
  ]);
});

Deno.test("rippling spans the ranges of one currency and period, and no others", () => {
  const pays = [
    [pay(50_000, 60_000), pay(40_000, 55_000)],
    [pay(50_000, 60_000), pay(18, 25, { frequency: "HOUR" })],
    [pay(50_000, 60_000), pay(70_000, 90_000, { currency: "USD" })],
    [pay(null, null), pay(18, 25, { frequency: "HOUR" })],
    [pay(null, 60_000)],
    [pay(50_000, 60_000, { frequency: "PAY_PERIOD" })],
    [],
    null,
  ].map((payRangeDetails) => {
    const { salaryMin, salaryMax, salaryCurrency, salaryPeriod } = tell({
      payRangeDetails,
    });
    return [salaryMin, salaryMax, salaryCurrency, salaryPeriod];
  });
  assertEquals(pays, [
    [40_000, 60_000, "EUR", "year"],
    [50_000, 60_000, "EUR", "year"],
    [50_000, 60_000, "EUR", "year"],
    [18, 25, "EUR", "hour"],
    [null, 60_000, "EUR", "year"],
    [50_000, 60_000, "EUR", null],
    [null, null, null, null],
    [null, null, null, null],
  ]);
});

Deno.test("rippling knows no team where the department has none below it", () => {
  const teams = [["Kitchen"], [], ["Kitchen", "Ovens", "Rye"], null].map((
    department_tree,
  ) => tell({ department: { department_tree } }).team);
  assertEquals(teams, [null, null, "Rye", null]);
});

Deno.test("rippling tells null of what a job does not say", () => {
  assertEquals(
    readDetail({ uuid: "a", description: { company: "", role: null } }, "x"),
    {
      company: null,
      team: null,
      employmentType: null,
      salaryMin: null,
      salaryMax: null,
      salaryCurrency: null,
      salaryPeriod: null,
      description: null,
      postedAt: null,
    },
  );
  assertEquals(tell({ description: null }).description, null);
});

Deno.test("rippling refuses a job's answer that is none", async () => {
  for (const answer of [{ error: "Not Found" }, [], "<html>", { uuid: "a" }]) {
    const error = await assertRejects(
      async () =>
        await rippling.detail?.({ externalId: "a", url: "https://x.example" }, {
          ...readContext(fakeHttp([{ url: `${LIST_URL}/a`, answer }])),
          board,
        }),
      ScanError,
    );
    assertEquals(error.kind, "payload");
  }
});

Deno.test("rippling never says complete when a row was lost, whatever the answer", async () => {
  await assertHonestWhenMutated(READ, [
    row(),
    row(at("Rome, Italy")),
    row({ uuid: "b" }),
  ]);
});

Deno.test("rippling tells of a job or says why not, whatever the answer", () => {
  fc.assert(
    fc.property(mutationsOf(job()), (answer) => {
      try {
        readDetail(answer, "posting").description?.();
      } catch (error) {
        if (!(error instanceof ScanError)) throw error;
      }
    }),
    { numRuns: 400 },
  );
});

const recorded = await recordedPayload("other/careerkit_rippling.json");
Deno.test({
  name: "rippling reads the recorded board careerkit_rippling",
  ignore: recorded === null,
  async fn() {
    const { postings, listing } = await readAnswer(READ, recorded);
    // Written down by hand from the file.
    assertEquals(await Promise.all(postings.map(factsOf)), [[
      "dcd2f78c",
      "/acme/jobs/2f0674e6-f01f-4ecd-b459-e947241c211f",
      ["Remote (New Jersey, US)", "New York, NY"],
      "remote",
      [null, null, null, null],
      null,
    ]]);
    assertEquals(listing, { complete: true });
  },
});
