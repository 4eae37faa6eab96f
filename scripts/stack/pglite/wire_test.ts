import { assert, assertEquals, assertRejects } from "@std/assert";
import { isIdleAfter, readMessages } from "./wire.ts";

const STARTUP = [0, 0, 0, 8, 0, 3, 0, 0]; // 3.0
const SSL = [0, 0, 0, 8, 4, 210, 22, 47]; // 1234.5679
const CANCEL = [0, 0, 0, 8, 4, 210, 22, 46]; // 1234.5678
const QUERY = [0x51, 0, 0, 0, 6, 0x3b, 0]; // ;
const TERMINATE = [0x58, 0, 0, 0, 4];

async function read(...chunks: number[][]) {
  const messages = await Array.fromAsync(readMessages(
    ReadableStream.from(chunks.map((chunk) => new Uint8Array(chunk))),
  ));
  return messages.map(({ kind, bytes }) => [kind, [...bytes]]);
}

Deno.test("readMessages() cuts a session into its messages, however the bytes arrive", async () => {
  const session = [...SSL, ...STARTUP, ...QUERY, ...TERMINATE];
  const messages = [
    ["encryption", SSL],
    ["other", STARTUP],
    ["other", QUERY],
    ["terminate", TERMINATE],
  ];
  assertEquals(await read(session), messages);
  assertEquals(await read(...session.map((byte) => [byte])), messages);
});

Deno.test("readMessages() knows a request to cancel", async () => {
  assertEquals(await read(CANCEL), [["cancel", CANCEL]]);
});

Deno.test("readMessages() waits for the rest of a message, and drops what never came whole", async () => {
  assertEquals(await read(STARTUP, QUERY.slice(0, 6)), [["other", STARTUP]]);
});

Deno.test("readMessages() refuses what cannot be a message", async () => {
  const http = [...new TextEncoder().encode("GET / HTTP/1.1\r\n\r\n")];
  await assertRejects(() => read(http), RangeError);
  await assertRejects(() => read(STARTUP, [0x51, 0, 0, 0, 3]), RangeError);
  await assertRejects(() => read(STARTUP, [0x51, 255, 0, 0, 0]), RangeError);
});

Deno.test("isIdleAfter() is true where the server is ready and in no transaction", () => {
  const complete = [0x43, 0, 0, 0, 4];
  const ready = (status: string) =>
    new Uint8Array([...complete, 0x5a, 0, 0, 0, 5, status.charCodeAt(0)]);
  assert(isIdleAfter(ready("I")));
  assert(!isIdleAfter(ready("T")));
  assert(!isIdleAfter(ready("E")));
  assert(!isIdleAfter(new Uint8Array(complete)));
  assert(!isIdleAfter(new Uint8Array()));
});
