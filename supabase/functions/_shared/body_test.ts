import { assertEquals, assertRejects } from "@std/assert";
import { type BodyOptions, MAX_BODY_BYTES, readBody, sha256 } from "./body.ts";
import { ScanError } from "./errors.ts";
import { createGate } from "./gate.ts";

const HOST = "boards.example";

/** An answer in chunks that tells how many were taken and whether the rest was given up; a null is never sent. */
function chunked(sizes: readonly (number | null)[], headers: HeadersInit = {}) {
  const progress = { taken: 0, cancelled: false };
  const left = [...sizes];
  const stalled = Promise.withResolvers<void>();
  const body = new ReadableStream<Uint8Array<ArrayBuffer>>({
    pull(controller) {
      const size = left.shift();
      if (size === null) {
        stalled.resolve();
        return new Promise(() => {});
      }
      if (size === undefined) return controller.close();
      progress.taken++;
      controller.enqueue(new Uint8Array(size).fill(progress.taken));
    },
    cancel() {
      progress.cancelled = true;
    },
  }, { highWaterMark: 0 });
  return {
    response: new Response(body, { headers }),
    progress,
    stalled: stalled.promise,
  };
}

/** What a reader has to itself. */
function options(over: Partial<BodyOptions> = {}): BodyOptions {
  return {
    seat: createGate().seat(),
    limit: {
      signal: new AbortController().signal,
      paused: (wait) => wait,
    },
    ...over,
  };
}

Deno.test("readBody() puts the chunks of an answer together", async () => {
  const { response } = chunked([2, 1, 3]);
  assertEquals(
    await readBody(response, HOST, options()),
    new Uint8Array([1, 1, 2, 3, 3, 3]),
  );
});

Deno.test("readBody() takes an answer without a body as an empty one", async () => {
  const body = await readBody(new Response(null), HOST, options());
  assertEquals(body.length, 0);
});

Deno.test("readBody() takes empty chunks as nothing, the only one of an answer too", async () => {
  const { response } = chunked([0, 2, 0, 1, 0]);
  assertEquals(
    await readBody(response, HOST, options()),
    new Uint8Array([2, 2, 4]),
  );
  const empty = await readBody(
    new Response(new Uint8Array()),
    HOST,
    options(),
  );
  assertEquals(empty.length, 0);
});

Deno.test("readBody() takes an answer of exactly the limit", async () => {
  const { response } = chunked([60, 40], { "content-length": "100" });
  const body = await readBody(response, HOST, options({ maxBytes: 100 }));
  assertEquals(body.length, 100);
});

Deno.test("readBody() gives an answer up as soon as it passes the limit", async () => {
  const { response, progress } = chunked([60, 41, 1_000, 1_000]);
  const error = await assertRejects(
    () => readBody(response, HOST, options({ maxBytes: 100 })),
    ScanError,
    "Cannot read boards.example: the answer is larger than",
  );
  assertEquals(error.kind, "too_large");
  assertEquals(progress, { taken: 2, cancelled: true });
});

Deno.test("readBody() takes nothing of an answer that says it is too large", async () => {
  const { response, progress } = chunked([60, 41], { "content-length": "101" });
  const error = await assertRejects(
    () => readBody(response, HOST, options({ maxBytes: 100 })),
    ScanError,
  );
  assertEquals(error.kind, "too_large");
  assertEquals(progress, { taken: 0, cancelled: true });
});

Deno.test("readBody() counts what arrives, whatever the answer says of its length", async () => {
  for (const said of ["2", "many", "-1"]) {
    const { response } = chunked([60, 41], { "content-length": said });
    const error = await assertRejects(
      () => readBody(response, HOST, options({ maxBytes: 100 })),
      ScanError,
    );
    assertEquals(error.kind, "too_large", said);
  }
});

Deno.test("readBody() takes up to 25 MB unless told otherwise", () => {
  assertEquals(MAX_BODY_BYTES, 25 * 1024 * 1024);
});

Deno.test("readBody() ends with its signal while the board sends no more", async () => {
  const { response, progress, stalled } = chunked([60, null]);
  const ending = new AbortController();
  const reading = readBody(
    response,
    HOST,
    options({ limit: { signal: ending.signal, paused: (wait) => wait } }),
  );
  await stalled;
  ending.abort(new Error("time is up"));
  await assertRejects(() => reading, Error, "time is up");
  assertEquals(progress.cancelled, true);
});

Deno.test("readBody() takes nothing when its time is up already", async () => {
  const { response, progress } = chunked([null]);
  const signal = AbortSignal.abort(new Error("time is up"));
  await assertRejects(
    () =>
      readBody(
        response,
        HOST,
        options({ limit: { signal, paused: (wait) => wait } }),
      ),
    Error,
    "time is up",
  );
  assertEquals(progress, { taken: 0, cancelled: true });
});

const KB = 1024;

Deno.test("readBody() takes nothing from the board while it waits at the gate, and its time stands still", async () => {
  const gate = createGate(300 * KB, 200 * KB);
  const first = gate.seat();
  first.hold(100 * KB, new AbortController().signal);
  const seat = gate.seat();
  const { response, progress } = chunked([50 * KB, 40 * KB, 60 * KB]);
  const paused = Promise.withResolvers<void>();
  let pauses = 0;
  const reading = readBody(response, HOST, {
    seat,
    limit: {
      signal: new AbortController().signal,
      paused(wait) {
        pauses++;
        paused.resolve();
        return wait;
      },
    },
    maxBytes: 200 * KB,
  });
  await paused.promise;
  // The 64 KB that it began with are full, and twice as much is more than 100 KB.
  assertEquals(progress.taken, 2);
  first.leave();
  assertEquals((await reading).length, 150 * KB);
  assertEquals(pauses, 1);
  assertEquals(gate.heldBytes(), 200 * KB);
  seat.leave();
  assertEquals(gate.heldBytes(), 0);
});

Deno.test("readBody() asks the gate at once for all that an answer says it will be", async () => {
  const gate = createGate(300 * KB, 200 * KB);
  const seat = gate.seat();
  const { response } = chunked([10 * KB, 80 * KB], {
    "content-length": String(90 * KB),
  });
  const held: number[] = [];
  const body = await readBody(
    response,
    HOST,
    options({
      seat: {
        ...seat,
        hold(bytes, signal) {
          held.push(bytes);
          return seat.hold(bytes, signal);
        },
      },
    }),
  );
  assertEquals([body.length, held], [90 * KB, [90 * KB + 1]]);
});

Deno.test("readBody() reads a stream of bytes as well as any other", async () => {
  const text = "what fetch gives is a stream of bytes".repeat(10_000);
  await using server = Deno.serve(
    { hostname: "127.0.0.1", port: 0, onListen: () => {} },
    () => new Response(text),
  );
  const response = await fetch(`http://127.0.0.1:${server.addr.port}`);
  const body = await readBody(response, HOST, options());
  assertEquals(new TextDecoder().decode(body), text);
});

Deno.test("readBody() gives the board up when its time ends at the gate", async () => {
  const gate = createGate(300 * KB, 200 * KB);
  gate.seat().hold(100 * KB, new AbortController().signal);
  const ending = new AbortController();
  const { response, progress } = chunked([90 * KB, 90 * KB]);
  const reading = readBody(response, HOST, {
    seat: gate.seat(),
    limit: {
      signal: ending.signal,
      paused(wait) {
        ending.abort(new Error("time is up"));
        return wait;
      },
    },
  });
  await assertRejects(() => reading, Error, "time is up");
  assertEquals(progress, { taken: 1, cancelled: true });
});

Deno.test("sha256() is the same for a text and for its bytes", async () => {
  // FIPS 180-2, appendix B.1.
  const expected =
    "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
  assertEquals(await sha256("abc"), expected);
  assertEquals(await sha256(new TextEncoder().encode("abc")), expected);
});
