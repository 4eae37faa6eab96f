import { assert, assertEquals, assertRejects } from "@std/assert";
import { z } from "zod";
import { CATALOGUE } from "./catalogue.ts";
import { type Fault, FAULTS, type SimulatedBoards } from "./mod.ts";
import { MORE_BOARDS } from "./more_boards.ts";
import { ask, askPage, smallBoards } from "./testing.ts";

const STRIPE = "/boards-api.greenhouse.io/v1/boards/stripe/jobs?content=true";
const RED_HAT = "/redhat.wd5.myworkdayjobs.com/wday/cxs/redhat/jobs/jobs";
const VISA = "/api.smartrecruiters.com/v1/companies/Visa/postings?limit=5";
const FERNHOLLOW = "/fernhollow.teamtailor.com/jobs.json";

function boardsOf(): SimulatedBoards {
  return smallBoards({
    catalogue: [
      ...CATALOGUE,
      ...MORE_BOARDS.map((board) => ({ ...board, postings: 6_000 })),
    ],
    postingsScale: 0.04,
  });
}

async function broken(fault: Fault): Promise<Response> {
  const boards = smallBoards();
  boards.setFault("Stripe", fault);
  return await ask(boards, STRIPE);
}

const sound = () => ask(smallBoards(), STRIPE);

Deno.test("faults refuse a request with their status, and say when to come again", async () => {
  const said: unknown[] = [];
  for (
    const fault of ["500", "403", "404", "429", "429_long", "429_bare"] as const
  ) {
    const response = await broken(fault);
    said.push([response.status, response.headers.get("retry-after")]);
    await response.body?.cancel();
  }
  assertEquals(said, [
    [500, null],
    [403, null],
    [404, null],
    [429, "1"],
    [429, "120"],
    [429, null],
  ]);
});

Deno.test("a fault that happens once is over with the second request, until it is set again", async () => {
  for (
    const [fault, status] of [["500_once", 500], ["429_once", 429]] as const
  ) {
    const boards = smallBoards();
    // What was asked before the fault does not count.
    const statuses = [(await ask(boards, STRIPE)).status];
    for (let time = 0; time < 2; time++) {
      boards.setFault("Stripe", fault);
      for (let request = 0; request < 2; request++) {
        const response = await ask(boards, STRIPE);
        statuses.push(response.status);
        await response.body?.cancel();
      }
    }
    assertEquals(statuses, [200, status, 200, status, 200]);
  }
});

Deno.test("faults redirect to another host, and in a circle", async () => {
  const away = await broken("redirect");
  assertEquals(
    [away.status, away.headers.get("location")],
    [302, "https://elsewhere.example/jobs"],
  );
  const boards = smallBoards();
  boards.setFault("Stripe", "redirect_loop");
  let url = new URL(`http://127.0.0.1${STRIPE}`);
  const seen: string[] = [];
  for (let hop = 0; hop < 3; hop++) {
    const response = await ask(boards, url.pathname + url.search);
    assertEquals(response.status, 302);
    url = new URL(response.headers.get("location") ?? "", url);
    seen.push(url.pathname + url.search);
  }
  assertEquals(seen, Array(3).fill(`${STRIPE}&again=`));
});

Deno.test("a fault sends the true answer behind 30 MB of white space, of which it holds none", async () => {
  const response = await broken("30_mb");
  let spaces = 0;
  let rest = "";
  for await (const piece of response.body ?? []) {
    const text = new TextDecoder().decode(piece);
    if (text.trim() === "") spaces += piece.length;
    else rest += text;
  }
  assertEquals(spaces, 30 * 1024 * 1024);
  assertEquals(rest, await (await sound()).text());
});

Deno.test("a fault sends the true answer behind a byte order mark, or as what it is not", async () => {
  const truth = new Uint8Array(await (await sound()).arrayBuffer());
  const marked = new Uint8Array(await (await broken("bom")).arrayBuffer());
  assertEquals([...marked.slice(0, 3)], [0xef, 0xbb, 0xbf]);
  assertEquals(marked.slice(3), truth);
  const misnamed = await broken("content_type");
  assertEquals(
    misnamed.headers.get("content-type"),
    "text/html; charset=iso-8859-1",
  );
  assertEquals(new Uint8Array(await misnamed.arrayBuffer()), truth);
  const empty = await broken("no_body");
  assertEquals([empty.status, await empty.text()], [200, ""]);
});

Deno.test("a fault hangs after half a body until the caller gives up, or until nobody waits any more", async () => {
  const truth = await (await sound()).text();
  const boards = smallBoards();
  boards.setFault("Stripe", "hang_in_body");
  const caller = new AbortController();
  const { body } = await ask(boards, STRIPE, { signal: caller.signal });
  const reader = body?.pipeThrough(new TextDecoderStream()).getReader();
  const first = await reader?.read();
  assert(first?.value && truth.startsWith(first.value));
  let isOver = false;
  const rest = reader?.read().finally(() => isOver = true);
  await new Promise((resolve) => setTimeout(resolve, 0));
  assertEquals(isOver, false);
  caller.abort();
  await assertRejects(() => rest ?? Promise.resolve());
});

const Page = z.union([
  z.object({ total: z.number(), jobPostings: z.array(z.unknown()) })
    .transform(({ total, jobPostings: adverts }) => ({ total, adverts })),
  z.object({ totalFound: z.number(), content: z.array(z.unknown()) })
    .transform(({ totalFound, content }) => ({
      total: totalFound,
      adverts: content,
    })),
  z.object({ items: z.array(z.unknown()) })
    .transform(({ items }) => ({ total: null, adverts: items })),
]);

/** The first three pages of each board that has as many; null: refused. */
async function pagesOf(fault: Fault | null) {
  const boards = boardsOf();
  for (const company of ["Red Hat", "Visa", "Fernhollow"]) {
    boards.setFault(company, fault);
  }
  async function three(page: (number: number) => Promise<Response>) {
    return await Promise.all([0, 1, 2].map(async (number) => {
      const response = await page(number);
      const answer = await response.json();
      return response.ok ? Page.parse(answer) : null;
    }));
  }
  return {
    workday: await three((number) =>
      askPage(boards, RED_HAT, { limit: 2, offset: number * 2 })
    ),
    smartrecruiters: await three((number) =>
      ask(boards, `${VISA}&offset=${number * 5}`)
    ),
    teamtailor: await three((number) =>
      ask(
        boards,
        number === 0 ? FERNHOLLOW : `${FERNHOLLOW}?page=${number + 1}`,
      )
    ),
  };
}

Deno.test("faults of pages leave the first one as it is and break those after it", async () => {
  const truth = Object.values(await pagesOf(null));
  const under = async (fault: Fault) => Object.values(await pagesOf(fault));
  const adverts = (page: z.infer<typeof Page> | null | undefined) =>
    page?.adverts;
  for (const pages of truth) {
    assertEquals(
      new Set(pages.map((page) => JSON.stringify(adverts(page)))).size,
      3,
    );
  }
  for (const [at, pages] of (await under("500_later_pages")).entries()) {
    assertEquals(pages, [truth[at]?.[0], null, null]);
  }
  for (const [at, pages] of (await under("empty_later_pages")).entries()) {
    assertEquals(pages.map(adverts), [adverts(truth[at]?.[0]), [], []]);
  }
  for (const [at, pages] of (await under("wrapped_offset")).entries()) {
    const first = adverts(truth[at]?.[0]);
    assertEquals(pages.map(adverts), [first, first, first]);
  }
  for (const [at, pages] of (await under("duplicate_page")).entries()) {
    const [first, second] = (truth[at] ?? []).map(adverts);
    assertEquals(pages.map(adverts), [first, second, second]);
  }
  for (const [at, pages] of (await under("zero_total")).slice(0, 2).entries()) {
    assertEquals(pages.map(adverts), truth[at]?.map(adverts));
    const total = truth[at]?.[0]?.total ?? 0;
    assert(total > 0);
    assertEquals(pages.map((page) => page?.total), [total, 0, 0]);
  }
});

Deno.test("a board of one page takes no notice of faults that only later pages can have", async () => {
  const truth = await (await sound()).text();
  const later = FAULTS.filter((fault) =>
    /later_pages|zero_total|wrapped|duplicate/.test(fault)
  );
  assertEquals(later.length, 5);
  for (const fault of later) {
    assertEquals(await (await broken(fault)).text(), truth, fault);
  }
});
