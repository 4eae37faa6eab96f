import { assertEquals, assertThrows } from "@std/assert";
import { codeIn, readMarkdown } from "./markdown.ts";

const TEXT = `# Bread

Before \`x\`, of \`a
line\`.

\`\`\`sh
bake --now
\`\`\`

## Daily use

| task       | does           |
| ---------- | -------------- |
| \`bake ID\` | \`--hot\`, or not |
| \`eat\`     |                |

\`\`\`
# no heading
\`\`\`

### Knives

## Prices
\`\`\`sql
select 1;

select 2;
\`\`\`
`;

Deno.test("readMarkdown() finds each block under its heading, and none in it", () => {
  const { blocks, headings } = readMarkdown(TEXT);
  assertEquals(headings, ["Bread", "Daily use", "Knives", "Prices"]);
  assertEquals(
    blocks.map((
      { language, code, path, line },
    ) => [language, code, path, line]),
    [
      ["sh", "bake --now\n", ["Bread"], 6],
      ["", "# no heading\n", ["Bread", "Daily use"], 17],
      ["sql", "select 1;\n\nselect 2;\n", ["Bread", "Prices"], 24],
    ],
  );
});

Deno.test("readMarkdown() finds tables and the code in sentences and cells", () => {
  const { tables, inline } = readMarkdown(TEXT);
  assertEquals(
    tables.map(({ heading, head, rows }) => ({ heading, head, rows })),
    [{
      heading: "Daily use",
      head: ["task", "does"],
      rows: [["`bake ID`", "`--hot`, or not"], ["`eat`", ""]],
    }],
  );
  assertEquals(
    inline.map(({ code, heading, line }) => [code, heading, line]),
    [
      ["x", "Bread", 3],
      ["bake ID", "Daily use", 14],
      ["--hot", "Daily use", 14],
      ["eat", "Daily use", 15],
    ],
  );
});

Deno.test("readMarkdown() refuses a block that has no end", () => {
  assertThrows(
    () => readMarkdown("a\n```sh\nbake\n"),
    Error,
    "Cannot read the block in line 2",
  );
});

Deno.test("codeIn() takes marks of any length", () => {
  assertEquals(codeIn("``a`b`` and `c`"), ["a`b", "c"]);
});
