import { assertEquals, assertRejects } from "@std/assert";
import { z } from "zod";
import { collect, type Collection } from "./collect.ts";
import { ScanError } from "./errors.ts";
import { UnchangedBoard } from "./fingerprint.ts";
import { EMPTY_POSTING, type Posting, WORKPLACES } from "./posting.ts";
import type {
  Listing,
  Page,
  Provider,
  ReadContext,
} from "./providers/types.ts";
import { fakeHttp, NOW, postingsOf, readContext } from "./testing.ts";

const Raw = z.object({
  id: z.string(),
  title: z.string().min(1),
  place: z.string().optional(),
  company: z.string().optional(),
  workplace: z.enum(WORKPLACES).nullish(),
  address: z.string().optional(),
});

const board = { provider: "paper", key: "acme" };

/** A provider whose boards are written down page by page; `closed` says whether its reading was ended. */
function paperProvider(
  pages: Iterable<Page | Error>,
  listing: Listing,
) {
  const state = { closed: false, nows: new Set<Date>() };
  const provider: Provider<z.infer<typeof Raw>> = {
    id: "paper",
    unknown: [],
    missesUntilClosed: 1,
    match: () => null,
    hosts: () => [],
    raw: Raw,
    async *pages() {
      try {
        for (const page of pages) {
          if (page instanceof Error) throw page;
          yield page;
        }
        return listing;
      } finally {
        state.closed = true;
      }
    },
    normalise(raw, { now }) {
      state.nows.add(now);
      return {
        ...EMPTY_POSTING,
        externalId: raw.id,
        title: raw.title,
        company: raw.company ?? null,
        url: raw.address ?? `https://acme.example/${raw.id}`,
        locations: raw.place ? [raw.place] : [],
        workplace: raw.workplace ?? null,
      };
    },
  };
  return { provider, state };
}

function advert(id: string, over: Partial<z.infer<typeof Raw>> = {}) {
  return { id, title: "Baker", ...over };
}

async function read(
  pages: Iterable<Page | Error>,
  listing: Listing = { complete: true },
  over: Partial<ReadContext> = {},
) {
  const { provider, state } = paperProvider(pages, listing);
  const read: Posting[][] = [];
  const reading = collect(provider, board, readContext(fakeHttp([]), over));
  let collection: Collection;
  while (true) {
    const { value, done } = await reading.next();
    if (done) {
      collection = value;
      break;
    }
    read.push(postingsOf(value));
  }
  return { pages: read, collection, state };
}

Deno.test("collect() yields the postings page by page and says how the listing ended", async () => {
  const { pages, collection, state } = await read(
    [[advert("1"), advert("2")], [advert("3")]],
    { complete: true, advertisedTotal: 3 },
  );
  assertEquals(
    pages.map((page) => page.map(({ externalId }) => externalId)),
    [["1", "2"], ["3"]],
  );
  assertEquals(collection, {
    unchanged: false,
    listing: { complete: true, advertisedTotal: 3 },
    seenIds: ["1", "2", "3"],
    rejected: 0,
  });
  assertEquals([...state.nows], [NOW]);
});

Deno.test("collect() hands on why a listing is not complete, and where to go on", async () => {
  const listing = {
    complete: false,
    reason: "200 of 300",
    cursor: { next: 200 },
  };
  const { collection } = await read([[advert("1")]], listing);
  assertEquals(collection.listing, listing);
});

Deno.test("collect() takes an empty board as a complete one", async () => {
  const { pages, collection } = await read([[]]);
  assertEquals(pages, [[]]);
  assertEquals(collection.listing, { complete: true });
  assertEquals(collection.seenIds, []);
});

Deno.test("collect() keeps good adverts and calls nothing gone after a bad one", async () => {
  const { pages, collection } = await read([
    [advert("1"), { id: 2, title: "Cook" }],
    [{ id: "3", title: "" }],
  ]);
  assertEquals(pages.map((page) => page.length), [1, 0]);
  assertEquals(collection.rejected, 2);
  assertEquals(collection.seenIds, ["1"]);
  assertEquals(collection.listing.complete, false);
  assertEquals(
    collection.listing.reason,
    "2 adverts could not be read (first: id Invalid input: expected string, received number)",
  );
});

Deno.test("collect() rejects what the database could not keep, where it would fail the whole scan", async () => {
  for (
    const [wrong, reason] of [
      [advert("\0"), "id Nothing that can be stored"],
      [advert("9".repeat(801)), "id Too long to be one"],
      [advert("2", { title: "\0 \0" }), "title Nothing that can be stored"],
    ] as const
  ) {
    const { collection, pages } = await read([[advert("1"), wrong]]);
    assertEquals(pages.flat().map(({ externalId }) => externalId), ["1"]);
    assertEquals(collection.rejected, 1);
    assertEquals(collection.listing, {
      complete: false,
      reason: `1 adverts could not be read (first: ${reason})`,
    });
  }
  const { collection } = await read([[advert("9".repeat(800))]]);
  assertEquals(collection.listing.complete, true);
});

Deno.test("collect() adds bad adverts to a reason that is there already", async () => {
  const { collection } = await read([[{}]], {
    complete: false,
    reason: "The board listed 1 of 2 postings",
    cursor: 1,
  });
  assertEquals(
    collection.listing.reason?.startsWith(
      "The board listed 1 of 2 postings; 1 adverts could not be read",
    ),
    true,
  );
  assertEquals(collection.listing.cursor, 1);
});

Deno.test("collect() gives a posting that comes again the places of both, and counts it once", async () => {
  const { pages, collection } = await read([
    [advert("1", { place: "Berlin" }), advert("1", { place: "Rome" })],
    [advert("1", { place: "Berlin" }), advert("1", { place: "Oslo" })],
  ]);
  assertEquals(pages.map((page) => page.map(({ locations }) => locations)), [
    [["Berlin", "Rome"]],
    [["Berlin", "Rome", "Oslo"]],
  ]);
  assertEquals(collection.seenIds, ["1"]);
});

for (
  const [workplaces, expected] of [
    [["onsite", "remote"], "remote"],
    [["onsite", "hybrid"], "hybrid"],
    [[null, "onsite"], "onsite"],
    [[null, null], null],
  ] as const
) {
  Deno.test(`collect() makes ${expected} of a posting that is listed as ${workplaces.join(" and ")}, in whatever order`, async () => {
    for (const order of [workplaces, workplaces.toReversed()]) {
      const { pages } = await read([
        order.map((workplace) => advert("1", { workplace })),
      ]);
      assertEquals(pages.flat().map(({ workplace }) => workplace), [expected]);
    }
  });
}

Deno.test("collect() is not complete with fewer postings than the board says it has, however often they came", async () => {
  const twice = [[advert("1"), advert("2")], [advert("2")]];
  const whole = { complete: true, advertisedTotal: 3 };
  const { collection } = await read(twice, whole);
  assertEquals(collection.listing, {
    complete: false,
    reason: "The board listed 2 of 3 postings",
    advertisedTotal: 3,
  });
  // Adverts that share their job's id are as many as their addresses.
  const shared = [[
    advert("1"),
    advert("2"),
    advert("2", { address: "https://acme.example/2b" }),
  ]];
  assertEquals((await read(shared, whole)).collection.listing, whole);
  // Fewer is what a part has; the database counts all parts together.
  const first = await read(twice, { ...whole, cursor: 3 });
  assertEquals(first.collection.listing.complete, true);
  const last = await read(twice, whole, { cursor: 3 });
  assertEquals(last.collection.listing.complete, true);
});

Deno.test("collect() drops from ids and names what Postgres cannot store", async () => {
  const { pages, collection } = await read([
    [advert("1\0", { company: "Ac\0me" }), advert("\ud8002")],
  ]);
  assertEquals(collection.seenIds, ["1", "\ufffd2"]);
  assertEquals(
    pages[0]?.map(({ externalId, company }) => [externalId, company]),
    [
      ["1", "Acme"],
      ["\ufffd2", null],
    ],
  );
});

Deno.test("collect() refuses a page of more than 30,000 adverts before it reads any", async () => {
  const page = Array.from({ length: 30_001 }, () => null);
  const { provider, state } = paperProvider([page], { complete: true });
  const error = await assertRejects(
    () => collect(provider, board, readContext(fakeHttp([]))).next(),
    ScanError,
    'Cannot read board "acme": one page has 30001 adverts',
  );
  assertEquals(error.kind, "too_large");
  assertEquals(state.closed, true);
});

Deno.test("collect() reads a board of more than 30,000 postings in part", async () => {
  function* endless() {
    for (let page = 0;; page++) {
      yield Array.from({ length: 10_000 }, (_, at) => advert(`${page}-${at}`));
    }
  }
  const { pages, collection, state } = await read(endless());
  assertEquals(pages.length, 4);
  assertEquals(collection.listing, {
    complete: false,
    reason: "The board has more than 30000 postings",
  });
  assertEquals(state.closed, true);
});

Deno.test("collect() ends an unchanged board as complete, and says nothing of its postings", async () => {
  const { collection, state } = await read([
    [advert("1")],
    new UnchangedBoard("The board is unchanged"),
  ]);
  assertEquals(collection, {
    unchanged: true,
    listing: { complete: true },
    seenIds: [],
    rejected: 0,
  });
  assertEquals(state.closed, true);
});

Deno.test("collect() throws what stops the reading as it is", async () => {
  const failure = new ScanError("throttled", "Cannot read boards.example");
  const error = await assertRejects(
    () => read([[advert("1")], failure]),
    ScanError,
  );
  assertEquals(error, failure);
});

Deno.test("collect() ends the provider's reading when it is left early", async () => {
  const { provider, state } = paperProvider(
    [[advert("1")], [advert("2")]],
    { complete: true },
  );
  for await (const _ of collect(provider, board, readContext(fakeHttp([])))) {
    break;
  }
  assertEquals(state.closed, true);
});
