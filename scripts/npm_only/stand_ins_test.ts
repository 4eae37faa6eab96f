/**
 * What we use of the jsr packages, as a contract: the stand-ins pass it, and so
 * do the originals where they can be reached. The imports are the plain names,
 * so whichever registry is mapped is the one that is tested.
 */
import * as assert from "@std/assert";
import { delay } from "@std/async/delay";
import { pooledMap } from "@std/async/pool";
import { parseArgs } from "@std/cli/parse-args";
import { unicodeWidth } from "@std/cli/unicode-width";
import { timingSafeEqual } from "@std/crypto/timing-safe-equal";
import { format as formatBytes } from "@std/fmt/bytes";
import * as colors from "@std/fmt/colors";
import { escape, unescape } from "@std/html/entities";
import { STATUS_CODE, STATUS_TEXT } from "@std/http/status";
import { FakeTime } from "@std/testing/time";
import { parseHtml } from "../../supabase/functions/_shared/html.ts";

const { assertEquals, assertRejects, assertThrows } = assert;
const REGISTRY = Deno.env.get("BOARDSCAN_REGISTRY") ?? "jsr";

function test(name: string, fn: () => void | Promise<void>) {
  Deno.test(`${name} (from ${REGISTRY})`, fn);
}

class OwnError extends Error {}

test("assert passes what holds and throws AssertionError for what does not", () => {
  assert.assert(1);
  assert.assertEquals({ a: [1, new Date(0)] }, { a: [1, new Date(0)] });
  assert.assertNotEquals({ a: 1 }, { a: 2 });
  assert.assertExists("");
  assert.assertMatch("abc", /b/);
  assert.assertStringIncludes("abc", "bc");
  assert.assertArrayIncludes([{ a: 1 }, 2], [{ a: 1 }]);
  for (
    const wrong of [
      () => assert.assert(0),
      () => assert.assertEquals<unknown>({ a: 1 }, { a: "1" }),
      () => assert.assertEquals<unknown>([1], { 0: 1 }),
      () => assert.assertNotEquals([1], [1]),
      () => assert.assertExists(null),
      () => assert.assertMatch("abc", /x/),
      () => assert.assertStringIncludes("abc", "x"),
      () => assert.assertArrayIncludes([1], [2]),
    ]
  ) {
    assertThrows(wrong, assert.AssertionError);
  }
});

test("assertThrows and assertRejects give the error of the wanted class back", async () => {
  const thrown = assertThrows(
    () => {
      throw new OwnError("the words");
    },
    OwnError,
    "words",
  );
  assertEquals(thrown.message, "the words");
  const rejected = await assertRejects(
    () => Promise.reject(new OwnError("late")),
    OwnError,
  );
  assertEquals(rejected.message, "late");
  assertThrows(() => assertThrows(() => {}), assert.AssertionError);
  assertThrows(
    () =>
      assertThrows(() => {
        throw new TypeError("x");
      }, OwnError),
    assert.AssertionError,
  );
  await assertRejects(
    () => assertRejects(() => Promise.resolve()),
    assert.AssertionError,
  );
  await assertRejects(
    () =>
      assertRejects(() => {
        throw new OwnError("thrown, not rejected");
      }, OwnError),
    assert.AssertionError,
  );
});

test("delay waits, and rejects with the signal's reason", async () => {
  await delay(1);
  const gone = new OwnError("gone");
  assertEquals(
    await assertRejects(() =>
      delay(60_000, { signal: AbortSignal.abort(gone) })
    ),
    gone,
  );
  const controller = new AbortController();
  const waiting = delay(60_000, { signal: controller.signal });
  controller.abort(gone);
  assertEquals(await assertRejects(() => waiting), gone);
});

test("pooledMap keeps the order and the bound", async () => {
  let running = 0;
  let most = 0;
  const gates = [3, 1, 2].map(() => Promise.withResolvers<void>());
  const results = pooledMap(2, [0, 1, 2], async (at) => {
    most = Math.max(most, ++running);
    await gates[at]?.promise;
    running--;
    return at * 10;
  });
  gates[1]?.resolve();
  gates[2]?.resolve();
  gates[0]?.resolve();
  assertEquals(await Array.fromAsync(results), [0, 10, 20]);
  assertEquals(most, 2);
});

test("pooledMap wraps what fails in an AggregateError", async () => {
  const broken = new OwnError("broken");
  const error = await assertRejects(
    () =>
      Array.fromAsync(
        pooledMap(1, [1], () => Promise.reject<number>(broken)),
      ),
    AggregateError,
  );
  assertEquals(error.errors[0], broken);
});

test("parseArgs reads strings, switches, negated switches and what is left", () => {
  const flags: Record<string, unknown> = parseArgs(
    ["--db", "memory", "--port=0", "--changes", "--no-seed", "rest"],
    {
      string: ["db", "port"],
      boolean: ["changes", "seed"],
      negatable: ["seed"],
      default: { seed: true },
    },
  );
  assertEquals(
    [flags.db, flags.port, flags.changes, flags.seed, flags._],
    ["memory", "0", true, false, ["rest"]],
  );
});

test("unicodeWidth counts columns", () => {
  assertEquals(["abc", "日本", ""].map((text) => unicodeWidth(text)), [
    3,
    4,
    0,
  ]);
});

test("timingSafeEqual compares bytes, and lengths", () => {
  const bytes = (...list: number[]) => Uint8Array.from(list);
  assertEquals(timingSafeEqual(bytes(1, 2), bytes(1, 2)), true);
  assertEquals(timingSafeEqual(bytes(1, 2), bytes(1, 3)), false);
  assertEquals(timingSafeEqual(bytes(1, 2), bytes(1)), false);
});

test("bytes are formatted in powers of a thousand", () => {
  assertEquals(formatBytes(1_500_000), "1.5 MB");
});

test("colours can be switched off", () => {
  const before = colors.getColorEnabled();
  try {
    colors.setColorEnabled(true);
    // NO_COLOR is not to be overruled.
    assertEquals(colors.getColorEnabled(), !Deno.noColor);
    assertEquals(colors.bold("x") === "x", Deno.noColor);
    colors.setColorEnabled(false);
    for (
      const paint of [
        colors.bold,
        colors.dim,
        colors.red,
        colors.green,
        colors.yellow,
        colors.cyan,
      ]
    ) assertEquals(paint("x"), "x");
  } finally {
    colors.setColorEnabled(before);
  }
});

test("unescape takes back what escape did, and numeric references", () => {
  const text = `<a href="x">'&'</a>`;
  assertEquals(unescape(escape(text)), text);
  assertEquals(
    unescape("&lt;p&gt;&amp;nbsp;&#39;&#x41;&quot;"),
    `<p>&nbsp;'A"`,
  );
});

test("the status codes have their numbers and texts", () => {
  assertEquals([
    STATUS_CODE.Accepted,
    STATUS_CODE.ContentTooLarge,
    STATUS_CODE.TooManyRequests,
    STATUS_TEXT[STATUS_CODE.NotFound],
  ], [202, 413, 429, "Not Found"]);
});

test("FakeTime moves the clock and its timers by hand", () => {
  using time = new FakeTime(new Date("2026-03-01T00:00:00Z"));
  let rang = false;
  setTimeout(() => rang = true, 1_000);
  time.tick(999);
  assertEquals([rang, new Date().toISOString()], [
    false,
    "2026-03-01T00:00:00.999Z",
  ]);
  time.tick(1);
  assertEquals(rang, true);
});

test("the DOM parser finds elements, attributes and text", async () => {
  const page = parseHtml(
    `<html><head><title>Jobs &amp; more</title><link rel="canonical" href="/jobs"></head>
     <body><a href="a?b=1&amp;c=2" rel="next">A</a><a>no link</a></body></html>`,
    new URL("https://careers.example/x/"),
  );
  const [link, ...others] = await page.links();
  const { title, canonical } = await page.head();
  assertEquals(
    [link?.url.href, link?.rel, others.length, title, canonical?.href],
    [
      "https://careers.example/x/a?b=1&c=2",
      "next",
      0,
      "Jobs & more",
      "https://careers.example/jobs",
    ],
  );
});
