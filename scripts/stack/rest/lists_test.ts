import { assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { RestError } from "./errors.ts";
import { readNames, splitList, unquote } from "./lists.ts";

Deno.test("splitList() splits at commas outside quotes, brackets and braces", () => {
  assertEquals(splitList('a,"b,c",id.in.(1,2),tags.cs.{x,y}'), [
    "a",
    '"b,c"',
    "id.in.(1,2)",
    "tags.cs.{x,y}",
  ]);
});

Deno.test("splitList() takes a quote or bracket inside a word for itself", () => {
  assertEquals(splitList('5"x,a(b,c{d'), ['5"x', "a(b", "c{d"]);
});

Deno.test("splitList() refuses what is not closed", () => {
  for (const text of ['"a', "(a,b", "x.cs.{a", '"a\\']) {
    assertThrows(() => splitList(text), RestError, "failed to parse list");
  }
});

Deno.test("unquote() leaves a text without quotes around it alone", () => {
  assertEquals(unquote(' a"b '), ' a"b ');
  assertEquals(unquote('"a\\"b\\\\"'), 'a"b\\');
});

Deno.test("readNames() gives back any names that were quoted", () => {
  fc.assert(fc.property(
    fc.array(fc.string({ unit: "binary" }), { minLength: 1 }),
    (names) => {
      const quoted = names.map((name) =>
        `"${name.replaceAll(/["\\]/g, "\\$&")}"`
      );
      assertEquals(readNames(quoted.join(",")), names);
    },
  ));
});
