import { assertEquals } from "@std/assert";
import {
  backoffMs,
  isRetried,
  MAX_RETRIES,
  retryAfterSeconds,
} from "./retry.ts";

const NOW = new Date("2026-03-01T12:00:00Z");

Deno.test("isRetried() tries again what may pass: a POST sent elsewhere, 408, 425, 429 and every 5xx", () => {
  const retried = [
    200,
    301,
    302,
    303,
    304,
    307,
    308,
    400,
    401,
    404,
    408,
    410,
    422,
    425,
    429,
    500,
    503,
    599,
  ]
    .filter((status) => isRetried(status, 0, false));
  assertEquals(retried, [302, 303, 307, 408, 425, 429, 500, 503, 599]);
});

Deno.test("isRetried() gives up after the third retry", () => {
  assertEquals(MAX_RETRIES, 3);
  assertEquals(isRetried(503, 2, false), true);
  assertEquals(isRetried(503, 3, false), false);
});

Deno.test("isRetried() asks once more after a 403, and only where a board says it for a moment", () => {
  assertEquals(isRetried(403, 0, true), true);
  assertEquals(isRetried(403, 1, true), false);
  assertEquals(isRetried(403, 0, false), false);
});

Deno.test("isRetried() asks three times more after a 406, and only where a board says it for a moment", () => {
  assertEquals([0, 2, 3].map((retries) => isRetried(406, retries, true)), [
    true,
    true,
    false,
  ]);
  assertEquals(isRetried(406, 0, false), false);
});

Deno.test("backoffMs() doubles from a second at most, with full jitter", () => {
  const longest = [0, 1, 2].map((retries) => backoffMs(retries, () => 1));
  assertEquals(longest, [1_000, 2_000, 4_000]);
  assertEquals(backoffMs(2, () => 0), 0);
  assertEquals(backoffMs(2, () => 0.5), 2_000);
});

Deno.test("retryAfterSeconds() reads seconds and dates", () => {
  assertEquals(retryAfterSeconds("120", NOW), 120);
  assertEquals(retryAfterSeconds("Sun, 01 Mar 2026 12:01:30 GMT", NOW), 90);
});

Deno.test("retryAfterSeconds() is never negative: a moment that has passed is now", () => {
  assertEquals(retryAfterSeconds("-5", NOW), 0);
  assertEquals(retryAfterSeconds("Sun, 01 Mar 2026 11:00:00 GMT", NOW), 0);
});

Deno.test("retryAfterSeconds() is null without a header that can be read", () => {
  const unread = [null, "", "  ", "soon", "Infinity"].map((header) =>
    retryAfterSeconds(header, NOW)
  );
  assertEquals(unread, [null, null, null, null, null]);
});
