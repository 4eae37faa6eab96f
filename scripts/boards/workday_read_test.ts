import { assert, assertEquals, assertMatch } from "@std/assert";
import { ScanError } from "../../supabase/functions/_shared/errors.ts";
import { NOW, readBoard } from "../../supabase/functions/_shared/testing.ts";
import type {
  BoardHttp,
  ReadContext,
} from "../../supabase/functions/_shared/providers/types.ts";
import { createPool } from "../../supabase/functions/_shared/pool.ts";
import { workday as provider } from "../../supabase/functions/_shared/providers/workday.ts";
import { readCatalogue } from "./catalogue.ts";
import { createLiveBoard } from "./live_board.ts";
import { createWorkdayServer } from "./workday.ts";
import type { Habits } from "./workday_habits.ts";

const SITE = "https://huge.wd5.myworkdayjobs.com/Careers";

const [definition] = readCatalogue(
  `Huge | workday | ${SITE} | 4500 | 1 | enterprise | world | 0.1`,
);
assert(definition);
const { vacancies } = createLiveBoard(definition, {
  seed: 1,
  today: NOW,
  postingsScale: 1,
});

/** Puts a board up and reads it; `time` is how many pages are answered before it is over. */
async function read(
  habits: Partial<Habits>,
  { count = vacancies.length, time = Infinity, cursor = null as unknown } = {},
) {
  assert(definition);
  const server = createWorkdayServer(definition, {
    forgetsTotal: true,
    beyond: "wraps",
    ...habits,
  });
  server.show(vacancies.slice(0, count));
  let requests = 0;
  const http: BoardHttp = {
    // deno-lint-ignore require-await -- a failure must reject, not throw
    async json(url, request) {
      if (++requests > time) {
        throw new ScanError("deadline", "Cannot go on: the time is up");
      }
      const answer = server.answer({
        method: request?.method ?? "GET",
        rest: url.pathname.slice("/wday/cxs/huge/Careers".length),
        query: url.searchParams,
        accept: "application/json",
        body: request?.body,
        now: NOW,
      });
      assert(answer?.status === 200);
      return JSON.parse(new TextDecoder().decode(answer.body));
    },
    text: () => Promise.reject(new Error("Unexpected request")),
  };
  const board = provider.match(new URL(SITE));
  assert(board);
  const pool: ReadContext["pool"] = createPool();
  const { postings, listing } = await readBoard(provider, board, http, {
    pool,
    cursor,
  });
  const ids = new Set(postings.map(({ externalId }) => externalId));
  return { ids, listing, requests };
}

function idsOf(count = vacancies.length): Set<string> {
  return new Set(vacancies.slice(0, count).map(({ externalId }) => externalId));
}

for (const beyond of ["wraps", "hides", "understates", "pages"] as const) {
  for (const forgetsTotal of [true, false]) {
    Deno.test(
      `workday reads all of 4,500 postings where what is beyond 2,000 ${beyond}${
        forgetsTotal ? " and the total is said once" : ""
      }`,
      async () => {
        const { ids, listing, requests } = await read({ beyond, forgetsTotal });
        assertEquals(listing, { complete: true, advertisedTotal: 4_500 });
        assertEquals(ids, idsOf());
        assert(requests < 250, `${requests}`);
      },
    );
  }
}

Deno.test("workday reads exactly 2,000 postings as all there are where nothing comes after them", async () => {
  for (const beyond of ["hides", "pages", "wraps"] as const) {
    const { ids, listing } = await read({ beyond }, { count: 2_000 });
    assertEquals(listing, { complete: true, advertisedTotal: 2_000 });
    assertEquals(ids, idsOf(2_000));
  }
});

for (const beyond of ["wraps", "pages"] as const) {
  Deno.test(`workday goes on in the next scan when the time is up, where what is beyond 2,000 ${beyond}`, async () => {
    const all = new Set<string>();
    let cursor: unknown = null;
    let scans = 0;
    while (true) {
      const { ids, listing } = await read({ beyond }, { time: 70, cursor });
      for (const id of ids) all.add(id);
      scans++;
      if (listing.cursor === undefined) {
        assertEquals(listing, { complete: true });
        break;
      }
      assertEquals(listing.complete, true);
      assertMatch(listing.reason ?? "", /next scan/);
      // It is stored as JSON.
      cursor = JSON.parse(JSON.stringify(listing.cursor));
      assert(scans < 10);
    }
    assertEquals(all, idsOf());
    assert(scans > 3, `${scans}`);
  });
}
