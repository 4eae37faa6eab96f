import { assertEquals } from "@std/assert";
import { createHandler } from "./handler.ts";
import { DIGEST_ID, SECRET } from "./testing.ts";

/** A handler whose sendings are noted and end when the test says so. */
function door(notify: () => Promise<void> = () => Promise.resolve()) {
  const sent: string[] = [];
  const background: Promise<unknown>[] = [];
  const logged: unknown[] = [];
  const handle = createHandler({
    waitUntil: (promise) => void background.push(promise),
    notify(id) {
      sent.push(id);
      return notify();
    },
    log: (line) => void logged.push(line),
  });
  return { handle, sent, background, logged };
}

function post(body: BodyInit | null, over: RequestInit = {}) {
  return new Request("http://127.0.0.1/notify", {
    method: "POST",
    body,
    ...over,
  });
}

Deno.test("notify answers 202 before anything is sent, and keeps the sending alive", async () => {
  const end = Promise.withResolvers<void>();
  const { handle, sent, background } = door(() => end.promise);
  const response = await handle(post(JSON.stringify({ digest_id: DIGEST_ID })));
  assertEquals(response.status, 202);
  assertEquals(await response.json(), { accepted: true });
  assertEquals([sent, background.length], [[DIGEST_ID], 1]);
  end.resolve();
  await Promise.all(background);
});

Deno.test("notify logs a sending that crashed, without its words", async () => {
  const { handle, background, logged } = door(() =>
    Promise.reject(new TypeError(`Invalid URL: ${SECRET}`))
  );
  await handle(post(JSON.stringify({ digest_id: DIGEST_ID })));
  await Promise.all(background);
  assertEquals(logged, [
    { digest_id: DIGEST_ID, outcome: "crashed", error: "TypeError" },
  ]);
});

for (
  const [name, body] of Object.entries({
    "no body": null,
    "no JSON": "digest_id",
    "another shape": "[]",
    "no id": "{}",
    "a scan's id": `{"scan_id": "${DIGEST_ID}"}`,
    "an id that is no uuid": '{"digest_id": "1"}',
  })
) {
  Deno.test(`notify refuses ${name} with 400 and sends nothing`, async () => {
    const { handle, sent } = door();
    const response = await handle(post(body));
    assertEquals(response.status, 400);
    assertEquals(await response.json(), { error: "Wanted: POST {digest_id}" });
    assertEquals(sent, []);
  });
}

for (const method of ["GET", "HEAD", "PUT", "DELETE", "OPTIONS"]) {
  Deno.test(`notify refuses ${method} with 405`, async () => {
    const { handle, sent } = door();
    const response = await handle(
      new Request("http://127.0.0.1/notify", { method }),
    );
    await response.body?.cancel();
    assertEquals([response.status, sent], [405, []]);
  });
}

Deno.test("notify refuses a body over 4 KB with 413", async () => {
  const { handle, sent } = door();
  const response = await handle(post(" ".repeat(5_000)));
  assertEquals([response.status, sent], [413, []]);
});
