import { assert, assertEquals, assertRejects } from "@std/assert";
import { sha256 } from "../body.ts";
import { ScanError } from "../errors.ts";
import {
  fakeHttp,
  readBoard,
  readContext,
  recordedPayload,
  withText,
} from "../testing.ts";
import { bamboohr } from "./bamboohr.ts";
import { assertHonestWhenMutated } from "./testdata/mutations.ts";

const board = { provider: "bamboohr", key: "acme" };
const url = "https://acme.bamboohr.com/careers/list";

function opening(over: Record<string, unknown> = {}) {
  return {
    id: "86",
    jobOpeningName: " Baker",
    departmentId: "18244",
    departmentLabel: "Kitchen ",
    employmentStatusLabel: "Full Time",
    employmentType: null,
    location: { city: "Fort Lauderdale", state: "Florida" },
    atsLocation: { country: null, state: null, province: null, city: null },
    isRemote: null,
    locationType: "0",
    ...over,
  };
}

function list(result: unknown[], totalCount: unknown = result.length) {
  return { meta: { totalCount }, result };
}

function read(answer: unknown) {
  return readBoard(bamboohr, board, fakeHttp([{ url, answer }]));
}

async function readOne(over: Record<string, unknown>) {
  const { postings } = await read(list([opening(over)]));
  const [posting] = postings;
  assert(posting);
  return posting;
}

Deno.test("bamboohr reads an opening into a posting", async () => {
  const { postings, listing } = await read(list([opening()]));
  assertEquals(listing, { complete: true, advertisedTotal: 1 });
  assertEquals(postings.map(withText), [{
    externalId: "86",
    title: "Baker",
    company: null,
    url: "https://acme.bamboohr.com/careers/86",
    applyUrl: null,
    locations: ["Fort Lauderdale, Florida"],
    workplace: "onsite",
    department: "Kitchen",
    team: null,
    employmentType: "full_time",
    salaryMin: null,
    salaryMax: null,
    salaryCurrency: null,
    salaryPeriod: null,
    description: null,
    requisition: null,
    postedAt: null,
  }]);
});

Deno.test("bamboohr knows nothing where an opening says nothing", async () => {
  const posting = await readOne({
    departmentLabel: null,
    employmentStatusLabel: null,
    location: { city: null, state: "" },
    atsLocation: null,
    locationType: null,
  });
  assertEquals(posting.department, null);
  assertEquals(posting.employmentType, null);
  assertEquals(posting.locations, []);
  assertEquals(posting.workplace, null);
});

Deno.test("bamboohr reads the workplace from its number, then the flag, then the title", async () => {
  const cases: [over: Record<string, unknown>, expected: string | null][] = [
    [{ locationType: "0", isRemote: true }, "onsite"],
    [{ locationType: "1" }, "remote"],
    [{ locationType: 2 }, "hybrid"],
    [{ locationType: "7", isRemote: true }, "remote"],
    [{ locationType: null, jobOpeningName: "Baker (Remote)" }, "remote"],
    [{ locationType: null, isRemote: false }, null],
  ];
  for (const [over, expected] of cases) {
    const { workplace } = await readOne(over);
    assertEquals(workplace, expected, JSON.stringify(over));
  }
});

Deno.test("bamboohr fills what the office lacks of a place from the board's own", async () => {
  const cases: [over: Record<string, unknown>, expected: string[]][] = [
    [{
      location: { city: null, state: null },
      atsLocation: {
        country: "Canada",
        state: null,
        province: "Quebec",
        city: "Laval",
      },
    }, ["Laval, Quebec, Canada"]],
    [{
      location: { city: "Austin", state: "Texas" },
      atsLocation: {
        country: "United States",
        state: "TX",
        province: null,
        city: "Dallas",
      },
    }, ["Austin, Texas, United States"]],
    [{ location: null, atsLocation: { country: "Singapore" } }, ["Singapore"]],
  ];
  for (const [over, expected] of cases) {
    assertEquals((await readOne(over)).locations, expected);
  }
});

Deno.test("bamboohr takes a number for an id", async () => {
  const { postings, listing } = await read(list([opening({ id: 86 })]));
  assertEquals(postings[0]?.externalId, "86");
  assertEquals(listing.complete, true);
});

Deno.test("bamboohr is complete only with as many openings as it says it has", async () => {
  const cases: [result: unknown[], total: number, listed: number][] = [
    [[opening()], 2, 1],
    [[opening(), opening()], 2, 1],
    [[opening(), opening({ id: "87" })], 1, 2],
    [[], 3, 0],
  ];
  for (const [result, total, listed] of cases) {
    const { listing } = await read(list(result, total));
    assertEquals(listing, {
      complete: false,
      reason: `The board listed ${listed} of ${total} postings`,
      advertisedTotal: total,
    });
  }
});

Deno.test("bamboohr refuses a list that does not say how many there should be", async () => {
  for (const answer of [{ result: [] }, list([], null), list([], "3"), []]) {
    const error = await assertRejects(() => read(answer), ScanError);
    assertEquals(error.kind, "payload");
  }
});

function detail(answer: unknown) {
  assert(bamboohr.detail);
  const posting = {
    externalId: "86",
    url: "https://acme.bamboohr.com/careers/86",
  };
  const http = fakeHttp([{ url: "/careers/86/detail", answer }]);
  return bamboohr.detail(posting, { ...readContext(http), board });
}

function told(over: Record<string, unknown> = {}) {
  return {
    result: {
      jobOpening: {
        jobOpeningShareUrl: "https://acme.bamboohr.com/careers/86",
        description: "<p>Rye &amp; salt</p>",
        datePosted: "2026-02-17",
        compensation: "$85K-$88K dependent upon experience",
        location: {
          city: "Austin",
          state: "Texas",
          addressCountry: "United States",
        },
        atsLocation: { country: null },
        ...over,
      },
    },
  };
}

Deno.test("bamboohr reads text, date and pay from the opening's own answer", async () => {
  const { description, ...rest } = await detail(told());
  assertEquals(description?.(), "Rye & salt");
  assertEquals(rest, {
    postedAt: new Date("2026-02-17"),
    salaryMin: 85_000,
    salaryMax: 88_000,
    salaryCurrency: "USD",
    salaryPeriod: null,
  });
});

Deno.test("bamboohr knows nothing where an opening's own answer says nothing", async () => {
  const details = await detail(told({
    description: "",
    datePosted: null,
    compensation: "Competitive, plus 401k",
    location: null,
  }));
  assertEquals(details, {
    description: null,
    postedAt: null,
    salaryMin: null,
    salaryMax: null,
    salaryCurrency: null,
    salaryPeriod: null,
  });
});

Deno.test("bamboohr tells whose dollars they are by the country of the opening", async () => {
  const compensation = "$50 per hour";
  const canada = { location: null, atsLocation: { country: "Canada" } };
  const unknown = { location: null, atsLocation: null };
  const currencies = [{}, canada, unknown].map(async (place) =>
    (await detail(told({ compensation, ...place }))).salaryCurrency
  );
  assertEquals(await Promise.all(currencies), ["USD", "CAD", null]);
});

Deno.test("bamboohr's details fill all that its list cannot tell", async () => {
  assertEquals(
    Object.keys(await detail(told())).toSorted(),
    bamboohr.unknown.toSorted(),
  );
});

Deno.test("bamboohr refuses an answer that is no opening", async () => {
  for (const answer of [{}, { result: { jobOpening: null } }, []]) {
    const error = await assertRejects(() => detail(answer), ScanError);
    assertEquals(error.kind, "payload");
  }
});

Deno.test("bamboohr asks so that a redirect means that the board is off", async () => {
  const asked: unknown[] = [];
  const http = {
    json(address: URL, request?: { readonly redirectMeansGone?: boolean }) {
      asked.push([address.pathname, request?.redirectMeansGone]);
      return Promise.resolve(
        address.href === url ? list([opening()]) : told(),
      );
    },
    text: () => Promise.reject(new Error("Unexpected request")),
  };
  await readBoard(bamboohr, board, http);
  await bamboohr.detail?.(
    { externalId: "86", url: "https://acme.bamboohr.com/careers/86" },
    { ...readContext(http), board },
  );
  assertEquals(asked, [["/careers/list", true], ["/careers/86/detail", true]]);
});

Deno.test("bamboohr never breaks on a list gone wrong, nor misses an opening of it", async () => {
  await assertHonestWhenMutated(
    { provider: bamboohr, board, url, list: "result", id: "id" },
    list([
      opening(),
      opening({ id: "87" }),
      opening({ id: 88, locationType: 1 }),
    ]),
  );
});

const recorded = await recordedPayload("other/careerkit_bamboohr.json");
Deno.test({
  name: "bamboohr reads the recorded board, which was cut from three to two",
  ignore: recorded === null,
  async fn() {
    const { postings, listing } = await read(recorded);
    assertEquals(listing, {
      complete: false,
      reason: "The board listed 2 of 3 postings",
      advertisedTotal: 3,
    });
    const facts = await Promise.all(postings.map(async (posting) => [
      (await sha256(posting.title)).slice(0, 8),
      new URL(posting.url).pathname,
      posting.locations,
      posting.workplace,
      posting.department,
      posting.employmentType,
      posting.salaryMin,
      posting.postedAt,
    ]));
    assertEquals(facts, [
      [
        "3d011d80",
        "/careers/86",
        ["Fort Lauderdale, Florida"],
        "onsite",
        "Legal",
        "full_time",
        null,
        null,
      ],
      [
        "e9cfbdeb",
        "/careers/87",
        ["Fort Lauderdale, Florida"],
        "onsite",
        "Marketing",
        "internship",
        null,
        null,
      ],
    ]);
  },
});
