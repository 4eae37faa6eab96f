import { assertEquals } from "@std/assert";
import { conditionHeaders, validatorsOf } from "./conditional.ts";
import { createFingerprint, UnchangedBoard } from "./fingerprint.ts";
import type { HttpOptions } from "./http.ts";
import {
  type Answer,
  ask,
  JOBS,
  kindOf,
  refuses,
  sendsOnTo,
} from "./http_testing.ts";
import type { BoardRequest } from "./providers/types.ts";
import { NOW } from "./testing.ts";

const MODIFIED = "Sun, 01 Mar 2026 11:00:00 GMT";
const TAGGED = { etag: 'W/"1"', "last-modified": MODIFIED };

const says = (body: string, headers: HeadersInit = TAGGED) => () =>
  new Response(body, { headers });
const unchanged: Answer = () => new Response(null, { status: 304 });

/** Asks once more a board that has answered so before. */
async function askAgain(
  before: readonly Answer[],
  answers: readonly Answer[],
  { judging = "1", options = {}, first = {}, request = first }: {
    judging?: string;
    options?: Partial<HttpOptions>;
    first?: BoardRequest;
    request?: BoardRequest;
  } = {},
) {
  const reading = createFingerprint(["1"], null, NOW);
  await ask(before, { ...options, fingerprint: reading }, first);
  const fingerprint = createFingerprint([judging], await reading.value(), NOW);
  return await ask(answers, { ...options, fingerprint }, request);
}

function conditionsOf(headers: Headers | undefined) {
  return [headers?.get("if-none-match"), headers?.get("if-modified-since")];
}

Deno.test("http asks a board that told of its answer's state for another one, and takes 304 as unchanged", async () => {
  const { outcome, seen, tally } = await askAgain([says("[]")], [unchanged]);
  assertEquals(outcome instanceof UnchangedBoard, true, String(outcome));
  assertEquals(conditionsOf(seen[0]?.headers), ['W/"1"', MODIFIED]);
  assertEquals(tally, { requests: 1, bytes: 0 });
});

Deno.test("http reads the answer of a board that has another one", async () => {
  const { outcome, seen } = await askAgain([says("[]")], [says("[1]")]);
  assertEquals(outcome, "[1]");
  assertEquals(seen.length, 1);
});

Deno.test("http takes a board as unchanged that answers the same in full", async () => {
  const { outcome } = await askAgain([says("[]")], [says("[]")]);
  assertEquals(outcome instanceof UnchangedBoard, true);
});

Deno.test("http sends back what it was given, one header or both", async () => {
  for (
    const [headers, sent] of [
      [{ etag: '"a b"' }, []],
      [{ etag: "unquoted" }, []],
      [{ etag: `"${"x".repeat(201)}"` }, []],
      [{ etag: '""' }, ['""', null]],
      [{ etag: '"1-gzip"' }, ['"1-gzip"', null]],
      [{ "last-modified": MODIFIED }, [null, MODIFIED]],
      [{ "last-modified": "<b>yesterday</b>" }, []],
    ] as const
  ) {
    const { seen } = await askAgain([says("[]", headers)], [says("[1]")]);
    const [etag = null, modified = null] = sent;
    assertEquals(conditionsOf(seen[0]?.headers), [etag, modified]);
  }
});

Deno.test("http asks without a condition when the board would be judged otherwise", async () => {
  const { outcome, seen } = await askAgain([says("[]")], [says("[]")], {
    judging: "2",
  });
  assertEquals(outcome, "[]");
  assertEquals(conditionsOf(seen[0]?.headers), [null, null]);
});

Deno.test("http never posts with a condition", async () => {
  const first: BoardRequest = { method: "POST", body: {} };
  const { outcome, seen } = await askAgain([says("[]")], [says("[1]")], {
    first,
  });
  assertEquals(outcome, "[1]");
  assertEquals(conditionsOf(seen[0]?.headers), [null, null]);
});

Deno.test("http keeps the condition when it has to ask again", async () => {
  const { outcome, seen } = await askAgain([says("[]")], [
    refuses(503),
    unchanged,
  ]);
  assertEquals(outcome instanceof UnchangedBoard, true);
  assertEquals(seen.map(({ headers }) => conditionsOf(headers)), [
    ['W/"1"', MODIFIED],
    ['W/"1"', MODIFIED],
  ]);
});

Deno.test("http sends the condition to where the answer came from, and to no other address", async () => {
  const { outcome, seen } = await askAgain(
    [sendsOnTo("/v2"), says("[]")],
    [sendsOnTo("/v2"), unchanged],
  );
  assertEquals(outcome instanceof UnchangedBoard, true);
  assertEquals(seen.map(({ headers }) => conditionsOf(headers)), [
    [null, null],
    ['W/"1"', MODIFIED],
  ]);
  const moved = await askAgain(
    [sendsOnTo("/v2"), says("[]")],
    [sendsOnTo("/v3"), unchanged],
  );
  assertEquals(kindOf(moved.outcome), "payload");
  assertEquals(conditionsOf(moved.seen[1]?.headers), [null, null]);
});

Deno.test("http takes 304 that nobody asked for as an answer it does not know", async () => {
  const never = await ask([unchanged], {
    fingerprint: createFingerprint([], null, NOW),
  });
  assertEquals(kindOf(never.outcome), "payload");
  assertEquals(
    String(never.outcome),
    "ScanError: Cannot read boards.example: it answered 304",
  );
  const untagged = await askAgain([says("[]", {})], [unchanged]);
  assertEquals(kindOf(untagged.outcome), "payload");
  const detail = await ask([unchanged], { fingerprint: null });
  assertEquals(kindOf(detail.outcome), "payload");
});

Deno.test("validatorsOf() notes the address of the answer itself", () => {
  const response = new Response(null, { headers: { etag: '"1"' } });
  const validators = validatorsOf(response, JOBS);
  assertEquals(validators, { url: JOBS.href, etag: '"1"', modified: null });
  assertEquals(validators && conditionHeaders(validators), {
    "if-none-match": '"1"',
  });
  assertEquals(validatorsOf(new Response(null), JOBS), null);
});
