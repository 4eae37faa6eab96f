import { assertEquals } from "@std/assert";
import { decodeEntities } from "./entities.ts";

Deno.test("decodeEntities() decodes names, decimal and hexadecimal references", () => {
  assertEquals(
    decodeEntities("caf&eacute; &amp; cr&#232;me &#x2013; 5&nbsp;&euro;"),
    "café & crème – 5\u00a0€",
  );
});

Deno.test("decodeEntities() knows the difference that the case of a name makes", () => {
  assertEquals(decodeEntities("&Auml;&auml; &Dagger;&dagger;"), "Ää ‡†");
});

Deno.test("decodeEntities() has the first and the last name of Latin-1 at their places", () => {
  assertEquals(decodeEntities("&nbsp;"), "\u00a0");
  assertEquals(decodeEntities("&yuml;"), "\u00ff");
  assertEquals(decodeEntities("&times;&divide;"), "×÷");
});

Deno.test("decodeEntities() decodes once: what was escaped twice stays escaped once", () => {
  assertEquals(decodeEntities("&amp;lt;b&amp;gt;"), "&lt;b&gt;");
  assertEquals(decodeEntities("&amp;#60;"), "&#60;");
  assertEquals(decodeEntities("&#38;lt;"), "&lt;");
});

Deno.test("decodeEntities() leaves what is no reference", () => {
  for (
    const text of ["R&D", "a & b", "&unknown;", "&;", "&#;", "&#x;", "&amp"]
  ) {
    assertEquals(decodeEntities(text), text);
  }
});

Deno.test("decodeEntities() replaces what no text may hold", () => {
  assertEquals(
    decodeEntities("&#0;&#xD800;&#55296;&#x110000;"),
    "\ufffd\ufffd\ufffd\ufffd",
  );
});

Deno.test("decodeEntities() writes characters beyond the first plane whole", () => {
  assertEquals(decodeEntities("&#128640;&#x1F680;"), "🚀🚀");
});

Deno.test("decodeEntities() reads the numbers of Windows as HTML does", () => {
  assertEquals(
    decodeEntities("&#146;&#147;&#148;&#150;&#151;&#128;&#x85;&#159;"),
    "’“”–—€…Ÿ",
  );
});

Deno.test("decodeEntities() knows the punctuation that editors write out", () => {
  assertEquals(
    decodeEntities("&lpar;m&sol;w&comma; d&rpar;&colon; 10&percnt;&NewLine;x"),
    "(m/w, d): 10%\nx",
  );
});
