import { assertEquals } from "@std/assert";
import { TextLineStream } from "./lines.ts";

function lines(...chunks: string[]): Promise<string[]> {
  return Array.fromAsync(
    ReadableStream.from(chunks).pipeThrough(new TextLineStream()),
  );
}

Deno.test("TextLineStream joins a line that came in pieces", async () => {
  assertEquals(await lines("o", "ne\ntw", "o\n"), ["one", "two"]);
});

Deno.test("TextLineStream parts lines that came together, empty ones too", async () => {
  assertEquals(await lines("one\n\ntwo\nthree\n"), [
    "one",
    "",
    "two",
    "three",
  ]);
});

Deno.test("TextLineStream gives a last line that has no end", async () => {
  assertEquals(await lines("one\ntw", "o"), ["one", "two"]);
});

Deno.test("TextLineStream gives nothing for nothing", async () => {
  assertEquals(await lines(), []);
});
