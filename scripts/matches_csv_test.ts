import { assertEquals } from "@std/assert";
import { toCsv } from "./matches_csv.ts";

/** The one cell of a row. */
function cell(value: unknown): string {
  return toCsv([{ a: value }]).slice("a\r\n".length, -2);
}

Deno.test("toCsv() writes the names and then the rows, each line ended by CR LF", () => {
  assertEquals(
    toCsv([{ id: 1, title: "Baker" }, { id: 2, title: "Cook" }]),
    "id,title\r\n1,Baker\r\n2,Cook\r\n",
  );
  assertEquals(toCsv([]), "");
});

Deno.test("toCsv() quotes what holds a comma or a quote", () => {
  assertEquals(cell("Oslo, Norway"), '"Oslo, Norway"');
  assertEquals(cell('the "best"'), '"the ""best"""');
});

Deno.test("toCsv() writes lists as one cell, and nothing for null", () => {
  assertEquals(cell(["Oslo", "Bergen"]), "Oslo; Bergen");
  assertEquals(cell(null), "");
  assertEquals(cell(true), "true");
});

Deno.test("toCsv() takes the power from what a spreadsheet would compute", () => {
  for (const sign of ["=", "+", "-", "@", "＝", "＋", "－", "＠"]) {
    assertEquals(cell(`${sign}1`), `'${sign}1`);
  }
  assertEquals(cell('=HYPERLINK("x",1)'), `"'=HYPERLINK(""x"",1)"`);
  assertEquals(cell("  =1"), "'  =1");
  assertEquals(cell("\t=1"), "' =1");
  assertEquals(cell(["-10 on-site", "a"]), "'-10 on-site; a");
  assertEquals(cell("1 + 1 = 2"), "1 + 1 = 2");
});

Deno.test("toCsv() keeps a row on one line, whatever is in it", () => {
  assertEquals(cell("a\r\nb\x1b[2J"), "a b [2J");
});
