/** Reads the boards that give all their adverts in one answer, through the providers of a scan. */
import { assert, assertEquals, assertNotEquals } from "@std/assert";
import { z } from "zod";
import { collect } from "../../supabase/functions/_shared/collect.ts";
import { ScanError } from "../../supabase/functions/_shared/errors.ts";
import type { Posting } from "../../supabase/functions/_shared/posting.ts";
import { postingsOf } from "../../supabase/functions/_shared/testing.ts";
import { providerById } from "../../supabase/functions/_shared/providers/mod.ts";
import type {
  BoardHttp,
  ReadContext,
} from "../../supabase/functions/_shared/providers/types.ts";
import type { BoardTruth, SimulatedBoards } from "./mod.ts";
import { createBoards } from "./mod.ts";
import { MORE_BOARDS } from "./more_boards.ts";
import { ask, askJson, NOW } from "./testing.ts";

const READ_HERE = ["workable", "recruitee", "rippling", "pinpoint"];

function boardsOf(): SimulatedBoards {
  return createBoards({
    catalogue: MORE_BOARDS.filter(({ provider }) =>
      READ_HERE.includes(provider)
    ),
    latencyScale: 0,
    now: () => NOW,
  });
}

/** The way of a scan to the boards, with nothing between. */
function contextOf(boards: SimulatedBoards): ReadContext {
  const http: BoardHttp = {
    async text(url) {
      const path = `/${url.host}${url.pathname}${url.search}`;
      const response = await ask(boards, path);
      const body = await response.text();
      if (response.ok) return body;
      throw new ScanError(
        response.status === 404 ? "not_found" : "unavailable",
        `Cannot read ${url.host}: it answered ${response.status}`,
      );
    },
    json: async (url) => JSON.parse(await http.text(url)),
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

async function read(
  boards: SimulatedBoards,
  { provider: id, url }: BoardTruth,
) {
  const provider = providerById(id);
  const board = provider.match(new URL(url));
  assert(board, url);
  const context = contextOf(boards);
  const postings = new Map<string, Posting>();
  const pages = collect(provider, board, context);
  while (true) {
    const { value, done } = await pages.next();
    if (done) {
      const { listing, rejected } = value;
      assertEquals([listing, rejected], [{ complete: true }, 0]);
      break;
    }
    for (const posting of postingsOf(value)) {
      postings.set(posting.externalId, posting);
    }
  }
  return { provider, board, context, postings: [...postings.values()] };
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
    const truth = () => {
      const found = boards.truth().find(({ provider }) => provider === id);
      assert(found && found.postings.length > 20);
      return found;
    };
    const { postings } = await read(boards, truth());
    assertEquals(facts(postings), truth().postings);

    const before = truth().postings;
    boards.change({ added: 20, changed: 20, removed: 20 });
    assertNotEquals(truth().postings, before);
    const changed = await read(boards, truth());
    assertEquals(facts(changed.postings), truth().postings);
  });

  Deno.test(`${id} is told apart from a board that does not exist`, async () => {
    const boards = boardsOf();
    const provider = providerById(id);
    const [definition] = MORE_BOARDS.filter((one) => one.provider === id);
    assert(definition);
    const name = definition.company.toLowerCase();
    // A name of its own is a host of its own to some, which is none of ours.
    const board = provider.match(
      new URL(definition.url.replace(name, "nobody")),
    );
    assert(board);
    const error = await provider.pages(board, contextOf(boards)).next().then(
      () => null,
      (error: unknown) => error,
    );
    assert(error instanceof ScanError);
    const isShared = !definition.url.startsWith(`https://${name}.`);
    assertEquals(error.kind, isShared ? "not_found" : "unavailable");
  });
}

Deno.test("workable and rippling repeat a job for each of its places", async () => {
  const boards = boardsOf();
  const Rows = z.union([
    z.array(z.object({ uuid: z.string() })).transform((rows) =>
      rows.map(({ uuid }) => uuid)
    ),
    z.object({ jobs: z.array(z.object({ shortcode: z.string() })) })
      .transform(({ jobs }) => jobs.map(({ shortcode }) => shortcode)),
  ]);
  for (
    const path of [
      "/apply.workable.com/api/v1/widget/accounts/alderbrook?details=true",
      "/api.rippling.com/platform/api/ats/v1/board/greywick/jobs",
    ]
  ) {
    const ids = Rows.parse(await askJson(boards, path));
    assert(new Set(ids).size < ids.length, path);
  }
});

Deno.test("rippling tells in a job's own answer what its row lacks", async () => {
  const boards = boardsOf();
  const truth = boards.truth().find(({ provider }) => provider === "rippling");
  assert(truth);
  const { provider, board, context, postings } = await read(boards, truth);
  let paid = 0;
  for (const posting of postings) {
    const details = await provider.detail?.(posting, { ...context, board });
    assert((details?.description?.() ?? "").length > 1_000);
    assertEquals(details?.company, "Greywick");
    assert(details?.postedAt && details.team && details.employmentType);
    assert(details.employmentType !== "other");
    if (details.salaryMin) paid++;
  }
  assert(paid > 0 && paid < postings.length, `${paid}`);
});

Deno.test("workable, recruitee and pinpoint have the loose ends of real boards", async () => {
  const boards = boardsOf();
  const all = new Map<string, Posting[]>();
  for (const truth of boards.truth()) {
    all.set(truth.provider, (await read(boards, truth)).postings);
  }
  const some = (id: string, is: (posting: Posting) => boolean) => {
    const postings = all.get(id) ?? [];
    const count = postings.filter(is).length;
    assert(count > 0 && count < postings.length, `${id}: ${count} ${is}`);
  };
  some("workable", ({ locations }) => locations.length > 1);
  some("workable", ({ department }) => department === null);
  some(
    "workable",
    ({ workplace, locations: [place] }) =>
      workplace === null && !place?.includes(","),
  );
  some("recruitee", ({ salaryMin }) => salaryMin === null);
  some("recruitee", ({ workplace }) => workplace === "hybrid");
  some("pinpoint", ({ salaryMin }) => salaryMin === null);
  some(
    "pinpoint",
    ({ locations: [place] }) => place?.endsWith("Head Office") ?? false,
  );
  for (const postings of all.values()) {
    for (const { description, url } of postings) {
      const { protocol } = new URL(url);
      assertEquals(protocol, "https:");
      if (description) assert(description().length > 1_000);
    }
  }
});
