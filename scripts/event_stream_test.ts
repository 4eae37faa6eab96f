import { assertEquals, assertRejects } from "@std/assert";
import { FakeTime } from "@std/testing/time";
import { readEvents } from "./event_stream.ts";

const NEVER_SILENT = 60_000;

/** A body whose chunks are these. */
function body(...chunks: (string | Uint8Array<ArrayBuffer>)[]) {
  const encoder = new TextEncoder();
  return ReadableStream.from(
    chunks.map((chunk) =>
      typeof chunk === "string" ? encoder.encode(chunk) : chunk
    ),
  );
}

async function read(...chunks: (string | Uint8Array<ArrayBuffer>)[]) {
  const events = await Array.fromAsync(
    readEvents(body(...chunks), NEVER_SILENT),
  );
  return events.map(({ event, data, id }) => [event, data, id]);
}

Deno.test("readEvents() gives each event with its name, its data and the last id", async () => {
  assertEquals(
    await read(
      "event: progress\ndata: {}\n\nid: 7\nevent: progress\ndata: 1\n\nevent: done\ndata: 2\n\n",
    ),
    [["progress", "{}", null], ["progress", "1", "7"], ["done", "2", "7"]],
  );
});

Deno.test("readEvents() puts together what comes in pieces, also within a character", async () => {
  const bytes = new TextEncoder().encode("data: Zürich\n\n");
  const at = bytes.indexOf(0xc3) + 1;
  assertEquals(await read("eve", "nt: a\nda", "ta: x\n", "\n"), [
    ["a", "x", null],
  ]);
  assertEquals(await read(bytes.slice(0, at), bytes.slice(at)), [
    ["message", "Zürich", null],
  ]);
});

Deno.test("readEvents() takes CR and CR LF as line ends, also parted between chunks", async () => {
  const wanted = [["a", "x", null], ["message", "y", null]];
  assertEquals(
    await read("event: a\r\ndata: x\r\n\r\ndata: y\r\n\r\n"),
    wanted,
  );
  assertEquals(
    await read("event: a\r", "\ndata: x\r\n\r", "\ndata: y\r\n\r\n"),
    wanted,
  );
  assertEquals(await read("event: a\rdata: x\r\rdata: y\r\r", ":\n"), wanted);
});

Deno.test("readEvents() joins lines of data, and takes one blank from before a value", async () => {
  assertEquals(await read("data:  a\ndata:b\ndata\n\n"), [
    ["message", " a\nb\n", null],
  ]);
});

Deno.test("readEvents() passes over heartbeats, unknown fields, and events without data or end", async () => {
  assertEquals(
    await read(
      ": still here\n\nretry: 5\nevent: empty\n\ndata: x\n\ndata: cut",
    ),
    [["message", "x", null]],
  );
});

Deno.test("readEvents() keeps the id of an event without data", async () => {
  assertEquals(await read("id: 3\n\ndata: x\n\n"), [["message", "x", "3"]]);
});

Deno.test("readEvents() passes over an id that no header could carry", async () => {
  assertEquals(await read("id: 3\nid: 4\0\ndata: x\n\n"), [
    ["message", "x", "3"],
  ]);
});

Deno.test("readEvents() bears a stream that says something now and then, a heartbeat too", async () => {
  using time = new FakeTime();
  const { readable, writable } = new TransformStream<
    Uint8Array<ArrayBuffer>,
    Uint8Array<ArrayBuffer>
  >();
  const writer = writable.getWriter();
  const reading = readEvents(readable, 1_000);
  const first = reading.next();
  for (const text of [": hello\n\n", ": hello\n\n", "data: x\n\n"]) {
    await time.tickAsync(600);
    await writer.write(new TextEncoder().encode(text));
  }
  assertEquals((await first).value?.data, "x");
  const second = reading.next();
  await writer.close();
  assertEquals(await second, { done: true, value: undefined });
});

Deno.test("readEvents() fails when the stream breaks", async () => {
  const broken = new ReadableStream<Uint8Array<ArrayBuffer>>({
    start: (controller) => controller.error(new TypeError("cut off")),
  });
  await assertRejects(
    () => Array.fromAsync(readEvents(broken, NEVER_SILENT)),
    TypeError,
    "cut off",
  );
});

Deno.test("readEvents() fails when the stream falls silent, and lets go of it", async () => {
  const letGo = Promise.withResolvers<void>();
  const encoder = new TextEncoder();
  const silent = new ReadableStream<Uint8Array<ArrayBuffer>>({
    start: (controller) => controller.enqueue(encoder.encode("data: x\n\n")),
    cancel: () => letGo.resolve(),
  });
  await assertRejects(
    () => Array.fromAsync(readEvents(silent, 1)),
    Error,
    "Silent for 1 ms",
  );
  await letGo.promise;
});

Deno.test("readEvents() lets go of a stream that is left before its end", async () => {
  const letGo = Promise.withResolvers<void>();
  const encoder = new TextEncoder();
  const endless = new ReadableStream<Uint8Array<ArrayBuffer>>({
    pull: (controller) => controller.enqueue(encoder.encode("data: x\n\n")),
    cancel: () => letGo.resolve(),
  });
  for await (const { data } of readEvents(endless, NEVER_SILENT)) {
    assertEquals(data, "x");
    break;
  }
  await letGo.promise;
});
