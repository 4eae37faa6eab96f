import { assertEquals } from "@std/assert";
import { fakeClient, fakeReader, posting, source } from "../testing.ts";
import { type DesignName, DESIGNS } from "./mod.ts";

const SOURCES = Array.from({ length: 25 }, (_, n) => source(n + 1));

async function scanWith(design: DesignName) {
  const { client, calls, mostAtOnce } = fakeClient();
  const { reader, mostAtOnce: mostBoards } = fakeReader(
    ["a", "b"].map(posting),
  );
  await DESIGNS[design].run({ sources: SOURCES, client, reader });
  return {
    ofFirst: calls.filter((call) => / 1( |$)/.test(call)),
    boardsLogged: calls.filter((call) => call.startsWith("log")).length,
    callsAtOnce: mostAtOnce(),
    boardsAtOnce: mostBoards(),
  };
}

const EACH = ["known 1", "upsert 1 a", "upsert 1 b", "log 1 10,2,2,0"];
const BATCH = ["known 1", "upsert 1 a+b", "log 1 10,2,2,0"];

Deno.test("sequential: one board at a time, a write for each posting", async () => {
  assertEquals(await scanWith("sequential"), {
    ofFirst: EACH,
    boardsLogged: 25,
    callsAtOnce: 1,
    boardsAtOnce: 1,
  });
});

Deno.test("workers_in_turns: ten workers whose writes, one for each posting, take turns", async () => {
  const { ofFirst, boardsLogged, callsAtOnce } = await scanWith(
    "workers_in_turns",
  );
  assertEquals([ofFirst, boardsLogged, callsAtOnce], [EACH, 25, 1]);
});

Deno.test("batches_in_turns: ten workers whose writes, one for each board, take turns", async () => {
  const { ofFirst, boardsLogged, callsAtOnce } = await scanWith(
    "batches_in_turns",
  );
  assertEquals([ofFirst, boardsLogged, callsAtOnce], [BATCH, 25, 1]);
});

Deno.test("batches_in_parallel: ten boards and ten writes at once, one write for each board", async () => {
  assertEquals(await scanWith("batches_in_parallel"), {
    ofFirst: BATCH,
    boardsLogged: 25,
    callsAtOnce: 10,
    boardsAtOnce: 10,
  });
});
