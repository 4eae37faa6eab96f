/** Reads the boards that have a host of their own, through the providers of a scan. */
import { assert, assertEquals, assertNotEquals } from "@std/assert";
import { collect } from "../../supabase/functions/_shared/collect.ts";
import { ScanError } from "../../supabase/functions/_shared/errors.ts";
import type { Posting } from "../../supabase/functions/_shared/posting.ts";
import { postingsOf } from "../../supabase/functions/_shared/testing.ts";
import { providerById } from "../../supabase/functions/_shared/providers/mod.ts";
import type {
  BoardHttp,
  ReadContext,
} from "../../supabase/functions/_shared/providers/types.ts";
import { createBoards, type SimulatedBoards } from "./mod.ts";
import { MORE_BOARDS } from "./more_boards.ts";
import { ask, NOW } from "./testing.ts";

const READ_HERE = ["personio", "breezy", "bamboohr", "teamtailor"];

function boardsOf(postingsScale = 1): SimulatedBoards {
  return createBoards({
    catalogue: MORE_BOARDS.filter(({ provider }) =>
      READ_HERE.includes(provider)
    ),
    latencyScale: 0,
    postingsScale,
    now: () => NOW,
  });
}

/** The way of a scan to the boards, with nothing between. */
function contextOf(boards: SimulatedBoards): ReadContext {
  const http: BoardHttp = {
    async text(url, request) {
      const path = `/${url.host}${url.pathname}${url.search}`;
      const response = await ask(boards, path, {
        headers: { ...request?.headers },
      });
      const body = await response.text();
      if (response.ok) return body;
      const isGone = response.status === 404 ||
        (response.status === 302 && request?.redirectMeansGone);
      throw new ScanError(
        isGone ? "not_found" : "unavailable",
        `Cannot read ${url.host}: it answered ${response.status}`,
      );
    },
    json: async (url, request) => JSON.parse(await http.text(url, request)),
  };
  return {
    http,
    now: NOW,
    cursor: null,
    async *pool(things, read) {
      for (const thing of things) yield await read(thing);
    },
  };
}

function truthOf(boards: SimulatedBoards, id: string) {
  const found = boards.truth().find(({ provider }) => provider === id);
  assert(found && found.postings.length >= 20);
  return found;
}

async function read(boards: SimulatedBoards, id: string) {
  const provider = providerById(id);
  const { url } = truthOf(boards, id);
  const board = provider.match(new URL(url));
  assert(board, url);
  const context = { ...contextOf(boards), board };
  const postings = new Map<string, Posting>();
  const pages = collect(provider, board, context);
  while (true) {
    const { value, done } = await pages.next();
    if (done) {
      assertEquals([value.listing.complete, value.rejected], [true, 0]);
      break;
    }
    for (const posting of postingsOf(value)) {
      postings.set(posting.externalId, posting);
    }
  }
  return { provider, context, postings: [...postings.values()] };
}

function facts(postings: readonly Posting[]) {
  return postings.map(({ externalId, title, locations, workplace }) => ({
    externalId,
    title,
    locations: [...locations],
    workplace,
    listed: true,
  }));
}

for (const id of READ_HERE) {
  Deno.test(`${id} is read as what the simulated board lists, also after it changed`, async () => {
    const boards = boardsOf();
    const { postings } = await read(boards, id);
    const before = truthOf(boards, id).postings;
    assertEquals(facts(postings), before);

    boards.change({ added: 20, changed: 20, removed: 10 });
    assertNotEquals(truthOf(boards, id).postings, before);
    const changed = await read(boards, id);
    assertEquals(facts(changed.postings), truthOf(boards, id).postings);
  });

  Deno.test(`${id} says more of each posting, in the list or in its details`, async () => {
    const boards = boardsOf();
    const { provider, context, postings } = await read(boards, id);
    let paid = 0;
    for (const listed of postings) {
      const posting = {
        ...listed,
        ...await provider.detail?.(listed, context),
      };
      const text = posting.description?.() ?? "";
      assert(text.length > 1_000 && !/<\/?(?:p|ul|li)\b|&amp;/.test(text), id);
      assert(posting.postedAt && posting.postedAt < NOW);
      assert(posting.employmentType && posting.employmentType !== "other");
      if (posting.salaryMax) {
        assert(posting.salaryCurrency && posting.salaryPeriod);
        paid++;
      }
    }
    assert(paid > 0 && paid < postings.length, `${paid}`);
  });
}

Deno.test("personio repeats a position for its offices, and keeps some texts to one language", async () => {
  const boards = boardsOf(4);
  const feed = async (query: string) => {
    const answer = await ask(boards, `/cedarfold.jobs.personio.de/xml${query}`);
    return await answer.text();
  };
  const inEnglish = await feed("?language=en");
  const ids = [...inEnglish.matchAll(/<id>(\d+)<\/id>/g)].map(([, id]) => id);
  assert(new Set(ids).size < ids.length);
  assert(inEnglish.includes("<additionalOffices>"));
  assert(inEnglish.includes("<jobDescriptions>\n\n</jobDescriptions>"));
  assert(!(await feed("")).includes("<jobDescriptions>\n\n</jobDescriptions>"));
});

Deno.test("teamtailor lists a hundred adverts on a page and the rest behind it", async () => {
  const boards = boardsOf(6);
  const answer = await ask(boards, "/fernhollow.teamtailor.com/jobs.json");
  const { items, next_url } = await answer.json();
  assertEquals(items.length, 100);
  assertEquals(
    next_url,
    "https://fernhollow.teamtailor.com/jobs.json?page=2&per_page=100",
  );
  const { postings } = await read(boards, "teamtailor");
  assertEquals(facts(postings), truthOf(boards, "teamtailor").postings);
  assert(postings.length > 200);
});

Deno.test("bamboohr sends on who asks for an opening that is gone", async () => {
  const boards = boardsOf();
  const { provider, context } = await read(boards, "bamboohr");
  const gone = {
    externalId: "1",
    url: "https://elmstead.bamboohr.com/careers/1",
  };
  const error = await provider.detail?.(gone, context).then(
    () => null,
    (error: unknown) => error,
  );
  assert(error instanceof ScanError);
  assertEquals(error.kind, "not_found");
});
