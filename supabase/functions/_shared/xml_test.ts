import { assert, assertEquals, assertThrows } from "@std/assert";
import { ScanError } from "./errors.ts";
import { readXml } from "./xml.ts";

function refusal(xml: string): string {
  return assertThrows(() => readXml(xml, "it"), ScanError).kind;
}

Deno.test("readXml() gives the elements in their order, each with its own text", () => {
  assertEquals(readXml('<a x="1"><b>1</b>\n t <c/><b>2</b></a>', "it"), {
    name: "a",
    text: "t",
    children: [
      { name: "b", text: "1", children: [] },
      { name: "c", text: "", children: [] },
      { name: "b", text: "2", children: [] },
    ],
  });
});

Deno.test("readXml() passes over a declaration, comments and a byte order mark", () => {
  const root = readXml(
    "\ufeff<?xml version='1.0' encoding='UTF-8'?>\n<!-- <x> -->\n<a>b<!-- c --></a>\n",
    "it",
  );
  assertEquals(root.name, "a");
  assertEquals(root.text, "b");
});

Deno.test("readXml() decodes references once, and none in CDATA", () => {
  const { text } = readXml(
    "<a>R&amp;D &#8211; &#x41; &amp;lt;<![CDATA[ <b>&amp;</b> ]]]]><![CDATA[> ]]>&quot;</a>",
    "it",
  );
  assertEquals(text, 'R&D – A &lt; <b>&amp;</b> ]]> "');
});

Deno.test("readXml() refuses XML that is cut off, wherever the cut is", () => {
  const whole =
    "<?xml version='1.0'?><a><b>1 &amp; 2</b><c><![CDATA[<d>]]></c></a>";
  assertEquals(readXml(whole, "it").children.length, 2);
  for (let length = 0; length < whole.length; length++) {
    assertEquals(refusal(whole.slice(0, length)), "payload", `${length}`);
  }
});

Deno.test("readXml() refuses XML that is no XML", () => {
  for (
    const xml of [
      "",
      "Too many requests",
      '{"error":"no"}',
      "<a><b></a></b>",
      "<a/><b/>",
      "<a><b></a>",
      "<a><!-- </a>",
      "<a><![CDATA[</a>",
      "<p>one<br>two</p>",
    ]
  ) assertEquals(refusal(xml), "payload", xml);
});

Deno.test("readXml() refuses a document that declares anything, before it is parsed", () => {
  const lol = '<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">';
  for (
    const xml of [
      `<?xml version="1.0"?><!DOCTYPE x [${lol}]><x>&b;</x>`,
      '<!DOCTYPE x SYSTEM "file:///etc/passwd"><x/>',
      `<x>${lol}</x>`,
    ]
  ) assertEquals(refusal(xml), "too_large", xml);
});

Deno.test("readXml() takes a DOCTYPE in CDATA or a comment for the text that it is", () => {
  const { text } = readXml(
    "<a><!-- <!DOCTYPE --><![CDATA[<!DOCTYPE html>]]></a>",
    "it",
  );
  assertEquals(text, "<!DOCTYPE html>");
});

Deno.test("readXml() refuses deep nesting and more elements than a board has", () => {
  const nested = (depth: number) => "<a>".repeat(depth) + "</a>".repeat(depth);
  assertEquals(readXml(nested(30), "it").name, "a");
  assertEquals(refusal(nested(40)), "too_large");
  assertEquals(refusal(nested(100_000)), "too_large");
  assertEquals(refusal(`<a>${"<b/>".repeat(700_000)}</a>`), "too_large");
});

Deno.test("readXml() refuses names that would reach into objects", () => {
  for (const name of ["__proto__", "constructor", "prototype"]) {
    const error = assertThrows(
      () => readXml(`<a><${name}>1</${name}></a>`, "it"),
      ScanError,
    );
    assert(error.kind === "too_large" || error.kind === "payload");
  }
});
