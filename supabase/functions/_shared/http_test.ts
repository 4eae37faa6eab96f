import { assert, assertEquals, assertRejects } from "@std/assert";
import { ScanError } from "./errors.ts";
import { createFingerprint, UnchangedBoard } from "./fingerprint.ts";
import {
  ask,
  createWay,
  JOBS,
  kindOf,
  refuses,
  says,
  startGateway,
} from "./http_testing.ts";
import { NOW } from "./testing.ts";

Deno.test("http asks the gateway for the board's host, path and query", async () => {
  const { outcome, seen, tally } = await ask([says("Grüezi")]);
  assertEquals(outcome, "Grüezi");
  const [request] = seen;
  assertEquals(request?.path, "/boards.example/v1/jobs?page=2&q=a%20b");
  assertEquals(request?.method, "GET");
  assertEquals(request?.headers.get("accept"), "application/json");
  assertEquals(request?.headers.get("user-agent"), "boardscan");
  assertEquals(tally, { requests: 1, bytes: 7 });
});

Deno.test("http keeps the path of a gateway that has one", async () => {
  await using gateway = startGateway([says("one"), says("two")]);
  for (const path of ["/via", "/via/"]) {
    const { http } = createWay({ fetch, gateway: new URL(path, gateway.url) });
    await http.text(new URL("https://boards.example/jobs"));
  }
  assertEquals(
    gateway.seen.map(({ path }) => path),
    ["/via/boards.example/jobs", "/via/boards.example/jobs"],
  );
});

Deno.test("http asks the board itself where no gateway is set, and follows nothing unseen", async () => {
  const { http } = createWay({
    fetch(address, init) {
      assertEquals(String(address), JOBS.href);
      assertEquals(init?.redirect, "manual");
      return Promise.resolve(new Response("[]"));
    },
  });
  assertEquals(await http.text(JOBS), "[]");
});

Deno.test("http posts a body as JSON, with the headers that a board wants", async () => {
  const { outcome, seen } = await ask([says("ok")], {}, {
    method: "POST",
    body: { offset: 20 },
    headers: { accept: "text/html" },
  });
  assertEquals(outcome, "ok");
  assertEquals(seen[0]?.method, "POST");
  assertEquals(seen[0]?.body, '{"offset":20}');
  assertEquals(seen[0]?.headers.get("content-type"), "application/json");
  assertEquals(seen[0]?.headers.get("accept"), "text/html");
});

Deno.test("http refuses a host that is not the board's, before anything is sent", async () => {
  const { http, tally } = createWay({});
  for (
    const address of [
      "https://other.example/",
      "https://boards.example.other.example/",
      "https://boards.example:8443/",
      "ftp://boards.example/",
      "https://name:word@boards.example/",
    ]
  ) {
    const error = await assertRejects(
      () => http.text(new URL(address)),
      ScanError,
    );
    assertEquals(error.kind, "unsafe_url", address);
  }
  assertEquals(tally.requests, 0);
});

Deno.test("http refuses a private address even where it is the board's own", async () => {
  const { http } = createWay({ hosts: ["127.0.0.1", "localhost"] });
  for (const address of ["http://127.0.0.1/", "http://localhost/"]) {
    const error = await assertRejects(
      () => http.text(new URL(address)),
      ScanError,
    );
    assertEquals(error.kind, "unsafe_url");
  }
});

Deno.test("http names what a status means for the scan, and never shows the body", async () => {
  const kinds: [number, string][] = [
    [404, "not_found"],
    [410, "not_found"],
    [401, "blocked"],
    [403, "blocked"],
    [429, "throttled"],
    [408, "unavailable"],
    [425, "unavailable"],
    [500, "unavailable"],
    [503, "unavailable"],
    [400, "payload"],
    [422, "payload"],
    [304, "payload"],
  ];
  const { http } = createWay({
    fetch: (address) => {
      const status = Number(new URL(String(address)).pathname.slice(1));
      return Promise.resolve(
        new Response(status === 304 ? null : "db.internal", { status }),
      );
    },
  });
  for (const [status, kind] of kinds) {
    const error = await assertRejects(
      () => http.text(new URL(`https://boards.example/${status}`)),
      ScanError,
    );
    assertEquals(error.kind, kind, String(status));
    assertEquals(
      error.message,
      `Cannot read boards.example: it answered ${status}`,
    );
  }
});

Deno.test("http retries what may pass, waiting longer each time", async () => {
  const { outcome, slept, tally } = await ask([
    refuses(503),
    refuses(500),
    refuses(429),
    says("at last"),
  ]);
  assertEquals(outcome, "at last");
  assertEquals(slept, [1_000, 2_000, 4_000]);
  assertEquals(tally, { requests: 4, bytes: 7 });
});

Deno.test("http gives up after three retries", async () => {
  const { outcome, seen } = await ask(Array(5).fill(refuses(503)));
  assertEquals(kindOf(outcome), "unavailable");
  assertEquals(seen.length, 4);
});

Deno.test("http does not repeat what would be refused again", async () => {
  for (const status of [400, 401, 403, 404]) {
    const { seen } = await ask([refuses(status), says("too late")]);
    assertEquals(seen.length, 1, String(status));
  }
});

Deno.test("http repeats a 403 once, where a board says it for a moment", async () => {
  const passing = await ask([refuses(403), says("come in")], {
    retriesForbidden: true,
  });
  assertEquals(passing.outcome, "come in");
  const lasting = await ask(Array(3).fill(refuses(403)), {
    retriesForbidden: true,
  });
  assertEquals(kindOf(lasting.outcome), "blocked");
  assertEquals(lasting.seen.length, 2);
});

Deno.test("http repeats a 406 as often as Avature says it", async () => {
  const answers = [refuses(406), refuses(406), says("come in")];
  const { outcome } = await ask(answers, { retriesForbidden: true });
  assertEquals(outcome, "come in");
  const elsewhere = await ask(answers);
  assertEquals(kindOf(elsewhere.outcome), "payload");
  assertEquals(elsewhere.seen.length, 1);
});

Deno.test("http waits as long as a host asks, in seconds or until a date", async () => {
  const { outcome, slept } = await ask([
    refuses(429, { "retry-after": "7" }),
    refuses(503, { "retry-after": "Sun, 01 Mar 2026 12:00:17 GMT" }),
    says("thanks"),
  ]);
  assertEquals(outcome, "thanks");
  assertEquals(slept, [7_000, 10_000]);
});

Deno.test("http leaves a wait of more than 30 s to the database", async () => {
  const { outcome, slept } = await ask([
    refuses(429, { "retry-after": "31" }),
    says("too early"),
  ]);
  assert(outcome instanceof ScanError);
  assertEquals(outcome.kind, "throttled");
  assertEquals(outcome.retryAfterSeconds, 31);
  assertEquals(slept, []);
});

Deno.test("http says nothing of a wait that the host does not ask for", async () => {
  const { outcome } = await ask([refuses(404)]);
  assert(outcome instanceof ScanError);
  assertEquals(outcome.retryAfterSeconds, null);
});

Deno.test("http retries a connection that fails", async () => {
  const { http, tally } = createWay({
    fetch: () =>
      Promise.reject(new TypeError("error sending request: db.internal")),
  });
  const error = await assertRejects(
    () => http.text(JOBS),
    ScanError,
    "Cannot read boards.example: the connection failed",
  );
  assertEquals(error.kind, "unavailable");
  assert(error.cause instanceof TypeError);
  assertEquals(tally.requests, 4);
});

Deno.test("http retries an answer that is cut off", async () => {
  const listener = Deno.listen({ port: 0, hostname: "127.0.0.1" });
  const answers = [
    'HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{"jobs": [',
    "HTTP/1.1 200 OK\r\ncontent-length: 5\r\nconnection: close\r\n\r\nwhole",
  ];
  const serving = (async () => {
    for (const answer of answers) {
      using connection = await listener.accept();
      await connection.read(new Uint8Array(4_096));
      await connection.write(new TextEncoder().encode(answer));
    }
  })();
  const { http, tally } = createWay({
    fetch,
    gateway: new URL(`http://127.0.0.1:${listener.addr.port}`),
  });
  assertEquals(await http.text(JOBS), "whole");
  assertEquals(tally, { requests: 2, bytes: 5 });
  await serving;
  listener.close();
});

Deno.test("http does not ask a second time for what took too long", async () => {
  const { http, tally } = createWay({
    fetch: () =>
      Promise.reject(new DOMException("Signal timed out.", "TimeoutError")),
  });
  const error = await assertRejects(() => http.text(JOBS), ScanError);
  assertEquals(error.kind, "timeout");
  assertEquals(
    error.message,
    "Cannot read boards.example: no whole answer within 30 s",
  );
  assertEquals(tally.requests, 1);
});

Deno.test("http stops when the scan's time is up while it waits for an answer", async () => {
  const deadline = new AbortController();
  const { http } = createWay({
    signal: deadline.signal,
    fetch: (_, init) =>
      new Promise((_, reject) => {
        init?.signal?.addEventListener(
          "abort",
          () => reject(init.signal?.reason),
        );
        deadline.abort();
      }),
  });
  const error = await assertRejects(() => http.text(JOBS), ScanError);
  assertEquals(error.kind, "deadline");
});

Deno.test("http stops when the scan's time is up while it waits to ask again", async () => {
  const deadline = new AbortController();
  const { outcome, seen } = await ask([refuses(503), says("too late")], {
    signal: deadline.signal,
    sleep: (_, signal) => {
      deadline.abort();
      return Promise.reject(signal.reason);
    },
  });
  assertEquals(kindOf(outcome), "deadline");
  assertEquals(seen.length, 1);
});

Deno.test("http gives up an answer of more than 25 MB without asking again", async () => {
  let megabytes = 0;
  const { http, tally } = createWay({
    fetch: () =>
      Promise.resolve(
        new Response(
          new ReadableStream({
            pull(controller) {
              megabytes++;
              controller.enqueue(new Uint8Array(1024 * 1024));
            },
          }, { highWaterMark: 0 }),
        ),
      ),
  });
  const error = await assertRejects(() => http.text(JOBS), ScanError);
  assertEquals(error.kind, "too_large");
  assertEquals(megabytes, 26);
  assertEquals(tally, { requests: 1, bytes: 0 });
});

Deno.test("http keeps the pace of the work order, from the first request on", async () => {
  const { http, slept } = createWay({
    requestsPerSecond: () => 2,
    fetch: () => Promise.resolve(new Response("[]")),
    sleep: (ms) => {
      slept.push(ms);
      return Promise.resolve();
    },
  });
  await Promise.all([http.text(JOBS), http.text(JOBS), http.text(JOBS)]);
  assertEquals(slept, [500, 1_000]);
});

Deno.test("http.json() parses an answer, and calls one that is no JSON a payload", async () => {
  await using gateway = startGateway([
    says('{"jobs":[]}'),
    says("<html>Please sign in"),
    says('{"jobs":[{"id'),
  ]);
  const { http } = createWay({ fetch, gateway: gateway.url });
  assertEquals(await http.json(JOBS), { jobs: [] });
  for (let wrong = 0; wrong < 2; wrong++) {
    const error = await assertRejects(() => http.json(JOBS), ScanError);
    assertEquals(error.kind, "payload");
    assertEquals(
      error.message,
      "Cannot read boards.example: the answer is no JSON",
    );
  }
});

Deno.test("http notes each request with its answer, and stops at an unchanged board", async () => {
  const fetchJobs = () => Promise.resolve(new Response("not even JSON"));
  const first = createFingerprint([], null, NOW);
  const reading = createWay({ fetch: fetchJobs, fingerprint: first });
  await reading.http.text(JOBS, { method: "POST", body: { offset: 0 } });
  await reading.http.text(JOBS, { method: "POST", body: { offset: 20 } });

  const second = createFingerprint([], await first.value(), NOW);
  const { http } = createWay({ fetch: fetchJobs, fingerprint: second });
  await http.text(JOBS, { method: "POST", body: { offset: 20 } });
  await assertRejects(
    () => http.json(JOBS, { method: "POST", body: { offset: 0 } }),
    UnchangedBoard,
  );
});
