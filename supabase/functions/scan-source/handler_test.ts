import { assertEquals } from "@std/assert";
import { createHandler } from "./handler.ts";

const SCAN_ID = "5e0c8e1a-0000-4000-8000-000000000001";

/** A handler whose scans are noted and end when the test says so. */
function door(scan: (id: string) => Promise<void> = () => Promise.resolve()) {
  const scanned: string[] = [];
  const background: Promise<unknown>[] = [];
  const logged: Readonly<Record<string, unknown>>[] = [];
  const handle = createHandler({
    waitUntil: (promise) => void background.push(promise),
    scan(id) {
      scanned.push(id);
      return scan(id);
    },
    log: (line) => void logged.push(line),
  });
  return { handle, scanned, background, logged };
}

function post(body: BodyInit | null, over: RequestInit = {}) {
  return new Request("http://127.0.0.1/scan-source", {
    method: "POST",
    body,
    ...over,
  });
}

Deno.test("scan-source answers 202 before the scan has ended, and keeps it alive", async () => {
  const end = Promise.withResolvers<void>();
  const { handle, scanned, background } = door(() => end.promise);
  const response = await handle(post(JSON.stringify({ scan_id: SCAN_ID })));
  assertEquals(response.status, 202);
  assertEquals(await response.json(), { accepted: true });
  assertEquals([scanned, background.length], [[SCAN_ID], 1]);
  end.resolve();
  await Promise.all(background);
});

Deno.test("scan-source logs a scan that crashed, with its id", async () => {
  const { handle, background, logged } = door(() =>
    Promise.reject(new Error("no database"))
  );
  const response = await handle(post(JSON.stringify({ scan_id: SCAN_ID })));
  assertEquals(response.status, 202);
  await Promise.all(background);
  assertEquals(logged, [{
    scan_id: SCAN_ID,
    outcome: "crashed",
    error: "Error: no database",
  }]);
});

for (
  const [name, body] of Object.entries({
    "no body": null,
    "no JSON": "scan_id",
    "cut-off JSON": '{"scan_id": "5e0c',
    "another shape": "[]",
    "no id": "{}",
    "an id that is no uuid": '{"scan_id": "1"}',
    "a number": `{"scan_id": 7}`,
  })
) {
  Deno.test(`scan-source refuses ${name} with 400 and scans nothing`, async () => {
    const { handle, scanned } = door();
    const response = await handle(post(body));
    assertEquals(response.status, 400);
    assertEquals(await response.json(), { error: "Wanted: POST {scan_id}" });
    assertEquals(scanned, []);
  });
}

for (const method of ["GET", "HEAD", "PUT", "DELETE", "OPTIONS"]) {
  Deno.test(`scan-source refuses ${method} with 405`, async () => {
    const { handle, scanned } = door();
    const response = await handle(
      new Request("http://127.0.0.1/scan-source", { method }),
    );
    await response.body?.cancel();
    assertEquals([response.status, scanned], [405, []]);
  });
}

Deno.test("scan-source refuses a body over 4 KB with 413 without reading it to its end", async () => {
  const { handle, scanned } = door();
  let pulled = 0;
  const endless = new ReadableStream<Uint8Array>({
    pull(controller) {
      pulled++;
      controller.enqueue(new Uint8Array(1_024).fill(32));
    },
  });
  const response = await handle(post(endless));
  assertEquals([response.status, scanned], [413, []]);
  assertEquals(pulled < 10, true, String(pulled));
});

Deno.test("scan-source reads an id that arrives in pieces", async () => {
  const { handle, scanned } = door();
  const bytes = new TextEncoder().encode(JSON.stringify({ scan_id: SCAN_ID }));
  const pieces = new ReadableStream<Uint8Array>({
    start(controller) {
      for (const byte of bytes) controller.enqueue(Uint8Array.of(byte));
      controller.close();
    },
  });
  assertEquals((await handle(post(pieces))).status, 202);
  assertEquals(scanned, [SCAN_ID]);
});

Deno.test("scan-source answers 400 to a body that breaks off, and logs nothing", async () => {
  const { handle, scanned, logged } = door();
  const body = new ReadableStream({
    start: (controller) => controller.error(new TypeError("hung up")),
  });
  const response = await handle(post(body));
  assertEquals(response.status, 400);
  await response.body?.cancel();
  assertEquals([scanned, logged], [[], []]);
});
