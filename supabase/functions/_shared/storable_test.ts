import { assertEquals } from "@std/assert";
import { storable } from "./storable.ts";

Deno.test("storable() drops every NUL", () => {
  assertEquals(storable("\0Ba\0ker\0"), "Baker");
});

Deno.test("storable() replaces half a surrogate pair, also one that a NUL parted", () => {
  assertEquals(storable("Baker \ud83d"), "Baker \ufffd");
  assertEquals(storable("\udc00Baker"), "\ufffdBaker");
  assertEquals(storable("\ud83d\0\ude80"), "🚀");
});

Deno.test("storable() leaves every other text as it is", () => {
  assertEquals(storable("Bäcker 🚀\n\t\u0001"), "Bäcker 🚀\n\t\u0001");
});
