import {
  assertEquals,
  assertNotEquals,
  assertRejects,
  assertThrows,
} from "@std/assert";
import { sha256 } from "./body.ts";
import type { Validators } from "./conditional.ts";
import { createFingerprint, UnchangedBoard } from "./fingerprint.ts";
import { NOW } from "./testing.ts";

const JUDGING = ["revision-1", { depth: 2 }];
const DAY_MS = 24 * 60 * 60 * 1_000;

type Answers = readonly (readonly [
  request: string,
  body: string,
  validators?: Validators,
])[];

function bytes(text: string) {
  return new TextEncoder().encode(text);
}

function tagged(etag: string): Validators {
  return { url: "https://boards.example/1", etag, modified: null };
}

/** A fingerprint that has noted these answers. */
async function noted(
  answers: Answers,
  { judging = JUDGING, stored = null, now = NOW }: {
    judging?: readonly unknown[];
    stored?: string | null;
    now?: Date;
  } = {},
) {
  const fingerprint = createFingerprint(judging, stored, now);
  for (const [request, body, validators] of answers) {
    await fingerprint.add(request, bytes(body), validators ?? null);
  }
  return fingerprint;
}

async function valueOf(
  answers: Answers,
  over: Parameters<typeof noted>[1] = {},
) {
  return await (await noted(answers, over)).value();
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
    valueOf([["/1", "a"], ["/2", "b"]], {
      judging: ["revision-2", { depth: 2 }],
    }),
    valueOf([["/1", "a"], ["/2", "b"]], {
      judging: ["revision-1", { depth: 3 }],
    }),
  ]);
  assertEquals(new Set(values).size, values.length);
});

Deno.test("a fingerprint of nothing is not that of an empty answer", async () => {
  assertNotEquals(await valueOf([]), await valueOf([["/1", ""]]));
});

Deno.test("add() stops the reading with the answer that completes the expected whole", async () => {
  const stored = await valueOf([["/1", "a"], ["/2", "b"]]);
  const fingerprint = await noted([["/1", "a"]], { stored });
  await assertRejects(
    () => fingerprint.add("/2", bytes("b"), null),
    UnchangedBoard,
  );
});

Deno.test("add() lets the reading go on when an answer differs, whatever comes after", async () => {
  const stored = await valueOf([["/1", "a"], ["/2", "b"]]);
  const value = await valueOf([["/1", "changed"], ["/2", "b"]], { stored });
  assertNotEquals(value, stored);
});

Deno.test("add() lets the reading go on when the same answers would be judged otherwise", async () => {
  const stored = await valueOf([["/1", "a"]]);
  await valueOf([["/1", "a"]], { stored, judging: ["revision-2"] });
});

Deno.test("add() never stops a reading that nothing is expected of", async () => {
  const fingerprint = await noted([["/1", "a"]]);
  assertEquals(await fingerprint.value(), await valueOf([["/1", "a"]]));
});

Deno.test("a fingerprint of an old or a broken form counts as none", async () => {
  const whole: Record<string, unknown> = JSON.parse(
    await valueOf([["/1", "a", tagged('"1"')]]),
  );
  for (
    const stored of [
      await sha256("of before there were forms"),
      "",
      "null",
      "{",
      JSON.stringify({ ...whole, form: 2 }),
      JSON.stringify({ ...whole, last: { request: "/1" } }),
    ]
  ) {
    const fingerprint = createFingerprint(JUDGING, stored, NOW);
    assertEquals(await fingerprint.condition("/1"), null, stored);
    await fingerprint.add("/1", bytes("a"), null);
  }
});

Deno.test("condition() is what the board told with the one answer that was the whole", async () => {
  const stored = await valueOf([["/1", "a", tagged('"1"')]]);
  const fingerprint = createFingerprint(JUDGING, stored, NOW);
  assertEquals(await fingerprint.condition("/1"), tagged('"1"'));
  assertEquals(await fingerprint.condition("/2"), null);
});

Deno.test("condition() of the last of several answers waits until the others are as they were", async () => {
  const stored = await valueOf([
    ["/robots.txt", "Allow: /"],
    ["/jobs", "a", tagged('"1"')],
  ]);
  const started = createFingerprint(JUDGING, stored, NOW);
  assertEquals(await started.condition("/jobs"), null);
  const same = await noted([["/robots.txt", "Allow: /"]], { stored });
  assertEquals(await same.condition("/jobs"), tagged('"1"'));
  const other = await noted([["/robots.txt", "Disallow: /x"]], { stored });
  assertEquals(await other.condition("/jobs"), null);
});

Deno.test("condition() is null where an answer came after the one that told of its state", async () => {
  const stored = await valueOf([["/1", "a", tagged('"1"')], ["/2", "b"]]);
  const fingerprint = await noted([["/2", "b"]], { stored });
  assertEquals(await fingerprint.condition("/1"), null);
});

Deno.test("condition() is null when the board would be judged otherwise", async () => {
  const stored = await valueOf([["/1", "a", tagged('"1"')]]);
  const fingerprint = createFingerprint(["revision-2"], stored, NOW);
  assertEquals(await fingerprint.condition("/1"), null);
});

Deno.test("condition() is null once the answer was seen a day ago", async () => {
  const stored = await valueOf([["/1", "a", tagged('"1"')]]);
  const at = (ms: number) =>
    createFingerprint(JUDGING, stored, new Date(NOW.getTime() + ms))
      .condition("/1");
  assertEquals(await at(DAY_MS), tagged('"1"'));
  assertEquals(await at(DAY_MS + 1), null);
});

Deno.test("a board that says it is unchanged keeps its fingerprint, and the day it was seen", async () => {
  const stored = await valueOf([["/1", "a", tagged('"1"')]]);
  const later = new Date(NOW.getTime() + DAY_MS / 2);
  const fingerprint = createFingerprint(JUDGING, stored, later);
  assertThrows(() => fingerprint.confirm(), UnchangedBoard);
  assertEquals(await fingerprint.value(), stored);
});

Deno.test("a board whose answer is as it was is believed for another day, by what it tells now", async () => {
  const stored = await valueOf([["/1", "a", tagged('"1"')]]);
  const now = new Date(NOW.getTime() + 2 * DAY_MS);
  const fingerprint = createFingerprint(JUDGING, stored, now);
  await assertRejects(
    () => fingerprint.add("/1", bytes("a"), tagged('"2"')),
    UnchangedBoard,
  );
  const next = createFingerprint(JUDGING, await fingerprint.value(), now);
  assertEquals(await next.condition("/1"), tagged('"2"'));
});
