import { assert, assertEquals, assertRejects } from "@std/assert";
import { MAX_BODY_BYTES } from "./body.ts";
import { ScanError } from "./errors.ts";
import { createGate, type Gate } from "./gate.ts";
import { type Answer, ask, createWay, JOBS, kindOf } from "./http_testing.ts";
import type { HttpOptions } from "./http.ts";

const MB = 1024 * 1024;

/** A gate that remembers the most it ever let in. */
function watchedGate() {
  const gate = createGate();
  const most = { bytes: 0 };
  const watched: Gate = {
    ...gate,
    seat() {
      const seat = gate.seat();
      return {
        hold(bytes, signal) {
          const wait = seat.hold(bytes, signal);
          most.bytes = Math.max(most.bytes, gate.heldBytes());
          return wait;
        },
        leave: seat.leave,
      };
    },
  };
  return { gate: watched, most };
}

/** A clock that runs out when the test says so. */
function clock() {
  const running = new Set<() => void>();
  const after: HttpOptions["after"] = (ms, act) => {
    assertEquals(ms, 30_000);
    running.add(act);
    return () => void running.delete(act);
  };
  return {
    after,
    running,
    runOut() {
      for (const act of running) act();
    },
  };
}

/** A board on loopback that sends this much of an answer and then nothing. */
function stallingBoard(sent: string) {
  const listener = Deno.listen({ port: 0, hostname: "127.0.0.1" });
  const stalled = Promise.withResolvers<void>();
  const serving = (async () => {
    using connection = await listener.accept();
    await connection.read(new Uint8Array(4_096));
    if (sent) await connection.write(new TextEncoder().encode(sent));
    stalled.resolve();
    // Until the reader hangs up, which may come as an end or as a reset.
    await connection.read(new Uint8Array(1)).catch(() => null);
  })();
  return {
    url: new URL(`http://127.0.0.1:${listener.addr.port}`),
    stalled: stalled.promise,
    async [Symbol.asyncDispose]() {
      await serving;
      listener.close();
    },
  };
}

const STALLS = {
  "before its headers": "",
  "within its headers": "HTTP/1.1 200 OK\r\ncontent-le",
  "before its body": "HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n",
  "within its body":
    'HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{"jobs": [{"id": 1}',
};

for (const [where, sent] of Object.entries(STALLS)) {
  Deno.test(`http gives up an answer that stops ${where}, and hangs up`, async () => {
    await using board = stallingBoard(sent);
    const { after, runOut, running } = clock();
    const { gate } = watchedGate();
    const { http, tally } = createWay({
      fetch,
      gateway: board.url,
      after,
      gate,
    });
    const asking = http.text(JOBS).catch((error: unknown) => error);
    await board.stalled;
    runOut();
    const outcome = await asking;
    assertEquals(kindOf(outcome), "timeout");
    assertEquals(
      String(outcome),
      "ScanError: Cannot read boards.example: no whole answer within 30 s",
    );
    assertEquals(tally, { requests: 1, bytes: 0 });
    assertEquals([running.size, gate.heldBytes()], [0, 0]);
  });

  Deno.test(`http ends with the scan when an answer stops ${where}, and hangs up`, async () => {
    await using board = stallingBoard(sent);
    const { after, running } = clock();
    const { gate } = watchedGate();
    const deadline = new AbortController();
    const { http } = createWay({
      fetch,
      gateway: board.url,
      after,
      gate,
      signal: deadline.signal,
    });
    const asking = http.text(JOBS).catch((error: unknown) => error);
    await board.stalled;
    deadline.abort();
    assertEquals(kindOf(await asking), "deadline");
    assertEquals([running.size, gate.heldBytes()], [0, 0]);
  });
}

Deno.test("http leaves no clock running and nothing held, whatever comes of a request", async () => {
  const answers: Answer[] = [
    () => new Response("[]"),
    () => new Response("no", { status: 404 }),
    () => new Response("no", { status: 503 }),
    () => new Response("no", { status: 302, headers: { location: "/a" } }),
    () =>
      new Response("x".repeat(100), { headers: { "content-length": "100" } }),
  ];
  for (const answer of answers) {
    const { after, running } = clock();
    const { gate } = watchedGate();
    await ask(Array(6).fill(answer), { after, gate });
    assertEquals([running.size, gate.heldBytes()], [0, 0]);
  }
});

/** So many bytes, packed into a thousandth of that. */
function packed(bytes: number): ReadableStream<Uint8Array> {
  let left = bytes;
  return new ReadableStream<Uint8Array<ArrayBuffer>>({
    pull(controller) {
      if (left <= 0) return controller.close();
      controller.enqueue(new Uint8Array(Math.min(left, MB)).fill(0x20));
      left -= MB;
    },
  }).pipeThrough(new CompressionStream("gzip"));
}

async function askPacked(bytes: number) {
  const body = await new Response(packed(bytes)).bytes();
  assert(body.length < bytes / 500);
  const { gate, most } = watchedGate();
  const asked = await ask([
    () => new Response(body, { headers: { "content-encoding": "gzip" } }),
  ], { gate });
  return { ...asked, gate, most };
}

Deno.test("http counts an answer as it is unpacked: 100 MB in 100 KB are given up after 25 MB", async () => {
  const { outcome, seen, tally, gate, most } = await askPacked(100 * MB);
  assertEquals(kindOf(outcome), "too_large");
  assertEquals(seen.length, 1);
  assertEquals(tally, { requests: 1, bytes: 0 });
  assertEquals([most.bytes <= MAX_BODY_BYTES, gate.heldBytes()], [true, 0]);
});

Deno.test("http reads a packed answer of exactly the limit", async () => {
  const { outcome, tally } = await askPacked(MAX_BODY_BYTES);
  assertEquals(typeof outcome === "string" && outcome.length, MAX_BODY_BYTES);
  assertEquals(tally.bytes, MAX_BODY_BYTES);
});

Deno.test("http gives up a body that never ends", async () => {
  const { gate, most } = watchedGate();
  const { outcome, seen } = await ask([
    () =>
      new Response(
        new ReadableStream({
          pull: (controller) => controller.enqueue(new Uint8Array(MB)),
        }),
      ),
  ], { gate });
  assertEquals(kindOf(outcome), "too_large");
  assertEquals(seen.length, 1);
  assertEquals([most.bytes <= MAX_BODY_BYTES, gate.heldBytes()], [true, 0]);
});

Deno.test("http reads many large answers at once within the gate, and each of them whole", async () => {
  const { gate, most } = watchedGate();
  const { http } = createWay({
    gate,
    fetch(address) {
      let left = Number(new URL(String(address)).pathname.slice(1));
      return Promise.resolve(
        new Response(
          new ReadableStream({
            pull(controller) {
              if (left === 0) return controller.close();
              left--;
              controller.enqueue(new Uint8Array(64 * 1024).fill(0x20));
            },
          }, { highWaterMark: 0 }),
        ),
      );
    },
  });
  // Each of 16 MB, together 128.
  const texts = await Promise.all(
    Array.from(
      { length: 8 },
      () => http.text(new URL("https://boards.example/256")),
    ),
  );
  assertEquals(texts.map(({ length }) => length), Array(8).fill(16 * MB));
  assert(most.bytes > 16 * MB && most.bytes <= 32 * MB, String(most.bytes));
  assertEquals(gate.heldBytes(), 0);
});

Deno.test("http does not count its wait at the gate as the board's time", async () => {
  const { after, running } = clock();
  const gate = createGate();
  const first = gate.seat();
  const other = gate.seat();
  const { signal } = new AbortController();
  first.hold(MB, signal);
  other.hold(7 * MB, signal);
  const { http } = createWay({
    after,
    gate,
    fetch: () => Promise.resolve(new Response("[]")),
  });
  const asking = http.text(JOBS);
  for (let turn = 0; turn < 20; turn++) await Promise.resolve();
  assertEquals(running.size, 0);
  other.leave();
  assertEquals(await asking, "[]");
});

Deno.test("http does not count its wait for its turn as the board's time", async () => {
  const { after, running } = clock();
  const waits: number[] = [];
  const { http } = createWay({
    after,
    requestsPerSecond: () => 1,
    fetch() {
      assertEquals(running.size, 1);
      return Promise.resolve(new Response("[]"));
    },
    async sleep() {
      await Promise.resolve();
      waits.push(running.size);
    },
  });
  await http.text(JOBS);
  await http.text(JOBS);
  assertEquals(waits, [0]);
});

Deno.test("http gives back the answers that it does not read", async () => {
  const cancelled: number[] = [];
  function unread(status: number, headers: HeadersInit = {}) {
    return new Response(
      new ReadableStream({ cancel: () => void cancelled.push(status) }),
      { status, headers },
    );
  }
  const answers = [
    unread(302, { location: "/v2" }),
    unread(503),
    unread(301, { location: "/v2" }),
    unread(404),
  ];
  const { http } = createWay({
    fetch() {
      const answer = answers.shift();
      return answer
        ? Promise.resolve(answer)
        : Promise.reject(new Error("Unexpected request"));
    },
  });
  const error = await assertRejects(() => http.text(JOBS), ScanError);
  assertEquals(error.kind, "not_found");
  assertEquals(cancelled, [302, 503, 301, 404]);
});

Deno.test("http ends with the scan while it waits at the gate", async () => {
  const gate = createGate();
  const { signal } = new AbortController();
  gate.seat().hold(MB, signal);
  gate.seat().hold(7 * MB, signal);
  const deadline = new AbortController();
  let cancelled = false;
  const { http } = createWay({
    gate,
    signal: deadline.signal,
    fetch: () =>
      Promise.resolve(
        new Response(
          new ReadableStream({ cancel: () => void (cancelled = true) }),
        ),
      ),
  });
  const asking = assertRejects(() => http.text(JOBS), ScanError);
  for (let turn = 0; turn < 20; turn++) await Promise.resolve();
  deadline.abort();
  assertEquals((await asking).kind, "deadline");
  assertEquals([cancelled, gate.heldBytes()], [true, 8 * MB]);
});

Deno.test("http looks up a typed name before it is asked, at every hop", async () => {
  const addresses: Record<string, string[]> = {
    "boards.example": ["93.184.215.14"],
    "eu.boards.example": ["10.0.0.1"],
  };
  const { outcome, seen } = await ask(
    [
      () =>
        new Response(null, {
          status: 302,
          headers: { location: "https://eu.boards.example/" },
        }),
      () => new Response("secret"),
    ],
    {
      hosts: ["boards.example", "eu.boards.example"],
      resolveHost: (hostname) => Promise.resolve(addresses[hostname] ?? []),
    },
  );
  assertEquals(kindOf(outcome), "unsafe_url");
  assertEquals(seen.length, 1);
});
