import { assert, assertEquals, assertRejects, assertThrows } from "@std/assert";
import { z } from "zod";
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
import type { BoardRequest } from "./types.ts";
import { workday } from "./workday.ts";

const board = {
  provider: "workday",
  key: "acme.wd5.myworkdayjobs.com/acme/Careers",
};
const api = "https://acme.wd5.myworkdayjobs.com/wday/cxs/acme/Careers";
const site = "https://acme.wd5.myworkdayjobs.com/Careers";

function advert(number: number, over: Record<string, unknown> = {}) {
  return {
    title: "Baker ",
    externalPath: `/job/Berlin-Mitte/Baker_R${number}-1`,
    locationsText: "Berlin, Mitte",
    postedOn: "Posted 3 Days Ago",
    timeType: "Full time",
    remoteType: "Hybrid",
    bulletFields: [`R${number}`],
    ...over,
  };
}

function adverts(from: number, to: number) {
  return Array.from({ length: to - from }, (_, i) => advert(from + i));
}

function page(
  offset: number,
  total: number,
  jobPostings: unknown[],
): Exchange {
  return {
    url: `${api}/jobs`,
    body: { appliedFacets: {}, limit: 20, offset, searchText: "" },
    answer: { total, jobPostings, facets: [] },
  };
}

async function read(...exchanges: Exchange[]) {
  const http = fakeHttp(exchanges);
  const result = await readBoard(workday, board, http);
  return { ...result, left: http.left() };
}

async function one(over: Record<string, unknown>) {
  const { postings: [posting] } = await read(page(0, 1, [advert(1, over)]));
  assert(posting);
  return posting;
}

const path = "/job/Berlin/Baker_R1";

async function detail(answer: unknown): Promise<Partial<Posting>> {
  const http = fakeHttp([{ url: api + path, answer }]);
  const ref = { externalId: "R1", url: site + path };
  assert(workday.detail);
  return await workday.detail(ref, { ...readContext(http), board });
}

Deno.test("workday reads an advert into a posting", async () => {
  const { postings, listing } = await read(page(0, 1, [advert(1066)]));
  assertEquals(listing, { complete: true, advertisedTotal: 1 });
  assertEquals(postings.map(withText), [{
    externalId: "R1066",
    title: "Baker",
    company: null,
    url: `${site}/job/Berlin-Mitte/Baker_R1066-1`,
    applyUrl: null,
    locations: ["Berlin, Mitte"],
    workplace: "hybrid",
    department: null,
    team: null,
    employmentType: "full_time",
    salaryMin: null,
    salaryMax: null,
    salaryCurrency: null,
    salaryPeriod: null,
    description: null,
    requisition: "R1066",
    postedAt: new Date("2026-02-26T00:00:00Z"),
  }]);
});

Deno.test("workday speaks as a browser in English does, to a page of its own host", async () => {
  const seen: BoardRequest[] = [];
  const http = fakeHttp([page(0, 0, [])]);
  await readBoard(workday, board, {
    ...http,
    json(url, request) {
      seen.push(request ?? {});
      return http.json(url, request);
    },
  });
  const [request] = seen;
  assertEquals(request?.method, "POST");
  const { "user-agent": userAgent, ...headers } = request?.headers ?? {};
  assert(userAgent?.startsWith("Mozilla/5.0 "));
  assertEquals(headers, {
    "accept": "application/json",
    "accept-language": "en-US,en;q=0.9",
    "content-type": "application/json",
    "origin": "https://acme.wd5.myworkdayjobs.com",
    "referer": `${site}/`,
  });
});

Deno.test("workday reads the pages after the first through the pool and believes the first total", async () => {
  let inPool = 0;
  const { postings, listing } = await readBoard(
    workday,
    board,
    fakeHttp([
      page(0, 45, adverts(0, 20)),
      page(20, 0, adverts(20, 40)),
      page(40, 0, adverts(40, 45)),
    ]),
    {
      async *pool(items, read) {
        const all = [...items];
        inPool += all.length;
        yield* await Promise.all(all.map(read));
      },
    },
  );
  assertEquals(inPool, 2);
  assertEquals(
    postings.map(({ externalId }) => externalId),
    adverts(0, 45).map(({ bulletFields }) => bulletFields[0]),
  );
  assertEquals(listing, { complete: true, advertisedTotal: 45 });
});

Deno.test("workday looks for the total on later pages when the first says 0", async () => {
  const { postings, listing } = await read(
    page(0, 0, adverts(0, 20)),
    page(20, 41, adverts(20, 40)),
    page(40, 0, adverts(40, 41)),
  );
  assertEquals(postings.length, 41);
  assertEquals(listing, { complete: true, advertisedTotal: 41 });
});

Deno.test("workday is not complete when no page says a total", async () => {
  const { postings, listing } = await read(
    page(0, 0, adverts(0, 20)),
    page(20, 0, adverts(20, 23)),
  );
  assertEquals(postings.length, 23);
  assertEquals(listing, {
    complete: false,
    reason: "The board listed 23 postings and no total",
    advertisedTotal: 0,
  });
});

Deno.test("workday stops where the board starts over", async () => {
  const { postings, listing, left } = await read(
    page(0, 80, adverts(0, 20)),
    page(20, 80, adverts(20, 40)),
    page(40, 80, adverts(0, 20)),
    page(60, 80, adverts(20, 40)),
  );
  assertEquals(postings.length, 40);
  assertEquals(listing, {
    complete: false,
    reason: "The board starts over after 40 of 80 postings",
    advertisedTotal: 80,
  });
  assertEquals(left.length, 1);
});

Deno.test("workday does not believe that a board of 2,000 shows all of it", async () => {
  const pages = Array.from(
    { length: 100 },
    (_, i) => page(i * 20, 2_000, adverts(i * 20, i * 20 + 20)),
  );
  const { postings, listing } = await read(...pages, page(2_000, 2_000, []));
  assertEquals(postings.length, 2_000);
  assertEquals(listing, {
    complete: false,
    reason: "The board shows at most 2000 postings and may have more",
    advertisedTotal: 2_000,
  });
});

Deno.test("workday is not complete after a short page in the middle, but reads on", async () => {
  const { postings, listing } = await read(
    page(0, 60, adverts(0, 20)),
    page(20, 60, adverts(20, 39)),
    page(40, 60, adverts(40, 60)),
  );
  assertEquals(postings.length, 59);
  assertEquals(
    listing.reason,
    "The board listed 19 of 20 postings at offset 20",
  );
});

Deno.test("workday stops at an empty page", async () => {
  const { listing, left } = await read(
    page(0, 60, adverts(0, 20)),
    page(20, 60, []),
    page(40, 60, adverts(40, 60)),
  );
  assertEquals(listing.complete, false);
  assertEquals(left.length, 1);
});

Deno.test("workday is not complete when a posting is on two pages", async () => {
  const { listing } = await read(
    page(0, 22, adverts(0, 20)),
    page(20, 0, adverts(19, 21)),
  );
  assertEquals(listing, {
    complete: false,
    reason: "The board listed 21 of 22 postings",
    advertisedTotal: 22,
  });
});

Deno.test("workday yields adverts that it cannot read, so that they are counted", async () => {
  const http = fakeHttp([page(0, 2, [{}, advert(1)])]);
  const pages = workday.pages(board, readContext(http));
  const first = await pages.next();
  assertEquals(first.value, [{}, advert(1)]);
  assertEquals(workday.raw.safeParse({}).success, false);
  const end = await pages.next();
  assertEquals(end, {
    done: true,
    value: {
      complete: false,
      reason: "The board listed 1 of 2 postings",
      advertisedTotal: 2,
    },
  });
});

Deno.test("workday takes as id the bullet that the path ends with, else the number at its end", async () => {
  const ids = [];
  for (
    const [externalPath, ...bulletFields] of [
      ["/job/Berlin/Baker_R1", "R1"],
      ["/job/Berlin/Baker_JR-01-2", "Berlin", "JR-01"],
      ["/job/Berlin/Head-of-Engineering_R7", "Engineering"],
      ["/job/Berlin/Engineering", "Engineering"],
      ["/job/Berlin/Baker_R12", "R1"],
      ["/job/Berlin/Baker_R1"],
      ["/job/Berlin/Baker_JR-0105489", "Berlin"],
      ["/job/Berlin/Baker_R1066-5"],
      ["/job/Berlin/Baker_12345-2"],
      ["/job/Berlin/Baker_2024-1234"],
      ["/job/Berlin/Baker-Class-of-2024"],
    ]
  ) {
    const posting = await one({ externalPath, bulletFields });
    ids.push([posting.externalId, posting.requisition]);
  }
  assertEquals(ids, [
    ["R1", "R1"],
    ["JR-01", "JR-01"],
    ["/job/Berlin/Head-of-Engineering_R7", null],
    ["Engineering", "Engineering"],
    ["/job/Berlin/Baker_R12", null],
    ["/job/Berlin/Baker_R1", null],
    ["JR-0105489", "JR-0105489"],
    ["R1066", "R1066"],
    ["12345", "12345"],
    ["/job/Berlin/Baker_2024-1234", null],
    ["/job/Berlin/Baker-Class-of-2024", null],
  ]);
});

Deno.test("workday takes the place from the path where the list names none", async () => {
  const places = [];
  for (
    const [locationsText, externalPath] of [
      [null, "/job/US-CA-Santa-Clara/Baker_R1"],
      [null, "/job/Illinois---Chicago/Baker_R1"],
      [null, "/job/S%C3%A3o-Paulo/Baker_R1"],
      [null, "/job/Baker_R1"],
      ["Rome", "/job/Berlin/Baker_R1"],
    ]
  ) {
    const { locations } = await one({ locationsText, externalPath });
    places.push(...(locations.length > 0 ? locations : [null]));
  }
  assertEquals(places, [
    "US CA Santa Clara",
    "Illinois Chicago",
    "São Paulo",
    null,
    "Rome",
  ]);
});

Deno.test("workday leaves the places to the details where the list only counts them", async () => {
  for (const locationsText of ["2 Locations", "1 Location", "3 Standorte"]) {
    const { locations } = await one({
      locationsText,
      externalPath: "/job/Berlin/Baker_R1",
    });
    assertEquals(locations, [], locationsText);
  }
});

Deno.test("workday reads the workplace from the field, else from place and title", async () => {
  const workplaces = [];
  for (
    const over of [
      { remoteType: "Flex", title: "Remote Baker" },
      { remoteType: null, locationsText: "US, CA, Remote" },
      {
        remoteType: null,
        locationsText: "6 Locations",
        externalPath: "/job/US-CA-Remote/Baker_R1",
      },
      { remoteType: null, title: "Baker (Remote)" },
      { remoteType: null },
    ]
  ) workplaces.push((await one(over)).workplace);
  assertEquals(workplaces, ["hybrid", "remote", "remote", "remote", null]);
});

Deno.test("workday invents no date", async () => {
  const days = [];
  for (
    const over of [
      { postedOn: "Posted Today" },
      { postedOn: "Posted 30+ Days Ago" },
      { postedOn: "Vor 3 Tagen ausgeschrieben" },
      { postedOn: null },
      { postedOn: "Posted 30+ Days Ago", startDate: "2026-01-02" },
    ]
  ) days.push((await one(over)).postedAt?.toISOString().slice(0, 10));
  assertEquals(days, [
    "2026-03-01",
    undefined,
    undefined,
    undefined,
    "2026-01-02",
  ]);
});

Deno.test("workday finds every site at an address of its own", async () => {
  const shared = {
    provider: "workday",
    key: "wd1.myworkdaysite.com/acme/Careers",
  };
  assertEquals(workday.hosts(shared), ["wd1.myworkdaysite.com"]);
  const { postings: [posting] } = await readBoard(
    workday,
    shared,
    fakeHttp([{
      ...page(0, 1, [advert(1)]),
      url: "https://wd1.myworkdaysite.com/wday/cxs/acme/Careers/jobs",
    }]),
  );
  assertEquals(
    posting?.url,
    "https://wd1.myworkdaysite.com/recruiting/acme/Careers/job/Berlin-Mitte/Baker_R1-1",
  );
  assertEquals(workday.tenant?.(board), "acme");
  assertEquals(workday.tenant?.(shared), "acme");
});

Deno.test("workday refuses a key that is none", () => {
  for (const key of ["acme", "a/b/c/d", "a//c"]) {
    const error = assertThrows(
      () => workday.hosts({ provider: "workday", key }),
      ScanError,
    );
    assertEquals(error.kind, "internal");
  }
});

Deno.test("workday.detail() tells text, places, date and the rest", async () => {
  const { description, ...rest } = await detail({
    jobPostingInfo: {
      title: "Baker",
      jobDescription: "<p>Bread &amp; salt</p>",
      location: "Berlin",
      additionalLocations: ["Rome", "Berlin"],
      postedOn: "Posted 30+ Days Ago",
      startDate: "2026-01-02",
      timeType: "Part time",
      remoteType: "Fully Remote",
      jobReqId: "R1",
    },
  });
  assertEquals(description?.(), "Bread & salt");
  assertEquals(rest, {
    locations: ["Berlin", "Rome"],
    workplace: "remote",
    employmentType: "part_time",
    postedAt: new Date("2026-01-02T00:00:00Z"),
    requisition: "R1",
  });
});

Deno.test("workday.detail() leaves out what the advert does not say", async () => {
  assertEquals(await detail({ jobPostingInfo: { title: "Baker" } }), {});
});

Deno.test("workday.detail() lets a missing advert through as not found and refuses an unknown shape", async () => {
  const gone = new ScanError("not_found", "Cannot read it: 404");
  assertEquals(await assertRejects(() => detail(gone), ScanError), gone);
  const error = await assertRejects(() => detail({ error: "no" }), ScanError);
  assertEquals(error.kind, "payload");
});

Deno.test("workday.detail() asks no other site", async () => {
  assert(workday.detail);
  const asking = workday.detail(
    { externalId: "R1", url: `https://other.wd5.myworkdayjobs.com/x${path}` },
    { ...readContext(fakeHttp([])), board },
  );
  const error = await assertRejects(() => asking, ScanError);
  assertEquals(error.kind, "internal");
});

const List = z.object({ jobPostings: z.array(workday.raw) });

/** All lists in a recording, which is one answer or several under names of their own. */
function listsIn(recorded: Record<string, unknown>): unknown[] {
  const { list_pages: pages, filtered } = recorded;
  if (Array.isArray(pages)) return pages;
  return filtered ? Object.values(filtered) : [recorded];
}

/** Of each recorded board: its first posting, written down by hand. */
const RECORDED: Record<string, unknown> = {
  candidatezero_workday_jobs: [
    "JR-0105489",
    ["USA.VA.Reston"],
    "onsite",
    "2026-02-28",
  ],
  careerkit_workday: [
    "JR354232",
    [],
    "remote",
    "2026-02-28",
  ],
  eujobfeeds_nvidia_list: [
    "JR2021705",
    ["Israel, Yokneam"],
    null,
    "2026-03-01",
  ],
  mwap_workday: ["JR-1001", ["US, CA, Santa Clara"], null, "2026-02-24"],
  mwap_workday_large: ["/job/eng-canary/JR-EC1", ["X"], null, undefined],
};

for (const [name, said] of Object.entries(RECORDED)) {
  const path = `workday/${name}.json`;
  const text = await recordedPayload(path);
  Deno.test({
    name: `workday reads the recorded lists of ${path}`,
    ignore: text === null,
    fn() {
      const postings = listsIn(JSON.parse(text ?? "{}"))
        .flatMap((answer) => List.parse(answer).jobPostings)
        .map((raw) => workday.normalise(raw, { board, now: NOW }));
      const [first] = postings;
      assert(first);
      assertEquals([
        first.externalId,
        first.locations,
        first.workplace,
        first.postedAt?.toISOString().slice(0, 10),
      ], said);
      for (const { url, locations } of postings) {
        assert(url.startsWith(`${site}/job/`), url);
        assert(!/\d Locations/.test(locations.join()), url);
      }
    },
  });
}

/** Of each recording of adverts: the requisitions, in order. */
const RECORDED_DETAILS: Record<string, string[]> = {
  candidatezero_workday_detail: ["JR-0105486"],
  mwap_workday: ["JR-1001", "JR-1999579", "JR-2013789", "JR-1002"],
};

for (const [name, requisitions] of Object.entries(RECORDED_DETAILS)) {
  const path = `workday/${name}.json`;
  const text = await recordedPayload(path);
  Deno.test({
    name: `workday.detail() reads the recorded adverts of ${path}`,
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
      for (const { locations, employmentType, postedAt, description } of told) {
        assert(locations && locations.length > 0);
        assertEquals(employmentType, "full_time");
        assert(postedAt);
        assert(!/[<>]/.test(description?.() ?? "<"));
      }
    },
  });
}
