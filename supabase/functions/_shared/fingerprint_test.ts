import { assertEquals, assertNotEquals, assertRejects } from "@std/assert";
import { createFingerprint, UnchangedBoard } from "./fingerprint.ts";

const JUDGING = ["revision-1", { depth: 2 }];

function bytes(text: string) {
  return new TextEncoder().encode(text);
}

/** The fingerprint of a board that gave these answers. */
async function valueOf(
  answers: readonly (readonly [request: string, body: string])[],
  judging: readonly unknown[] = JUDGING,
) {
  const fingerprint = createFingerprint(judging, null);
  for (const [request, body] of answers) {
    await fingerprint.add(request, bytes(body));
  }
  return await fingerprint.value();
}

Deno.test("a fingerprint is the same whatever the order of the pages", async () => {
  assertEquals(
    await valueOf([["/1", "a"], ["/2", "b"]]),
    await valueOf([["/2", "b"], ["/1", "a"]]),
  );
});

Deno.test("a fingerprint differs with a body, a request, a page more and what judges", async () => {
  const values = await Promise.all([
    valueOf([["/1", "a"], ["/2", "b"]]),
    valueOf([["/1", "a"], ["/2", "c"]]),
    valueOf([["/1", "a"], ["/3", "b"]]),
    valueOf([["/1", "b"], ["/2", "a"]]),
    valueOf([["/1", "a"]]),
    valueOf([["/1", "a"], ["/2", "b"]], ["revision-2", { depth: 2 }]),
    valueOf([["/1", "a"], ["/2", "b"]], ["revision-1", { depth: 3 }]),
  ]);
  assertEquals(new Set(values).size, values.length);
});

Deno.test("a fingerprint of nothing is not that of an empty answer", async () => {
  assertNotEquals(await valueOf([]), await valueOf([["/1", ""]]));
});

Deno.test("add() stops the reading with the answer that completes the expected whole", async () => {
  const expected = await valueOf([["/1", "a"], ["/2", "b"]]);
  const fingerprint = createFingerprint(JUDGING, expected);
  await fingerprint.add("/1", bytes("a"));
  await assertRejects(
    () => fingerprint.add("/2", bytes("b")),
    UnchangedBoard,
  );
});

Deno.test("add() lets the reading go on when an answer differs, whatever comes after", async () => {
  const expected = await valueOf([["/1", "a"], ["/2", "b"]]);
  const fingerprint = createFingerprint(JUDGING, expected);
  await fingerprint.add("/1", bytes("changed"));
  await fingerprint.add("/2", bytes("b"));
  assertNotEquals(await fingerprint.value(), expected);
});

Deno.test("add() never stops a reading that nothing is expected of", async () => {
  const fingerprint = createFingerprint(JUDGING, null);
  await fingerprint.add("/1", bytes("a"));
  assertEquals(await fingerprint.value(), await valueOf([["/1", "a"]]));
});
