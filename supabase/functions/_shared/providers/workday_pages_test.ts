import { assert, assertEquals, assertRejects } from "@std/assert";
import fc from "fast-check";
import { ScanError } from "../errors.ts";
import { createPool } from "../pool.ts";
import type { Listing } from "./types.ts";
import { type Applied, pathOf, type ReadList } from "./workday_list.ts";
import { readPages } from "./workday_pages.ts";

interface Advert {
  readonly externalPath: string;
  /** Its values of each facet. */
  readonly values: Readonly<Record<string, readonly string[]>>;
}

interface FakeBoard {
  adverts: readonly Advert[];
  /** Facets, those of a group together. */
  readonly groups: readonly (readonly string[])[];
  readonly beyond: "pages" | "understates" | "wraps" | "hides";
  readonly shownAtMost?: number;
  readonly forgetsTotal?: boolean;
  /** Heeds only the first of several values that are chosen. */
  readonly heedsOneValue?: boolean;
  /** What happens before a request; counted from 1. */
  readonly before?: (request: number, board: FakeBoard) => void;
}

function passes(advert: Advert, applied: Applied, heedsOne: boolean): boolean {
  return Object.entries(applied).every(([parameter, ids]) =>
    (heedsOne ? ids.slice(0, 1) : ids).some((id) =>
      advert.values[parameter]?.includes(id)
    )
  );
}

function facetsOf(found: readonly Advert[], { groups }: FakeBoard): unknown[] {
  return groups.flatMap((group, at): unknown[] => {
    const facets = group.flatMap((facetParameter) => {
      const counts = new Map<string, number>();
      for (const { values } of found) {
        for (const id of values[facetParameter] ?? []) {
          counts.set(id, (counts.get(id) ?? 0) + 1);
        }
      }
      const values = [...counts].map(([id, count]) => ({ id, count }));
      return values.length > 0 ? [{ facetParameter, values }] : [];
    });
    return group.length === 1
      ? facets
      : [{ facetParameter: `group${at}`, values: facets }];
  });
}

/** Answers as a board does, and lists what was asked for. */
function serve(board: FakeBoard): ReadList & { asked: [Applied, number][] } {
  const lists = new Map<string, { found: Advert[]; facets: unknown }>();
  let shown = board.adverts;
  const asked: [Applied, number][] = [];
  const { shownAtMost = 2_000, beyond } = board;
  // deno-lint-ignore require-await -- a failure must reject, not throw
  async function readList(applied: Applied, offset: number) {
    asked.push([applied, offset]);
    board.before?.(asked.length, board);
    if (shown !== board.adverts) lists.clear();
    shown = board.adverts;
    const key = JSON.stringify(applied);
    let list = lists.get(key);
    if (!list) {
      const found = shown.filter((advert) =>
        passes(advert, applied, board.heedsOneValue ?? false)
      );
      list = { found, facets: facetsOf(found, board) };
      lists.set(key, list);
    }
    const { found, facets } = list;
    const count = beyond === "pages"
      ? found.length
      : Math.min(found.length, shownAtMost);
    const from = beyond === "wraps" && found.length > shownAtMost
      ? offset % shownAtMost
      : offset;
    const end = beyond === "hides" ? shownAtMost : Infinity;
    return {
      offset,
      total: board.forgetsTotal && offset > 0 ? 0 : count,
      page: found.slice(from, Math.min(from + 20, end)),
      facets,
    };
  }
  return Object.assign(readList, { asked });
}

interface Read {
  readonly paths: Set<string>;
  readonly listing: Listing;
}

async function scan(
  readList: ReadList,
  cursor: unknown = null,
  pagesAScan = 2_000,
): Promise<Read> {
  const paths = new Set<string>();
  const pages = readPages({ readList, pool: createPool(), cursor }, pagesAScan);
  while (true) {
    const { value, done } = await pages.next();
    if (done) return { paths, listing: value };
    for (const advert of value) {
      const path = pathOf(advert);
      if (path !== null) paths.add(path);
    }
  }
}

/** Scans until no cursor is left; complete when every scan was, as the database has it. */
async function scanCycle(readList: ReadList, pagesAScan: number) {
  const paths = new Set<string>();
  let cursor: unknown = null;
  let complete = true;
  for (let scans = 1; scans < 400; scans++) {
    const read = await scan(readList, cursor, pagesAScan);
    for (const path of read.paths) paths.add(path);
    complete &&= read.listing.complete;
    if (read.listing.cursor === undefined) return { paths, complete, scans };
    cursor = JSON.parse(JSON.stringify(read.listing.cursor));
  }
  throw new Error("The cycle has no end");
}

function adverts(
  count: number,
  values: (at: number) => Advert["values"] = () => ({}),
  from = 0,
): Advert[] {
  return Array.from({ length: count }, (_, at) => ({
    externalPath: `/job/Berlin/Baker_R${from + at}`,
    values: values(at),
  }));
}

function missing({ paths }: Pick<Read, "paths">, board: FakeBoard): number {
  return board.adverts.filter(({ externalPath }) => !paths.has(externalPath))
    .length;
}

const spread = (at: number, ...names: [string, number][]) =>
  Object.fromEntries(
    names.map(([name, count]) => [name, [`${name}-${at % count}`]]),
  );

Deno.test("readPages() divides by the facet whose largest value is smallest, ids of small ones together", async () => {
  const readList = serve({
    adverts: adverts(
      4_500,
      (at) => spread(at, ["timeType", 3], ["jobFamilyGroup", 90]),
    ),
    groups: [["timeType"], ["jobFamilyGroup"]],
    beyond: "wraps",
  });
  const { listing } = await scan(readList);
  assertEquals(listing, { complete: true, advertisedTotal: 4_500 });
  const parts = new Map(
    readList.asked.map(([applied]) => [JSON.stringify(applied), applied]),
  );
  parts.delete("{}");
  assertEquals(
    [...parts.values()].map(({ jobFamilyGroup, ...others }) => [
      jobFamilyGroup?.length,
      Object.keys(others),
    ]),
    [[39, []], [39, []], [12, []]],
  );
});

Deno.test("readPages() puts at most a hundred ids into one request", async () => {
  const readList = serve({
    adverts: adverts(2_500, (at) => spread(at, ["jobFamilyGroup", 1_250])),
    groups: [["jobFamilyGroup"]],
    beyond: "wraps",
  });
  assertEquals((await scan(readList)).listing.complete, true);
  const ids = readList.asked.map(([applied]) =>
    applied.jobFamilyGroup?.length ?? 0
  );
  assertEquals(Math.max(...ids), 100);
});

Deno.test("readPages() divides a part that is too long itself by a facet within a group", async () => {
  const board: FakeBoard = {
    adverts: adverts(5_000, (at) => ({
      timeType: [at % 10 === 0 ? "part" : "full"],
      locations: at % 10 === 0 ? ["here", "there"] : [`place-${at % 7}`],
      remoteType: at % 3 === 0 ? [] : ["here"],
    })),
    groups: [["timeType"], ["locations", "remoteType"]],
    beyond: "wraps",
    forgetsTotal: true,
  };
  const readList = serve(board);
  const read = await scan(readList);
  assertEquals(read.listing, { complete: true, advertisedTotal: 5_000 });
  assertEquals(missing(read, board), 0);
  assert(
    readList.asked.some(([{ timeType, locations }]) =>
      timeType?.join() === "full" && locations && locations.length > 1
    ),
  );
});

Deno.test("readPages() divides three facets deep and no deeper", async () => {
  const names = ["timeType", "workerSubType", "jobFamilyGroup"];
  for (const depth of [2, 3]) {
    const board: FakeBoard = {
      adverts: adverts(7_500, (at) => {
        // Four of five adverts have the first value of each.
        const turns = names.slice(0, depth).map((_, nth) =>
          Math.floor(at / 10 ** nth) % 5 === 0
        );
        return {
          ...Object.fromEntries(
            turns.map((isOther, nth) => [names[nth], [`${isOther}`]]),
          ),
          category: turns.includes(true) ? [] : [`c${at % 7}`],
        };
      }),
      groups: [[...names, "category"]],
      beyond: "wraps",
    };
    const readList = serve(board);
    const read = await scan(readList);
    assertEquals(read.listing.complete, depth === 2);
    assertEquals(read.listing.advertisedTotal, 7_500);
    const depths = readList.asked.map(([applied]) =>
      Object.keys(applied).length
    );
    assertEquals(Math.max(...depths), 3);
    if (depth === 3) assert(missing(read, board) > 0);
    else assertEquals(missing(read, board), 0);
  }
});

Deno.test("readPages() is not complete when some adverts are in no part", async () => {
  for (const second of ["timeType", "locations", "skills"]) {
    const board: FakeBoard = {
      adverts: adverts(4_500, (at) => ({
        jobFamilyGroup: at === 4_444 ? [] : [`f${at % 9}`],
        [second]: [`s${at % 2}`],
      })),
      groups: [["jobFamilyGroup"], [second]],
      beyond: "wraps",
    };
    const read = await scan(serve(board));
    // Only a facet that each advert has once shows how many there are.
    assertEquals(read.listing.complete, false, second);
    assert(read.listing.reason);
    assert(missing(read, board) <= 1, second);
  }
});

Deno.test("readPages() does not believe the sum of a facet that an advert may have twice", async () => {
  const board: FakeBoard = {
    adverts: adverts(3_000, (at) => ({
      locations: at % 2 ? ["here", `l${at % 9}`] : [`l${at % 9}`],
    })),
    groups: [["locations"]],
    beyond: "wraps",
  };
  const read = await scan(serve(board));
  assertEquals(missing(read, board), 0);
  assertEquals(read.listing, {
    complete: false,
    reason: "The board shows at most 2000 postings and may have more",
    advertisedTotal: 2_000,
  });
});

Deno.test("readPages() counts each advert of overlapping parts once", async () => {
  const board: FakeBoard = {
    adverts: adverts(3_000, (at) => ({
      timeType: ["full"],
      locations: at % 2 ? [`k${at % 5}`, `l${at % 9}`] : [`l${at % 9}`],
    })),
    groups: [["timeType"], ["locations"]],
    beyond: "wraps",
  };
  const read = await scan(serve(board));
  assertEquals(read.listing, { complete: true, advertisedTotal: 3_000 });
  assertEquals(missing(read, board), 0);
});

Deno.test("readPages() follows a board that cannot be divided to its end and holds it against its facets", async () => {
  const listed: FakeBoard = {
    adverts: adverts(2_345, () => ({ timeType: ["full"] })),
    groups: [["timeType"]],
    beyond: "understates",
  };
  const read = await scan(serve(listed));
  assertEquals(read.listing, { complete: true, advertisedTotal: 2_345 });
  assertEquals(missing(read, listed), 0);

  const uncounted = await scan(serve({ ...listed, groups: [] }));
  assertEquals(uncounted.paths.size, 2_345);
  assertEquals(
    uncounted.listing.reason,
    "The board shows at most 2000 postings and may have more",
  );

  // Two have no kind of work, so the facet would not notice that one is skipped.
  const changing: FakeBoard = {
    adverts: adverts(2_345, (at) => ({
      timeType: at < 2 ? [] : ["full"],
      locations: ["here"],
    })),
    groups: [["timeType"], ["locations"]],
    beyond: "understates",
    before(request, board) {
      if (request === 50) board.adverts = board.adverts.slice(1);
    },
  };
  assertEquals(
    (await scan(serve(changing))).listing.reason,
    "The board has changed while it was read",
  );
});

Deno.test("readPages() is not complete when the board heeds one of several ids", async () => {
  const board: FakeBoard = {
    adverts: adverts(4_500, (at) => spread(at, ["jobFamilyGroup", 30])),
    groups: [["jobFamilyGroup"]],
    beyond: "wraps",
    heedsOneValue: true,
  };
  assertEquals((await scan(serve(board))).listing.complete, false);
});

Deno.test("readPages() divides a board that starts over before 2,000", async () => {
  const board: FakeBoard = {
    adverts: adverts(900, (at) => spread(at, ["jobFamilyGroup", 30])),
    groups: [["jobFamilyGroup"]],
    beyond: "wraps",
    shownAtMost: 400,
  };
  const readList = serve(board);
  const telling: ReadList = async (applied, offset) => ({
    ...await readList(applied, offset),
    ...(Object.keys(applied).length === 0 && { total: 900 }),
  });
  const read = await scan(telling);
  assertEquals(read.listing, { complete: true, advertisedTotal: 900 });
  assertEquals(missing(read, board), 0);
});

Deno.test("readPages() stops at the budget of a scan and goes on where it stopped", async () => {
  const board: FakeBoard = {
    adverts: adverts(300),
    groups: [],
    beyond: "pages",
    forgetsTotal: true,
  };
  const readList = serve(board);
  const first = await scan(readList, null, 6);
  assertEquals(first.paths.size, 120);
  assertEquals(first.listing.complete, true);
  assertEquals(
    first.listing.reason,
    "The rest of 300 postings is left to the next scan",
  );
  assertEquals(first.listing.advertisedTotal, 300);

  readList.asked.length = 0;
  const second = await scan(readList, first.listing.cursor, 100);
  // The first page for what is new, and the one before, to see what has moved.
  assertEquals(readList.asked.slice(0, 3).map(([, offset]) => offset), [
    0,
    100,
    120,
  ]);
  assertEquals(second.listing, { complete: true });
  assertEquals(missing({ paths: first.paths.union(second.paths) }, board), 0);
});

Deno.test("readPages() is not complete when the board has moved on too far between two scans", async () => {
  const board: FakeBoard = {
    adverts: adverts(300),
    groups: [],
    beyond: "pages",
  };
  const readList = serve(board);
  const first = await scan(readList, null, 6);
  // What stood behind the first scan's last page stands before it now.
  board.adverts = board.adverts.slice(21);
  const second = await scan(readList, first.listing.cursor);
  assertEquals(second.listing.complete, false);
  assertEquals(
    second.listing.reason,
    "The board has moved on too far since the scan before",
  );
});

Deno.test("readPages() is complete over two scans when adverts were added between them", async () => {
  for (const added of [1, 7, 19]) {
    const board: FakeBoard = {
      adverts: adverts(300),
      groups: [],
      beyond: "pages",
    };
    const readList = serve(board);
    const first = await scan(readList, null, 6);
    board.adverts = [
      ...adverts(added, () => ({}), 1_000),
      ...board.adverts,
    ];
    const second = await scan(readList, first.listing.cursor);
    assertEquals(second.listing, { complete: true });
    assertEquals(missing({ paths: first.paths.union(second.paths) }, board), 0);
  }
});

Deno.test("readPages() counts nothing twice that moved from one scan's pages to the next one's", async () => {
  const board: FakeBoard = {
    adverts: adverts(300),
    groups: [],
    beyond: "pages",
  };
  const readList = serve(board);
  const first = await scan(readList, null, 6);
  // Ten more before, ten fewer at the end, which no scan has read.
  board.adverts = [
    ...adverts(10, () => ({}), 1_000),
    ...board.adverts.slice(0, 290),
  ];
  const second = await scan(readList, first.listing.cursor);
  assertEquals(second.listing.complete, false);
  assertEquals(second.listing.reason, "The board listed 290 of 300 postings");
});

Deno.test("readPages() throws when the time is up before the first page, of a later scan too", async () => {
  const readList = serve({
    adverts: adverts(300),
    groups: [],
    beyond: "pages",
  });
  const { listing: { cursor } } = await scan(readList, null, 6);
  const late: ReadList = () =>
    Promise.reject(new ScanError("deadline", "Cannot go on: the time is up"));
  for (const from of [null, cursor]) {
    const error = await assertRejects(() => scan(late, from), ScanError);
    assertEquals(error.kind, "deadline");
  }
});

Deno.test("readPages() throws what is no lack of time, also after pages were read", async () => {
  const readList = serve({
    adverts: adverts(300),
    groups: [],
    beyond: "pages",
    before(request) {
      if (request === 4) throw new ScanError("throttled", "Cannot read: 429");
    },
  });
  const error = await assertRejects(() => scan(readList), ScanError);
  assertEquals(error.kind, "throttled");
});

Deno.test("readPages() reads the pages behind one that it got no answer to again", async () => {
  const readList = serve({
    adverts: adverts(200),
    groups: [],
    beyond: "pages",
  });
  const late: ReadList = (applied, offset) =>
    offset === 60
      ? Promise.reject(new ScanError("deadline", "Cannot go on"))
      : readList(applied, offset);
  const pages = readPages({
    readList: late,
    cursor: null,
    // As std's pool does, which leaves out what failed and throws in the end.
    async *pool(steps, read) {
      let failure: unknown;
      for (const step of steps) {
        try {
          yield await read(step);
        } catch (error) {
          failure = error;
        }
      }
      throw failure;
    },
  });
  let end = await pages.next();
  while (!end.done) end = await pages.next();
  assert(end.done);
  readList.asked.length = 0;
  const { listing } = await scan(readList, end.value.cursor);
  assertEquals(listing, { complete: true });
  assertEquals(readList.asked.slice(0, 3).map(([, offset]) => offset), [
    0,
    40,
    60,
  ]);
});

Deno.test("readPages() begins anew when it does not know the cursor", async () => {
  const board: FakeBoard = {
    adverts: adverts(50),
    groups: [],
    beyond: "pages",
  };
  for (const cursor of ["x", { next: 200 }, { shares: [] }]) {
    const read = await scan(serve(board), cursor);
    assertEquals(read.listing, { complete: true, advertisedTotal: 50 });
  }
});

Deno.test("readPages() is not complete over several scans either when an advert is in no part", async () => {
  const board: FakeBoard = {
    adverts: adverts(2_200, (at) => ({
      jobFamilyGroup: at === 2_100 ? [] : [`f${at % 3}`],
      locations: [`l${at % 4}`],
    })),
    groups: [["jobFamilyGroup"], ["locations"]],
    beyond: "wraps",
  };
  // Some of them stop after the first page of a part.
  for (let pagesAScan = 18; pagesAScan < 60; pagesAScan += 3) {
    const cycle = await scanCycle(serve(board), pagesAScan);
    assertEquals(cycle.complete, false, `${pagesAScan}`);
  }
});

Deno.test("readPages() cannot join parts that overlap over several scans", async () => {
  const board: FakeBoard = {
    adverts: adverts(3_000, (at) => ({
      timeType: ["full"],
      locations: at % 2 ? [`k${at % 5}`, `l${at % 9}`] : [`l${at % 9}`],
    })),
    groups: [["timeType"], ["locations"]],
    beyond: "wraps",
  };
  const { listing } = await scan(serve(board), null, 50);
  assertEquals(listing.complete, false);
  assertEquals(
    listing.reason,
    "An advert may be in several parts of this board, which one scan has no time for",
  );
  assert(listing.cursor);
});

Deno.test("readPages() believes parts that show no facets of their own", async () => {
  const board: FakeBoard = {
    adverts: adverts(2_500, (at) => spread(at, ["jobFamilyGroup", 9])),
    groups: [["jobFamilyGroup"]],
    beyond: "wraps",
  };
  const readList = serve(board);
  const read = await scan(async (applied, offset) => ({
    ...await readList(applied, offset),
    ...(Object.keys(applied).length > 0 && { facets: [] }),
  }));
  assertEquals(read.listing, { complete: true, advertisedTotal: 2_500 });
});

Deno.test("readPages() is not complete when a part counts more than it lists", async () => {
  const readList = serve({
    adverts: adverts(2_500, (at) => spread(at, ["jobFamilyGroup", 9])),
    groups: [["jobFamilyGroup"]],
    beyond: "wraps",
  });
  const { listing } = await scan(async (applied, offset) => {
    const list = await readList(applied, offset);
    const isPart = Object.keys(applied).length > 0;
    return isPart ? { ...list, total: list.total + 1 } : list;
  });
  assertEquals(listing.complete, false);
});

Deno.test("readPages() notices adverts that came to the board while it was read", async () => {
  const come: Record<number, boolean> = { 0: false, 35: true };
  for (const [place, complete] of Object.entries(come)) {
    const board: FakeBoard = {
      adverts: adverts(45),
      groups: [],
      beyond: "pages",
      forgetsTotal: true,
      before(request, board) {
        if (request !== 2) return;
        const added = adverts(1, () => ({}), 1_000);
        board.adverts = board.adverts.toSpliced(Number(place), 0, ...added);
      },
    };
    const read = await scan(serve(board));
    assertEquals(read.listing.complete, complete, place);
    assertEquals(missing(read, board), complete ? 0 : 1);
  }
});

Deno.test("readPages() does not take a total for the end that a full page goes beyond", async () => {
  const reasons = [];
  // A short page is an end, whatever the board counts.
  for (const [count, total] of [[75, 1], [75, 41], [75, 61], [5, 3]] as const) {
    const whole = serve({
      adverts: adverts(count),
      groups: [],
      beyond: "pages",
    });
    const { listing } = await scan(async (applied, offset) => ({
      ...await whole(applied, offset),
      total,
    }));
    reasons.push(listing.complete ? null : listing.reason);
  }
  assertEquals(reasons, [
    "The board counts 1 postings and does not end there",
    "The board counts 41 postings and does not end there",
    null,
    null,
  ]);
});

Deno.test("readPages() says of a part of a cycle that a page of it was short", async () => {
  const readList = serve({
    adverts: adverts(300),
    groups: [],
    beyond: "pages",
  });
  const { listing } = await scan(
    async (applied, offset) => {
      const list = await readList(applied, offset);
      return offset === 40 ? { ...list, page: list.page.slice(1) } : list;
    },
    null,
    6,
  );
  assert(listing.cursor);
  assertEquals(listing.complete, false);
  assertEquals(
    listing.reason,
    "The board listed 19 of 20 postings at offset 40",
  );
});

Deno.test("readPages() keeps to the budget of a scan when finding out how long the board is takes it up", async () => {
  const readList = serve({
    adverts: adverts(2_500, (at) => spread(at, ["jobFamilyGroup", 9])),
    groups: [["jobFamilyGroup"]],
    beyond: "wraps",
  });
  const { listing } = await scan(readList, null, 1);
  assert(listing.cursor);
  assertEquals(readList.asked.length, 2);
});

Deno.test("readPages() takes no advert for new that the board shows again in a later scan", async () => {
  const readList = serve({
    adverts: adverts(900),
    groups: [],
    beyond: "wraps",
    shownAtMost: 400,
  });
  const telling: ReadList = async (applied, offset) => ({
    ...await readList(applied, offset),
    total: 900,
  });
  for (const pagesAScan of [7, 15, 21]) {
    const cycle = await scanCycle(telling, pagesAScan);
    assertEquals(cycle.complete, false);
    assertEquals(cycle.paths.size, 400);
  }
});

Deno.test("readPages() hands on the cursor it was given when the time was too short for it", async () => {
  const readList = serve({
    adverts: adverts(300),
    groups: [],
    beyond: "pages",
  });
  const { listing: { cursor } } = await scan(readList, null, 6);
  let requests = 0;
  const { listing } = await scan(
    (applied, offset) =>
      ++requests > 1
        ? Promise.reject(new ScanError("deadline", "Cannot go on"))
        : readList(applied, offset),
    cursor,
  );
  assertEquals(listing.cursor, cursor);
  assertEquals(listing.complete, true);
});

Deno.test("readPages() follows no board for ever", async () => {
  const facets = [{
    facetParameter: "timeType",
    values: [{ id: "full", count: 2_500 }],
  }];
  // deno-lint-ignore require-await -- as the real one
  const { listing } = await scan(async (_, offset) => ({
    offset,
    total: 2_000,
    page: adverts(20, () => ({}), offset),
    facets,
  }));
  assertEquals(
    listing.reason,
    "The board has no end after 30000 postings",
  );
});

Deno.test("readPages() says so when there is no time to find out how long the board is", async () => {
  const readList = serve({
    adverts: adverts(2_500),
    groups: [],
    beyond: "wraps",
    before(request) {
      if (request === 2) throw new ScanError("deadline", "Cannot go on");
    },
  });
  const { listing } = await scan(readList);
  assertEquals(listing, {
    complete: false,
    reason: "The time was too short to find out how long this board is",
    advertisedTotal: 2_000,
  });
});

/** A board of any size whose every advert has a place, if it has nothing else. */
const anyBoard = fc.record({
  count: fc.oneof(
    fc.integer({ min: 0, max: 120 }),
    fc.integer({ min: 1_950, max: 2_050 }),
    fc.integer({ min: 0, max: 6_000 }),
  ),
  beyond: fc.constantFrom("pages", "understates", "wraps", "hides"),
  forgetsTotal: fc.boolean(),
  facets: fc.uniqueArray(
    fc.record({
      name: fc.constantFrom(
        "jobFamilyGroup",
        "workerSubType",
        "timeType",
        "category",
      ),
      values: fc.integer({ min: 1, max: 40 }),
      /** How much more the first value has than the others. */
      lean: fc.constantFrom(0, 0.4, 0.9),
      /** One advert of so many has no value; 0: all have one. */
      lacking: fc.constantFrom(0, 0, 0, 3, 997),
    }),
    { selector: ({ name }) => name, maxLength: 4 },
  ),
  places: fc.integer({ min: 1, max: 60 }),
  isNested: fc.boolean(),
});

type BoardShape = typeof anyBoard extends fc.Arbitrary<infer Shape> ? Shape
  : never;

function build(shape: BoardShape): FakeBoard {
  const { count, facets, places } = shape;
  const values = (at: number) => {
    // A walk over all residues that has nothing to do with the order.
    const spot = (at * 7_919 + 13) % 10_007;
    const given = facets.map(({ name, values, lean, lacking }, nth) => {
      if (lacking > 0 && spot % lacking === 0) return [name, []] as const;
      const turn = Math.floor(spot / (nth + 1));
      const value = turn % 100 < lean * 100 ? 0 : turn % values;
      return [name, [`${name}${value}`]] as const;
    });
    const place = [`p${spot % places}`];
    if (at % 5 === 0 && places > 1) place.push(`p${(spot + 1) % places}`);
    return { ...Object.fromEntries(given), locations: place };
  };
  return {
    adverts: adverts(count, values),
    groups: shape.isNested
      ? [[...facets.map(({ name }) => name), "locations"]]
      : [...facets.map(({ name }) => [name]), ["locations"]],
    beyond: shape.beyond,
    forgetsTotal: shape.forgetsTotal,
  };
}

/** Whether a facet that each advert has once divides the board finely enough. */
function isDivisible({ facets }: BoardShape, board: FakeBoard): boolean {
  return facets.some(({ name, lacking }) => {
    if (lacking > 0 || name === "category") return false;
    const counts = new Map<string, number>();
    for (const { values } of board.adverts) {
      const value = values[name]?.[0] ?? "";
      counts.set(value, (counts.get(value) ?? 0) + 1);
    }
    return counts.size > 1 && Math.max(...counts.values()) < 2_000;
  });
}

Deno.test("readPages() is never complete without an advert, and complete whenever the parts add up", async () => {
  await fc.assert(
    fc.asyncProperty(anyBoard, async (shape) => {
      const board = build(shape);
      const read = await scan(serve(board));
      if (read.listing.complete) assertEquals(missing(read, board), 0);
      assertEquals(
        read.listing.complete,
        read.listing.reason === undefined,
      );
      const isTold = shape.count !== 2_000 && shape.beyond === "pages";
      if (shape.count < 2_000 || isTold) {
        assertEquals(read.listing, {
          complete: true,
          advertisedTotal: shape.count,
        });
      }
      if (isDivisible(shape, board)) assert(read.listing.complete);
    }),
    { numRuns: 120 },
  );
});

Deno.test("readPages() reads in any number of scans what it reads in one", async () => {
  await fc.assert(
    fc.asyncProperty(
      anyBoard,
      fc.integer({ min: 15, max: 150 }),
      async (shape, pagesAScan) => {
        const board = build(shape);
        const cycle = await scanCycle(serve(board), pagesAScan);
        if (cycle.complete) assertEquals(missing(cycle, board), 0);
        const whole = await scan(serve(board));
        assertEquals(missing(cycle, board), missing(whole, board));
        if (shape.beyond === "pages" && shape.count !== 2_000) {
          assert(cycle.complete);
        }
      },
    ),
    { numRuns: 60 },
  );
});

Deno.test("readPages() is never complete without an advert that stayed while others went", async () => {
  await fc.assert(
    fc.asyncProperty(
      anyBoard,
      fc.integer({ min: 8, max: 400 }),
      fc.array(
        fc.tuple(fc.integer({ min: 2, max: 60 }), fc.nat()),
        { minLength: 1, maxLength: 6 },
      ),
      async (shape, pagesAScan, goings) => {
        const gone = new Map(goings);
        const board = {
          ...build({ ...shape, count: shape.count % 3_000 }),
          before(request: number, board: FakeBoard) {
            const at = gone.get(request);
            if (at === undefined || board.adverts.length === 0) return;
            board.adverts = board.adverts.toSpliced(
              at % board.adverts.length,
              1,
            );
          },
        };
        const cycle = await scanCycle(serve(board), pagesAScan);
        if (cycle.complete) assertEquals(missing(cycle, board), 0);
      },
    ),
    { numRuns: 120 },
  );
});
