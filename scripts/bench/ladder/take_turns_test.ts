import { assertEquals, assertRejects } from "@std/assert";
import { takeTurns } from "./take_turns.ts";
import { fakeClient, posting, source } from "./testing.ts";

const LOG = { fetched: 0, matched: 0, added: 0, archived: 0 };

Deno.test("takeTurns() lets one call of the client be under way, whichever calls they are", async () => {
  const { client, calls, mostAtOnce } = fakeClient();
  const blocking = takeTurns(client);
  await Promise.all([
    blocking.sources(),
    blocking.filters(),
    blocking.readKnown(source(1), false),
    blocking.upsert(source(1), [posting("a")]),
    blocking.archive(source(1), ["b"]),
    blocking.logScan(source(1), LOG),
  ]);
  assertEquals(calls, [
    "sources",
    "filters",
    "known 1",
    "upsert 1 a",
    "archive 1 b",
    "log 1 0,0,0,0",
  ]);
  assertEquals(mostAtOnce(), 1);
});

Deno.test("without takeTurns() the same calls are under way at once", async () => {
  const { client, mostAtOnce } = fakeClient();
  await Promise.all([client.sources(), client.filters()]);
  assertEquals(mostAtOnce(), 2);
});

Deno.test("takeTurns() hands the turn on when a call fails", async () => {
  const { client } = fakeClient();
  const blocking = takeTurns({
    ...client,
    filters: () => Promise.reject(new Error("no filters")),
  });
  const failing = assertRejects(() => blocking.filters(), Error, "no filters");
  assertEquals(await blocking.sources(), []);
  await failing;
});
