import { assertEquals } from "@std/assert";
import { scanBoard } from "./scan_board.ts";
import { fakeClient, fakeReader, posting, source } from "./testing.ts";

function scan(
  known: readonly string[],
  listed: readonly string[],
  complete = true,
) {
  const { client, calls } = fakeClient(known.map(posting));
  const { reader } = fakeReader(listed.map(posting), { complete });
  return scanBoard(source(1), {
    reader,
    client,
    save: (source, postings) => client.upsert(source, postings),
  }).then(() => calls);
}

Deno.test("scanBoard() reads what is known, saves, archives what has gone and logs", async () => {
  assertEquals(await scan(["a", "b"], ["b", "c"]), [
    "known 1",
    "upsert 1 b+c",
    "archive 1 a",
    "log 1 10,2,1,1",
  ]);
});

Deno.test("scanBoard() leaves out the calls that would have nothing to do", async () => {
  assertEquals(await scan([], []), ["known 1", "log 1 10,0,0,0"]);
  assertEquals(await scan(["a"], ["a"]), [
    "known 1",
    "upsert 1 a",
    "log 1 10,1,0,0",
  ]);
});

Deno.test("scanBoard() archives nothing when the listing is not complete", async () => {
  assertEquals(await scan(["a"], [], false), ["known 1", "log 1 10,0,0,0"]);
});
