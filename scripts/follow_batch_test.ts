import { assert, assertEquals, assertRejects } from "@std/assert";
import { DoorError } from "./door.ts";
import { BATCH, type FakeBoard, startFakeDoor } from "./fake_door.ts";
import { followBatch, type FollowOptions } from "./follow_batch.ts";

const BOARDS: FakeBoard[] = [
  { source_id: 1, company: "Acme", provider: "lever" },
  { source_id: 2, company: "Bakers", provider: "ashby" },
  { source_id: 3, company: "Cooks", provider: null },
];

type Project = ReturnType<typeof startFakeDoor>;

/** Follows a batch of the project; what was told, and ways to wait for it. */
function follow(project: Project, over: Partial<FollowOptions> = {}) {
  const told: number[] = [];
  const breaks: string[] = [];
  const waits: number[] = [];
  let batches = 0;
  let heard = Promise.withResolvers<void>();
  const ended = followBatch({
    door: project.door,
    wanted: {},
    signal: new AbortController().signal,
    sleep: (ms) => Promise.resolve(void waits.push(ms)),
    onBatch: () => void batches++,
    onBoard(board) {
      told.push(board.source_id);
      heard.resolve();
    },
    onBreak: (why) => void breaks.push(why),
    ...over,
  });
  return {
    ended,
    told,
    breaks,
    waits,
    batches: () => batches,
    async hears(count: number) {
      while (told.length < count) {
        await Promise.race([heard.promise, ended]);
        heard = Promise.withResolvers();
      }
    },
  };
}

/** The requests for a stream, short: method, query, last event id. */
function streamsOf({ asked }: Project) {
  return asked.filter(({ accept }) => accept === "text/event-stream").map((
    { method, path, lastEventId },
  ) => [method, new URL(path, "http://x").search, lastEventId]);
}

Deno.test("followBatch() presses Scan once, names the batch's boards, and tells of each as it ends", async () => {
  await using project = startFakeDoor(BOARDS);
  const following = follow(project, { wanted: { providers: ["lever"] } });
  await project.hears(1);
  project.end();
  await following.hears(1);
  project.end();
  await following.hears(2);
  project.end({ state: "failed", reason: "no" });

  const progress = await following.ended;
  assertEquals([progress.total, progress.done, progress.failed], [3, 3, 1]);
  assertEquals(progress.sources.map(({ state }) => state), [
    "succeeded",
    "succeeded",
    "failed",
  ]);
  assertEquals(following.told, [1, 2, 3]);
  assertEquals(following.batches(), 1);
  assertEquals(project.asked[0]?.body, { providers: ["lever"], wait: true });
  assertEquals(streamsOf(project), [["POST", "", null]]);
});

Deno.test("followBatch() goes on where a connection broke, tells no board twice, and presses no second time", async () => {
  await using project = startFakeDoor(BOARDS);
  const following = follow(project);
  await project.hears(1);
  project.end();
  await following.hears(1);
  project.drop();
  // POST, the boards, GET.
  await project.hears(3);
  project.end();
  project.end();

  await following.ended;
  assertEquals(following.told, [1, 2, 3]);
  assertEquals(following.batches(), 1);
  assertEquals(streamsOf(project), [
    ["POST", "", null],
    ["GET", `?batch=${BATCH}`, "2026-03-01T12:00:00.000Z"],
  ]);
  assertEquals(following.breaks, ["The connection ended"]);
  assertEquals(following.waits, []);
});

Deno.test("followBatch() goes on when the door says continue, which is no break", async () => {
  await using project = startFakeDoor(BOARDS);
  const following = follow(project);
  await project.hears(2);
  for (let times = 1; times <= 20; times++) {
    project.sayContinue();
    await project.hears(2 + times);
  }
  for (const _ of BOARDS) project.end();

  assertEquals((await following.ended).done, 3);
  assertEquals(following.breaks, []);
  assertEquals(
    project.asked.map(({ method }) => method).filter((one) => one === "POST"),
    ["POST"],
  );
});

Deno.test("followBatch() waits longer from break to break while nothing ends, but no longer once a board has", async () => {
  await using project = startFakeDoor(BOARDS);
  const following = follow(project);
  await project.hears(2);
  for (let times = 1; times <= 8; times++) {
    project.sayBroken();
    await project.hears(2 + times);
  }
  project.end();
  await following.hears(1);
  project.drop();
  await project.hears(11);
  project.end();
  project.end();

  await following.ended;
  assertEquals(following.waits, [
    500,
    1_000,
    2_000,
    4_000,
    8_000,
    10_000,
    10_000,
  ]);
  assertEquals(following.breaks, [
    ...Array(8).fill("The project cannot reach its database"),
    "The connection ended",
  ]);
});

Deno.test("followBatch() outlives a project that answers 503 for a while", async () => {
  await using project = startFakeDoor(BOARDS);
  const following = follow(project);
  await project.hears(2);
  project.answerJson(503, { message: "Starting" });
  project.answerJson(503, { message: "Starting" });
  project.drop();
  await project.hears(5);
  for (const _ of BOARDS) project.end();
  assertEquals((await following.ended).done, 3);
});

Deno.test("followBatch() gives up on a project that has fallen silent, and says how to go on", async () => {
  await using project = startFakeDoor(BOARDS);
  const following = follow(project);
  await project.hears(2);
  for (let times = 0; times < 8; times++) project.answerJson(503, {});
  project.drop();
  const error = await assertRejects(() => following.ended, DoorError);
  assertEquals([error.message, error.hint], [
    "Cannot follow the batch: 8 connections in a row broke",
    `It goes on: deno task scan --batch ${BATCH}`,
  ]);
  assertEquals(project.asked.length, 10);
});

/** A server that cuts every connection off in the middle of an event. */
function startCutter() {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const answer = new TextEncoder().encode(
    "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\n" +
      "transfer-encoding: chunked\r\n\r\n5\r\ndata:\r\n",
  );
  const served = (async () => {
    for await (const connection of listener) {
      await connection.read(new Uint8Array(4_096));
      await connection.write(answer);
      connection.close();
    }
  })();
  return {
    door: {
      apiUrl: `http://127.0.0.1:${listener.addr.port}`,
      secretKey: "sb_secret_x",
    },
    async [Symbol.asyncDispose]() {
      listener.close();
      await served;
    },
  };
}

Deno.test("followBatch() tries again where a connection is cut in the middle of an event, so long as there is hope", async () => {
  await using project = startFakeDoor(BOARDS);
  await using cutter = startCutter();
  const following = follow(project, {
    door: cutter.door,
    wanted: { batch: BATCH },
  });
  await assertRejects(
    () => following.ended,
    DoorError,
    "Cannot follow the batch: 8 connections in a row broke",
  );
  assertEquals(following.breaks, Array(7).fill("The connection broke"));
  assertEquals(following.told, []);
});

Deno.test("followBatch() does not go on where it is let in no more", async () => {
  await using project = startFakeDoor(BOARDS);
  const following = follow(project);
  await project.hears(2);
  project.answerJson(401, { error: "Unauthorized" });
  project.drop();
  const error = await assertRejects(() => following.ended, DoorError);
  assertEquals(error.message, "Cannot follow the batch: Unauthorized");
  assertEquals(project.asked.length, 3);
});

Deno.test("followBatch() follows a batch that is under way without pressing Scan", async () => {
  await using project = startFakeDoor(BOARDS);
  project.end();
  project.end();
  const following = follow(project, { wanted: { batch: BATCH } });
  await following.hears(2);
  project.end();
  await following.ended;
  assertEquals(following.told, [1, 2, 3]);
  assert(project.asked.every(({ method }) => method === "GET"));
});

Deno.test("followBatch() tells of the boards that no event told of before it is done", async () => {
  await using project = startFakeDoor(BOARDS);
  for (const _ of BOARDS) project.end();
  const { ended, told } = follow(project, {
    wanted: { batch: BATCH },
    door: project.door,
  });
  await ended;
  assertEquals(told, [1, 2, 3]);

  // A stream of one event, as if the boards had ended between two looks.
  const { sources: _, ...counts } = await ended;
  project.answerNext(() =>
    new Response(`event: done\ndata: ${JSON.stringify(counts)}\n\n`, {
      headers: { "content-type": "text/event-stream" },
    })
  );
  const late = follow(project, { wanted: { batch: BATCH } });
  await late.ended;
  assertEquals(late.told, [1, 2, 3]);
});

Deno.test("followBatch() does not press again when the connection breaks before the batch is named", async () => {
  await using project = startFakeDoor(BOARDS);
  project.answerNext(() =>
    new Response(": hello\n\n", {
      headers: { "content-type": "text/event-stream" },
    })
  );
  const error = await assertRejects(() => follow(project).ended, DoorError);
  assertEquals([error.message, error.hint], [
    "Cannot follow the batch: the connection broke before it was named",
    "It may have been started: see deno task sources",
  ]);
  assertEquals(project.asked.length, 1);
});

Deno.test("followBatch() refuses a door that knows no streams, or speaks otherwise", async () => {
  await using project = startFakeDoor(BOARDS);
  project.answerNext(() => Response.json({ batch_id: BATCH, sources: 3 }));
  const answer = await assertRejects(() => follow(project).ended, DoorError);
  assertEquals(
    answer.message,
    "Cannot follow the batch: the answer is no stream",
  );
  for (const data of ["{}", "{"]) {
    project.answerNext(() =>
      new Response(`event: progress\ndata: ${data}\n\n`, {
        headers: { "content-type": "text/event-stream" },
      })
    );
    const event = await assertRejects(() => follow(project).ended, DoorError);
    assertEquals(
      event.message,
      'Cannot follow the batch: an event "progress" is not as agreed',
    );
  }
  assertEquals(project.asked.length, 3);
});

Deno.test("followBatch() leaves a batch to itself when it is told to", async () => {
  await using project = startFakeDoor(BOARDS);
  const leaving = new AbortController();
  const following = follow(project, { signal: leaving.signal });
  await project.hears(1);
  project.end();
  await following.hears(1);
  leaving.abort(new Error("enough"));
  await assertRejects(() => following.ended, Error, "enough");
  assertEquals(project.asked.length, 2);
});
