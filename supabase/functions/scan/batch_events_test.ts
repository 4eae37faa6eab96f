import { assert, assertEquals, assertRejects } from "@std/assert";
import type { Rpc } from "../_shared/rpc.ts";
import { NOW } from "../_shared/testing.ts";
import { openBatchEvents } from "./batch_events.ts";

const BATCH = "5e0c8e1a-0000-4000-8000-000000000002";

interface Ended {
  readonly id: number;
  readonly at: Date;
  readonly state?: string;
}

/** A batch whose sources end at certain times, and a clock that runs while one waits. */
function batch(total: number, ends: readonly Ended[]) {
  let ms = NOW.getTime();
  let failures = 0;
  const asked: unknown[] = [];
  const logged: unknown[] = [];
  // deno-lint-ignore require-await -- a wrong call must reject, not throw
  const rpc: Rpc = async (
    name,
    { batch_id, ended_after }: Readonly<Record<string, unknown>>,
  ) => {
    if (name !== "scan_progress" || batch_id !== BATCH) {
      throw new Error(`Unexpected call of ${name}`);
    }
    asked.push(ended_after);
    if (failures > 0) {
      failures--;
      throw new Error("no connection");
    }
    const done = ends.filter(({ at }) => at.getTime() <= ms);
    const after = ended_after === "-infinity"
      ? -Infinity
      : Date.parse(String(ended_after));
    return {
      batch_id,
      total,
      done: done.length,
      failed: done.filter(({ state }) => state === "failed").length,
      fetched: done.length * 10,
      matched: done.length,
      inserted: done.length,
      updated: 0,
      reopened: 0,
      archived: 0,
      sources: done.filter(({ at }) => at.getTime() > after).map((
        { id, at, state = "succeeded" },
      ) => ({
        source_id: id,
        company: `Acme ${id}`,
        provider: "lever",
        state,
        scan_id: null,
        fetched: 10,
        matched: 1,
        inserted: 1,
        updated: 0,
        reopened: 0,
        archived: 0,
        started_at: new Date(at.getTime() - 300).toISOString(),
        finished_at: at.toISOString(),
        ended_at: at.toISOString(),
        reason: state === "failed" ? "Cannot read acme.example" : null,
      })),
    };
  };
  return {
    asked,
    logged,
    failNext: (times: number) => void (failures = times),
    open: (lastEventId: string | null = null) =>
      openBatchEvents({
        batchId: BATCH,
        lastEventId,
        rpc,
        now: () => new Date(ms),
        sleep(wait, signal) {
          signal.throwIfAborted();
          ms += wait;
          return Promise.resolve();
        },
        log: (line) => void logged.push(line),
      }),
  };
}

const after = (ms: number) => new Date(NOW.getTime() + ms);

interface Event {
  readonly name: string;
  readonly id: string | null;
  readonly data: Record<string, unknown>;
}

async function read(stream: ReadableStream<Uint8Array>) {
  const events: Event[] = [];
  let heartbeats = 0;
  const text = await new Response(stream).text();
  for (const block of text.split("\n\n").filter(Boolean)) {
    if (block.startsWith(":")) {
      heartbeats++;
      continue;
    }
    const field = (name: string) =>
      new RegExp(`^${name}: (.*)$`, "m").exec(block)?.[1] ?? null;
    events.push({
      name: field("event") ?? "",
      id: field("id"),
      data: JSON.parse(field("data") ?? "null"),
    });
  }
  return { events, heartbeats };
}

const boards = (events: readonly Event[]) =>
  events.flatMap(({ data }) => data.board ? [data.board] : []);

Deno.test("a batch is told as it goes: how far it is, each board once as it ends, and the end", async () => {
  const { open, asked } = batch(2, [
    { id: 7, at: after(700) },
    { id: 8, at: after(1_600), state: "failed" },
  ]);
  const { events } = await read(await open());
  assertEquals(events.map(({ name, id }) => [name, id]), [
    ["progress", null],
    ["progress", after(700).toISOString()],
    ["progress", after(1_600).toISOString()],
    ["done", null],
  ]);
  const [first, one, two, done] = events.map(({ data }) => data);
  assertEquals([first?.total, first?.done, first?.board], [2, 0, null]);
  assertEquals(one?.board, {
    source_id: 7,
    company: "Acme 7",
    provider: "lever",
    state: "succeeded",
    scan_id: null,
    fetched: 10,
    matched: 1,
    inserted: 1,
    updated: 0,
    reopened: 0,
    archived: 0,
    reason: null,
    ms: 300,
  });
  assertEquals([two?.done, two?.failed, two?.matched], [2, 1, 2]);
  assertEquals(boards(events).length, 2);
  assertEquals(done, {
    batch_id: BATCH,
    total: 2,
    done: 2,
    failed: 1,
    fetched: 20,
    matched: 2,
    inserted: 2,
    updated: 0,
    reopened: 0,
    archived: 0,
  });
  // Asked at 0, 500, 1,000, 1,500 and 2,000 ms.
  assertEquals(asked.length, 5);
});

Deno.test("why a board failed comes with it", async () => {
  const { events } = await read(
    await batch(1, [{ id: 7, at: NOW, state: "failed" }]).open(),
  );
  const [board] = boards(events);
  assert(board && typeof board === "object" && "reason" in board);
  assertEquals(board.reason, "Cannot read acme.example");
});

Deno.test("a reader that comes back gets what it may have missed, not all", async () => {
  const { open } = batch(3, [
    { id: 1, at: after(-60_000) },
    { id: 2, at: after(-1_000) },
    { id: 3, at: after(400) },
  ]);
  const { events } = await read(await open(after(-1_500).toISOString()));
  assertEquals(events.map(({ data }) => data.done), [2, 2, 3, 3]);
  assertEquals(boards(events).length, 2);
});

Deno.test("a scan that ends unseen behind a later one is told all the same", async () => {
  // Its transaction was open longer: its end is earlier than what was told before.
  const late: Ended[] = [{ id: 1, at: after(600) }];
  const { open } = batch(2, late);
  const stream = await open();
  late.push({ id: 2, at: after(599) });
  const { events } = await read(stream);
  assertEquals(boards(events).length, 2);
});

Deno.test("an unreadable id of a last event begins anew, as does a time that no event has", async () => {
  for (
    const id of [
      "nonsense",
      "2026-99-99",
      "-271821-04-20T00:00:00.000Z",
      "+275760-09-13T00:00:00.000Z",
      "0000-01-01T00:00:00Z",
    ]
  ) {
    const { open, asked } = batch(1, [{ id: 1, at: NOW }]);
    await read(await open(id));
    assertEquals(asked, ["-infinity"], id);
  }
});

Deno.test("a quiet batch is kept alive by heartbeats, and left after two minutes while it goes on", async () => {
  const { open } = batch(1, []);
  const { events, heartbeats } = await read(await open());
  assertEquals(events.map(({ name }) => name), ["progress", "continue"]);
  assertEquals(events.at(-1)?.data, { batch_id: BATCH });
  assertEquals(heartbeats, 11);
});

Deno.test("a batch that is done is told at once", async () => {
  const { open, asked } = batch(0, []);
  const { events } = await read(await open());
  assertEquals(events.map(({ name }) => name), ["progress", "done"]);
  assertEquals(asked.length, 1);
});

Deno.test("a database that does not answer for a moment breaks no stream", async () => {
  const known = batch(1, [{ id: 1, at: after(4_000) }]);
  const stream = await known.open();
  known.failNext(9);
  const { events } = await read(stream);
  assertEquals(events.at(-1)?.name, "done");
  assertEquals(known.logged, []);
});

Deno.test("a database that does not answer at all ends the stream with a word, and says why to the log only", async () => {
  const known = batch(1, []);
  const stream = await known.open();
  known.failNext(1_000);
  const { events } = await read(stream);
  assertEquals(events.at(-1), {
    name: "broken",
    id: null,
    data: { error: "Cannot reach the database" },
  });
  assertEquals(known.logged, [{
    door: "scan",
    batch_id: BATCH,
    error: "Error: no connection",
  }]);
});

Deno.test("a batch that is not there is refused before a stream is opened", async () => {
  const known = batch(1, []);
  known.failNext(1);
  await assertRejects(() => known.open(), Error, "no connection");
});

Deno.test("nobody is asked any more when the reader has left", async () => {
  let asked = 0;
  const stream = await openBatchEvents({
    batchId: BATCH,
    lastEventId: null,
    // deno-lint-ignore require-await -- as above
    async rpc() {
      asked++;
      return {
        batch_id: BATCH,
        total: 1,
        done: 0,
        failed: 0,
        fetched: 0,
        matched: 0,
        inserted: 0,
        updated: 0,
        reopened: 0,
        archived: 0,
        sources: [],
      };
    },
    now: () => NOW,
    // Only the reader's leaving ends this pause.
    sleep: (_, signal) =>
      new Promise((_, reject) =>
        signal.addEventListener("abort", () => reject(signal.reason))
      ),
    log: () => {},
  });
  const reader = stream.getReader();
  await reader.read();
  await reader.cancel();
  assertEquals(asked, 1);
});
