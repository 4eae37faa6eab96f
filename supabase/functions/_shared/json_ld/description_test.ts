import { assertEquals } from "@std/assert";
import { descriptionOf } from "./description.ts";

function text(description: unknown, over: Record<string, unknown> = {}) {
  return descriptionOf({ description, ...over })?.();
}

Deno.test("descriptionOf() reads HTML, escaped or not", () => {
  assertEquals(
    text("<p>Bread &amp; salt</p><ul><li>1 &lt; 2</li></ul>"),
    "Bread & salt\n\n- 1 < 2",
  );
  assertEquals(text("&lt;p&gt;Bread &amp;amp; salt&lt;/p&gt;"), "Bread & salt");
});

Deno.test("descriptionOf() keeps the lines of a text without tags", () => {
  assertEquals(
    text("Bread\nand salt.\r\n\r\nRye: 1 < 2"),
    "Bread\nand salt.\n\nRye: 1 < 2",
  );
});

Deno.test("descriptionOf() undoes line breaks and references that were escaped twice", () => {
  assertEquals(
    text("<b>Bread</b>\\n\\n<i>x\\nice</i>&amp;#xa;&amp;nbsp;y"),
    "Bread x\\nice\ny",
  );
});

Deno.test("descriptionOf() appends what stands beside the description", () => {
  assertEquals(
    text("<p>Bakes.</p>", {
      responsibilities: ["Bread.", "Rolls."],
      qualifications: "<ul><li>Hands</li></ul>",
    }),
    "Bakes.\n\nBread.\nRolls.\n\n- Hands",
  );
  assertEquals(text(null, { responsibilities: "Bread." }), "Bread.");
});

Deno.test("descriptionOf() says nothing twice", () => {
  assertEquals(
    text("<p>Bakes.</p><p>Bread.</p>", { responsibilities: "Bread." }),
    "Bakes.\n\nBread.",
  );
});

Deno.test("descriptionOf() is null where there is none", () => {
  assertEquals([undefined, "", " ", 7, {}, []].map((none) => text(none)), [
    undefined,
    undefined,
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
});
