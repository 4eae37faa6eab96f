import { assertEquals } from "@std/assert";
import { paragraph, table } from "./markdown.ts";

Deno.test("a paragraph is wrapped at eighty signs", () => {
  const text = paragraph("word ".repeat(40).trim());
  assertEquals(
    text.split("\n").map((line) => line.length),
    [79, 79, 39],
  );
});

Deno.test("a piece of code is never broken", () => {
  const code = "`deno task planning --refresh`";
  const text = paragraph(`${"word ".repeat(12)}${code} and more`);
  assertEquals(text.split("\n").at(-1), `${code} and more`);
});

Deno.test("what follows a piece of code stays at it", () => {
  assertEquals(
    paragraph("as `deno task planning`. Then"),
    "as `deno task planning`. Then",
  );
});

Deno.test("an entry of a list is indented from its second line on", () => {
  const [first, second] = paragraph("word ".repeat(20).trim(), true).split(
    "\n",
  );
  assertEquals(first?.slice(0, 6), "- word");
  assertEquals(second?.slice(0, 6), "  word");
});

Deno.test("the columns of a table are as wide as their widest cell", () => {
  assertEquals(
    table(["name", "n"], [["one", "1"], ["another", "1,000"]], 1).split("\n"),
    [
      "| name    |     n |",
      "| ------- | ----: |",
      "| one     |     1 |",
      "| another | 1,000 |",
    ],
  );
});
