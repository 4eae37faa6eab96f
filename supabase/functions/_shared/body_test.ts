import { assertEquals, assertRejects } from "@std/assert";
import { MAX_BODY_BYTES, readBody, sha256 } from "./body.ts";
import { ScanError } from "./errors.ts";

/** An answer in chunks that tells how many were taken and whether the rest was given up. */
function chunked(sizes: readonly number[]) {
  const progress = { taken: 0, cancelled: false };
  const left = [...sizes];
  const body = new ReadableStream<Uint8Array<ArrayBuffer>>({
    pull(controller) {
      const size = left.shift();
      if (size === undefined) return controller.close();
      progress.taken++;
      controller.enqueue(new Uint8Array(size).fill(progress.taken));
    },
    cancel() {
      progress.cancelled = true;
    },
  }, { highWaterMark: 0 });
  return { response: new Response(body), progress };
}

Deno.test("readBody() puts the chunks of an answer together", async () => {
  const { response } = chunked([2, 1, 3]);
  assertEquals(
    await readBody(response, "boards.example"),
    new Uint8Array([1, 1, 2, 3, 3, 3]),
  );
});

Deno.test("readBody() takes an answer without a body as an empty one", async () => {
  const body = await readBody(new Response(null), "boards.example");
  assertEquals(body.length, 0);
});

Deno.test("readBody() takes an answer of exactly the limit", async () => {
  const { response } = chunked([60, 40]);
  assertEquals((await readBody(response, "boards.example", 100)).length, 100);
});

Deno.test("readBody() gives an answer up as soon as it passes the limit", async () => {
  const { response, progress } = chunked([60, 41, 1_000, 1_000]);
  const error = await assertRejects(
    () => readBody(response, "boards.example", 100),
    ScanError,
    "Cannot read boards.example: the answer is larger than",
  );
  assertEquals(error.kind, "too_large");
  assertEquals(progress, { taken: 2, cancelled: true });
});

Deno.test("readBody() takes up to 25 MB unless told otherwise", () => {
  assertEquals(MAX_BODY_BYTES, 25 * 1024 * 1024);
});

Deno.test("sha256() is the same for a text and for its bytes", async () => {
  // FIPS 180-2, appendix B.1.
  const expected =
    "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
  assertEquals(await sha256("abc"), expected);
  assertEquals(await sha256(new TextEncoder().encode("abc")), expected);
});
