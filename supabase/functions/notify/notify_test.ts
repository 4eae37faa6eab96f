import { assertEquals } from "@std/assert";
import type { Digest, Outcome } from "./digest.ts";
import { createDigestDoors } from "./digest.ts";
import { createNotify } from "./notify.ts";
import { digest, DIGEST_ID, SECRET } from "./testing.ts";

/** A database that hands out one digest and notes what it is told. */
function sending(
  found: Digest | null,
  outcome: Outcome = { ok: true },
  over: { failing?: string } = {},
) {
  const calls: unknown[] = [];
  const logged: unknown[] = [];
  const posted: string[] = [];
  const notify = createNotify({
    doors: createDigestDoors((name, args) => {
      calls.push([name, args]);
      if (name === over.failing) {
        return Promise.reject(new Error(`no database ${SECRET}`));
      }
      return Promise.resolve(name === "begin_digest" ? found : { sent: 0 });
    }),
    postMessage(webhook, _message, key) {
      posted.push(`${key} ${webhook}`);
      return Promise.resolve(outcome);
    },
    log: (line) => logged.push(line),
  });
  return { notify, calls, logged, posted };
}

const BEGIN = ["begin_digest", { digest_id: DIGEST_ID }];

function end(over: Record<string, unknown>) {
  return ["end_digest", {
    digest_id: DIGEST_ID,
    ok: false,
    error: null,
    retry_after_seconds: null,
    ...over,
  }];
}

const COUNTS = { digest_id: DIGEST_ID, kind: "json", test: false, postings: 1 };

Deno.test("notify() claims, posts and reports, and logs counts alone", async () => {
  const found = digest();
  const { notify, calls, logged, posted } = sending(found);
  await notify(DIGEST_ID);
  assertEquals(calls, [BEGIN, end({ ok: true })]);
  assertEquals(posted, [`${DIGEST_ID} ${found.webhook}`]);
  assertEquals(logged, [{ ...COUNTS, outcome: "sent" }]);
});

Deno.test("notify() reports a failure with its words and the wait that was asked for", async () => {
  const { notify, calls, logged } = sending(digest(), {
    ok: false,
    error: "The receiver asks to wait (429)",
    retryAfterSeconds: 7,
  });
  await notify(DIGEST_ID);
  const error = "The receiver asks to wait (429)";
  assertEquals(calls[1], end({ error, retry_after_seconds: 7 }));
  assertEquals(logged, [{ ...COUNTS, outcome: "failed", error }]);
});

Deno.test("notify() posts nothing for an id that means nothing", async () => {
  const { notify, calls, logged, posted } = sending(null);
  await notify(DIGEST_ID);
  assertEquals([calls, posted], [[BEGIN], []]);
  assertEquals(logged, [{ digest_id: DIGEST_ID, outcome: "stale" }]);
});

Deno.test("notify() says so when the address is no longer in Vault", async () => {
  const { notify, calls, posted } = sending(digest({ webhook: null }));
  await notify(DIGEST_ID);
  assertEquals(posted, []);
  assertEquals(
    calls[1],
    end({
      error: "The address is no longer in Vault: add_notification() again",
    }),
  );
});

Deno.test("notify() that cannot claim posts nothing and logs no words of the database", async () => {
  const { notify, logged, posted } = sending(digest(), { ok: true }, {
    failing: "begin_digest",
  });
  await notify(DIGEST_ID);
  assertEquals(posted, []);
  assertEquals(logged, [
    { digest_id: DIGEST_ID, outcome: "not_begun", error: "Error" },
  ]);
});

Deno.test("notify() that cannot report leaves the rest to the lease", async () => {
  const { notify, posted, logged } = sending(digest(), { ok: true }, {
    failing: "end_digest",
  });
  await notify(DIGEST_ID);
  assertEquals(posted.length, 1);
  assertEquals(logged, [
    { ...COUNTS, outcome: "sent" },
    { digest_id: DIGEST_ID, outcome: "not_reported", error: "Error" },
  ]);
});
