import { assertEquals } from "@std/assert";
import { printable } from "./printable.ts";

Deno.test("printable() leaves text alone, in every script", () => {
  for (const text of ["", "Ingénieur (m/w/d) – Zürich", "日本語", "🍞"]) {
    assertEquals(printable(text), text);
  }
});

Deno.test("printable() takes out what a terminal would obey", () => {
  assertEquals(printable("a\x1b[2Jb"), "a [2Jb");
  assertEquals(printable("a\r\n\tb\x07\x9bc"), "a b c");
});
