import {
  assert,
  assertEquals,
  assertNotEquals,
  assertThrows,
} from "@std/assert";
import { CATALOGUE } from "./catalogue.ts";
import { fitsDefaultFilter } from "./default_filter.ts";
import { createBoards, type SimulatedBoards } from "./mod.ts";
import {
  ask,
  askPage,
  listPathsOf,
  NOW,
  smallBoards,
  truthOf,
} from "./testing.ts";

const STRIPE = "/boards-api.greenhouse.io/v1/boards/stripe/jobs";

/** The bytes of a company's whole list. */
async function readList(
  boards: SimulatedBoards,
  company: string,
): Promise<string> {
  const { provider, postings } = truthOf(boards, company);
  const texts: string[] = [];
  for (const path of listPathsOf(company, postings.length)) {
    if (provider !== "workday") {
      texts.push(await (await ask(boards, path)).text());
      continue;
    }
    for (let offset = 0; offset < postings.length; offset += 20) {
      const page = await askPage(boards, path, { limit: 20, offset });
      texts.push(await page.text());
    }
  }
  return texts.join("\n");
}

/** Whether a list names this id and title, in whatever format. */
function names(list: string, id: string, title: string): boolean {
  const slug = title.replaceAll(/[^A-Za-z0-9]+/g, "-").toLowerCase();
  const written = JSON.stringify(title).slice(1, -1);
  return list.includes(id) &&
    (list.includes(written) ||
      list.includes(`${id}-${slug.replace(/-$/, "")}`));
}

Deno.test("createBoards() lists some 12,000 postings in 100 MB on 49 boards", async () => {
  const boards = createBoards({ latencyScale: 0, now: () => NOW });
  const truth = boards.truth();
  assertEquals(truth.length, 49);
  for (const { company, postings } of truth) {
    const { length } = postings;
    assert(length >= 30 && length <= 1_200, `${company} lists ${length}`);
    assertEquals(new Set(postings.map((one) => one.externalId)).size, length);
  }
  const all = truth.flatMap(({ postings }) => postings);
  assert(all.length > 11_500 && all.length < 12_500, `${all.length}`);

  for (const { company } of truth) await readList(boards, company);
  const { bytes } = boards.statistics();
  assert(bytes > 90_000_000 && bytes < 110_000_000, `${bytes}`);

  const share = all.filter((one) => fitsDefaultFilter(one)).length / all.length;
  assert(share > 0.07 && share < 0.13, `${share}`);
});

Deno.test("createBoards() has about a tenth that fits, whatever the seed", () => {
  for (const seed of [2, 3, 4]) {
    const all = smallBoards({ seed, postingsScale: 0.5 }).truth()
      .flatMap(({ postings }) => postings);
    const share = all.filter((one) => fitsDefaultFilter(one)).length /
      all.length;
    assert(share > 0.07 && share < 0.13, `seed ${seed}: ${share}`);
  }
});

Deno.test("createBoards() writes no word that a filter could read either way", () => {
  const asWholeWord = (text: string, word: string) =>
    new RegExp(`(?<![a-z0-9])${word}(?![a-z0-9])`, "i").test(text);
  for (const { postings } of smallBoards({ postingsScale: 0.5 }).truth()) {
    for (const posting of postings) {
      assertEquals(
        fitsDefaultFilter(posting, asWholeWord),
        fitsDefaultFilter(posting),
        `${posting.title} in ${posting.locations}`,
      );
    }
  }
});

Deno.test("createBoards() gives the same bytes for the same seed and day", async () => {
  const morning = smallBoards({ now: () => new Date("2026-03-10T06:00:00Z") });
  const evening = smallBoards({ now: () => new Date("2026-03-10T23:00:00Z") });
  for (const { company } of CATALOGUE) {
    assertEquals(
      await readList(morning, company),
      await readList(evening, company),
    );
  }
  assertNotEquals(
    await readList(morning, "Stripe"),
    await readList(smallBoards({ seed: 2 }), "Stripe"),
  );
});

Deno.test("createBoards() keeps at least three postings a board", () => {
  for (const { postings } of smallBoards({ postingsScale: 0.001 }).truth()) {
    assert(postings.length >= 3);
  }
});

Deno.test("change() does what it reports, and the boards serve it", async () => {
  const boards = smallBoards({ postingsScale: 0.3 });
  const before = new Map(
    boards.truth().map(({ company, postings }) => [company, postings]),
  );
  const report = boards.change({ added: 60, changed: 50, removed: 40 });
  assertEquals(
    [report.added, report.changed, report.removed],
    [60, 50, 40],
  );
  assert(report.boards.length > 40, "the change is spread");
  for (const kind of ["added", "changed", "removed"] as const) {
    const providers = report.boards.filter((board) => board[kind].length > 0)
      .map(({ provider }) => provider);
    assert(new Set(providers).size >= 5, `${kind} on ${providers}`);
  }

  for (const { company, added, changed, removed } of report.boards) {
    const now = truthOf(boards, company);
    const was = before.get(company) ?? [];
    const listed = new Map(now.postings.map((one) => [one.externalId, one]));
    const list = await readList(boards, company);
    assertEquals(
      now.postings.length,
      was.length + added.length - removed.length,
    );
    for (const { externalId, before, after, ...fits } of added) {
      assertEquals(before, null);
      assertEquals(listed.get(externalId), after ?? undefined);
      assert(after && names(list, externalId, after.title));
      assert(!was.some((one) => one.externalId === externalId));
      assertEquals(fits.fitsBefore, false);
      assertEquals(fits.fitsAfter, fitsDefaultFilter(after));
    }
    for (const { externalId, before, after, ...fits } of changed) {
      assert(before && after && names(list, externalId, after.title));
      assertEquals(listed.get(externalId), after);
      assertEquals(was.find((one) => one.externalId === externalId), before);
      assert(
        before.title !== after.title ||
          before.locations.join() !== after.locations.join(),
      );
      assertEquals(fits.fitsBefore, fitsDefaultFilter(before));
      assertEquals(fits.fitsAfter, fitsDefaultFilter(after));
    }
    for (const { externalId, before, after, ...fits } of removed) {
      assertEquals(after, null);
      assert(before && !list.includes(externalId));
      assertEquals(fits.fitsBefore, fitsDefaultFilter(before));
      assertEquals(fits.fitsAfter, false);
    }
  }
});

Deno.test("change() leaves every other board byte for byte as it was", async () => {
  const boards = smallBoards();
  const before = new Map<string, string>();
  for (const { company } of CATALOGUE) {
    before.set(company, await readList(boards, company));
  }
  const report = boards.change({ added: 2, changed: 2, removed: 2 });
  const touched = new Set(report.boards.map(({ company }) => company));
  assert(touched.size > 0);
  for (const { company } of CATALOGUE) {
    const list = await readList(boards, company);
    if (touched.has(company)) assertNotEquals(list, before.get(company));
    else assertEquals(list, before.get(company));
  }
});

Deno.test("change() is the same for the same seed", () => {
  const wanted = { added: 5, changed: 5, removed: 5 };
  assertEquals(smallBoards().change(wanted), smallBoards().change(wanted));
  assertNotEquals(
    smallBoards().change(wanted),
    smallBoards({ seed: 2 }).change(wanted),
  );
});

Deno.test("change() moves updated_at forward on what it changes", async () => {
  const boards = smallBoards();
  let changed: string | undefined;
  while (!changed) {
    changed = boards.change({ added: 0, changed: 10, removed: 0 }).boards
      .find(({ company }) => company === "Stripe")?.changed[0]?.externalId;
  }
  const job = await (await ask(boards, `${STRIPE}/${changed}`)).json();
  assertEquals(job.updated_at, "2026-03-10T08:00:00-04:00");
});

Deno.test("change() takes no more than a fifth of a board and says how many it took", () => {
  const boards = smallBoards({ postingsScale: 0.2 });
  const before = boards.truth();
  const report = boards.change({ added: 0, changed: 0, removed: 1_000_000 });
  assert(report.removed > 0);
  for (const [at, { postings }] of boards.truth().entries()) {
    assert(postings.length >= (before[at]?.postings.length ?? 0) * 0.8);
  }
});

Deno.test("setFault() breaks one board until it is lifted", async () => {
  const boards = smallBoards();
  const path = `${STRIPE}?content=true`;
  const sound = await (await ask(boards, path)).text();
  const broken = async (fault: Parameters<SimulatedBoards["setFault"]>[1]) => {
    boards.setFault("Stripe", fault);
    const response = await ask(boards, path);
    return { response, text: await response.text() };
  };

  assertEquals((await broken("500")).response.status, 500);
  assertEquals((await broken("404")).response.status, 404);
  const throttled = await broken("429");
  assertEquals(throttled.response.status, 429);
  assertEquals(throttled.response.headers.get("retry-after"), "1");
  const page = await broken("html");
  assertEquals(page.response.status, 200);
  assert(page.text.startsWith("<!DOCTYPE html>"));
  const cut = await broken("cut_off_json");
  assertEquals(cut.response.status, 200);
  assertThrows(() => JSON.parse(cut.text), SyntaxError);
  assert(sound.startsWith(cut.text.slice(0, -3)));
  assertEquals((await broken("empty")).text, '{"jobs":[],"meta":{"total":0}}');

  const figma = await ask(
    boards,
    "/boards-api.greenhouse.io/v1/boards/figma/jobs",
  );
  assertEquals(figma.status, 200);
  await figma.body?.cancel();
  assertEquals((await broken(null)).text, sound);
});

Deno.test("setFault() gives every format an empty list and a 404 of its own", async () => {
  for (const { company } of CATALOGUE) {
    const boards = smallBoards({ postingsScale: 0.01 });
    const { postings } = truthOf(boards, company);
    boards.setFault(company, "empty");
    const list = await readList(boards, company);
    assert(!postings.some(({ externalId }) => list.includes(externalId)));
    boards.setFault(company, "404");
    const [path = ""] = listPathsOf(company, 1);
    const { status, body } = await ask(boards, path);
    assertEquals(status, 404);
    await body?.cancel();
  }
});

Deno.test("setFault() hangs until the caller gives up", async () => {
  const boards = smallBoards();
  boards.setFault("Stripe", "hang");
  const caller = new AbortController();
  const answer = ask(boards, STRIPE, { signal: caller.signal });
  let isAnswered = false;
  const settled = answer.then(() => isAnswered = true);
  await new Promise((resolve) => setTimeout(resolve, 0));
  assertEquals(isAnswered, false);
  caller.abort();
  await settled;
  assertEquals((await answer).status, 504);
});

Deno.test("setFault() refuses a company that has no board", () => {
  assertThrows(
    () => smallBoards().setFault("Acme", "500"),
    RangeError,
    'Cannot set a fault on "Acme": there is no such board',
  );
});

Deno.test("handle() answers 502 for a host that is not simulated", async () => {
  const response = await ask(smallBoards(), "/jobs.example.com/jobs");
  assertEquals(response.status, 502);
  assertEquals(await response.json(), {
    error: 'Cannot reach "jobs.example.com": it is not a simulated host',
  });
});

Deno.test("lists carry an entity tag where boards are told to, and 304 for who has it already", async () => {
  const path = `${STRIPE}?content=true`;
  const untagged = await ask(smallBoards(), path);
  assertEquals(untagged.headers.get("etag"), null);
  const boards = smallBoards({ entityTags: true });
  const first = await ask(boards, path);
  const body = await first.text();
  const etag = first.headers.get("etag") ?? "";
  assert(etag.startsWith('W/"'), etag);
  const headers = { "if-none-match": etag };
  const again = await ask(boards, path, { headers });
  assertEquals([again.status, await again.text()], [304, ""]);
  const { bytes } = boards.statistics();
  assertEquals(bytes, new TextEncoder().encode(body).length);

  boards.change({ added: 400, changed: 0, removed: 0 });
  const changed = await ask(boards, path, { headers });
  assertEquals(changed.status, 200);
  assertNotEquals(changed.headers.get("etag"), etag);
  await changed.body?.cancel();
});

Deno.test("statistics() counts requests and bytes by board", async () => {
  const boards = smallBoards();
  const { length } = await (await ask(boards, STRIPE)).text();
  await (await ask(boards, `${STRIPE}/1`)).body?.cancel();
  const { requests, bytes, boards: counted } = boards.statistics();
  assertEquals(requests, 2);
  const stripe = counted.find(({ company }) => company === "Stripe");
  assertEquals(stripe?.requests, 2);
  assert(bytes >= length && bytes === stripe?.bytes);
});
