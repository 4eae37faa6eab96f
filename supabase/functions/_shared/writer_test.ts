import { assert, assertEquals, assertRejects } from "@std/assert";
import { createJudge, type Judge, type TitleJudge } from "./judge.ts";
import { EMPTY_POSTING, lazyText, type Posting } from "./posting.ts";
import type { Row } from "./rows.ts";
import type { Sighting } from "./sightings.ts";
import { createWriter } from "./writer.ts";

/** Takes everything but cooks. */
const takeNoCooks = everyTitle((posting) => ({
  verdict: posting.title === "Cook" ? "rejected" : "match",
  score: 50,
  reasons: [],
  refused: [],
  filters: [],
}));

function everyTitle(judge: Judge): TitleJudge {
  const asked: Judge = (posting, unknown) => judge(posting, unknown);
  return Object.assign(asked, { takesTitle: () => true });
}

function seen(posting: Posting): Sighting {
  const { externalId, title, company } = posting;
  return { externalId, title, company, posting: () => posting };
}

function postings(count: number, over: Partial<Posting> = {}, from = 0) {
  return Array.from({ length: count }, (_, at) =>
    seen({
      ...EMPTY_POSTING,
      externalId: String(from + at),
      title: "Baker",
      url: `https://acme.example/${from + at}`,
      ...over,
    }));
}

function writerTo(
  write: (rows: readonly Row[]) => Promise<void>,
  judge: TitleJudge = takeNoCooks,
) {
  return createWriter({
    judge,
    scope: { provider: "lever", sourceId: 7, tenant: null },
    unknown: ["salaryMin"],
    write,
  });
}

/** A table that keeps what it is given, by call. */
function table() {
  const calls: number[] = [];
  return {
    calls,
    write(rows: readonly Row[]): Promise<void> {
      calls.push(rows.length);
      return Promise.resolve();
    },
  };
}

Deno.test("the writer keeps what fits into one call for the end", async () => {
  const { calls, write } = table();
  const writer = writerTo(write);
  await writer.take(postings(300));
  await writer.take(postings(199, {}, 300));
  assertEquals((await writer.end()).length, 499);
  assertEquals(calls, []);
});

Deno.test("the writer writes 500 rows a call", async () => {
  const { calls, write } = table();
  const writer = writerTo(write);
  await writer.take(postings(1_201));
  assertEquals((await writer.end()).length, 201);
  assertEquals(calls, [500, 500]);
});

Deno.test("the writer writes before a call grows beyond a million characters", async () => {
  const { calls, write } = table();
  const writer = writerTo(write);
  const description = lazyText(() => "x".repeat(100_000));
  await writer.take(postings(25, { description }));
  assertEquals((await writer.end()).length, 5);
  assertEquals(calls, [10, 10]);
});

Deno.test("the writer goes on while a chunk is written, and waits before the next but one", async () => {
  const sent = Promise.withResolvers<void>();
  const arrived = Promise.withResolvers<void>();
  let chunks = 0;
  const writer = writerTo(() => {
    chunks++;
    if (chunks === 2) sent.resolve();
    return chunks === 1 ? arrived.promise : Promise.resolve();
  });
  await writer.take(postings(500));
  const second = writer.take(postings(500, {}, 500));
  assertEquals(chunks, 1);
  arrived.resolve();
  await sent.promise;
  await second;
  assertEquals(chunks, 2);
  assertEquals(await writer.end(), []);
});

Deno.test("the writer ends only when all that it sent has arrived", async () => {
  const arrived = Promise.withResolvers<void>();
  const writer = writerTo(() => arrived.promise);
  await writer.take(postings(500));
  let ended = false;
  const end = writer.end().then(() => {
    ended = true;
  });
  await new Promise((resolve) => setTimeout(resolve, 0));
  assertEquals(ended, false);
  arrived.resolve();
  await end;
});

Deno.test("the writer says at the next chunk or at the end that a call failed", async () => {
  const refuse = () => Promise.reject(new Error("Cannot call upsert_postings"));
  const atTheEnd = writerTo(refuse);
  await atTheEnd.take(postings(500));
  await assertRejects(() => atTheEnd.end(), Error, "upsert_postings");

  const atTheNext = writerTo(refuse);
  await atTheNext.take(postings(500));
  await assertRejects(
    () => atTheNext.take(postings(500, {}, 500)),
    Error,
    "upsert_postings",
  );
});

Deno.test("the writer keeps only what the judge takes, and says what that is", async () => {
  const writer = writerTo(table().write);
  await writer.take([
    ...postings(1, { title: "Cook" }),
    ...postings(1, {}, 1),
  ]);
  const rows = await writer.end();
  assertEquals(rows.map((row) => row.external_id), ["1"]);
  assertEquals(rows[0]?.unknown, ["salary_min"]);
  assertEquals(writer.matchedIds(), ["1"]);
});

Deno.test("the writer never makes the text of what is thrown away", async () => {
  let made = 0;
  const description = () =>
    lazyText(() => {
      made++;
      return "Bread";
    });
  const writer = writerTo(table().write);
  await writer.take(
    postings(3, { title: "Cook", description: description() }),
  );
  assertEquals(made, 0);
  await writer.take(postings(1, { description: description() }, 3));
  assertEquals(made, 1);
});

Deno.test("the writer writes a posting that comes again once, as it came last", async () => {
  const writer = writerTo(table().write, createJudge([]));
  await writer.take(postings(1, { locations: ["Berlin"] }));
  await writer.take(postings(1, { locations: ["Berlin", "Rome"] }));
  const rows = await writer.end();
  assertEquals(rows.length, 1);
  assertEquals(rows[0]?.locations, ["Berlin", "Rome"]);
  assertEquals(writer.matchedIds(), ["0"]);
});

Deno.test("the writer learns the employer's name from any advert, kept or not", async () => {
  const writer = writerTo(table().write);
  assertEquals(writer.company(), null);
  await writer.take(postings(1));
  await writer.take(postings(1, { title: "Cook", company: "Acme" }, 1));
  await writer.take(postings(1, { company: "Acme Ltd" }, 2));
  assertEquals(writer.company(), "Acme");
  assert(!writer.matchedIds().includes("1"));
});
