import { assertEquals } from "@std/assert";
import { clean, decodePart, joinPlace } from "./words.ts";

Deno.test("clean() folds white space, and drops what the board says is unavailable", () => {
  assertEquals(
    [
      "  Amplitude\n ",
      "a\u00a0 b",
      "Unavailable",
      "UNAVAILABLE ",
      "Unavailable now",
      " ",
      null,
      undefined,
    ].map(clean),
    ["Amplitude", "a b", null, null, "Unavailable now", null, null, null],
  );
});

Deno.test("joinPlace() names a part once and leaves out what is not there", () => {
  assertEquals(joinPlace("Singapore", null, "singapore"), "Singapore");
  assertEquals(joinPlace("Rome", " ", "UNAVAILABLE", "IT"), "Rome, IT");
  assertEquals(joinPlace(null, ""), null);
});

Deno.test("decodePart() decodes what can be decoded", () => {
  assertEquals(
    ["High%20Tea", "S%C3%A3o-Paulo", "100%", "", undefined].map(decodePart),
    ["High Tea", "São-Paulo", null, null, null],
  );
});
