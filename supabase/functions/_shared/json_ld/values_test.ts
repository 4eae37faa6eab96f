import { assertEquals } from "@std/assert";
import { listOf, localName, textOf, textsOf, typesOf } from "./values.ts";

Deno.test("textsOf() finds the texts in each shape, cleaned and decoded", () => {
  assertEquals(
    textsOf([
      " Bread &amp;\n salt ",
      7,
      { "@type": "Country", name: ["Italy", { "@value": "Spain" }] },
      null,
      "",
      "UNAVAILABLE",
      true,
      {},
    ]),
    ["Bread & salt", "7", "Italy", "Spain"],
  );
});

Deno.test("textOf() ends on names of names", () => {
  let deep: unknown = "x";
  for (let i = 0; i < 100_000; i++) deep = { name: deep };
  assertEquals(textOf(deep), null);
});

Deno.test("typesOf() and localName() drop the vocabulary's address", () => {
  assertEquals(
    typesOf({ "@type": ["https://schema.org/Place", "schema:Thing", 7] }),
    ["Place", "Thing"],
  );
  assertEquals(localName("https://example.org/x#TELECOMMUTE"), "TELECOMMUTE");
});

Deno.test("listOf() makes one or none a list", () => {
  assertEquals([listOf("a"), listOf(["a"]), listOf(null)], [["a"], ["a"], []]);
});

Deno.test("textOf() undoes what was escaped twice, and no more", () => {
  assertEquals(
    ["R&amp;amp;D", "a&amp;#xa;b", "R&amp;D", "1 &lt; 2", "&amp;lt;b&amp;gt;"]
      .map(textOf),
    ["R&D", "a b", "R&D", "1 < 2", "&lt;b&gt;"],
  );
});
