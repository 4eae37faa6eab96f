import { assert, assertEquals } from "@std/assert";
import { unicodeWidth } from "@std/cli/unicode-width";
import { type Column, fit, renderTable } from "./table.ts";

interface Dish {
  name: string;
  price: number;
}

const COLUMNS: Column<Dish>[] = [
  { head: "name", cell: ({ name }) => name, least: 6 },
  { head: "price", cell: ({ price }) => String(price), right: true },
];

/** The lines of a table, without what makes them bold or dim. */
function lines(dishes: Dish[], width = 80): string[] {
  // deno-lint-ignore no-control-regex
  return renderTable(COLUMNS, dishes, width).replace(/\x1b\[\d+m/g, "")
    .split("\n");
}

Deno.test("fit() leaves alone what fits, and marks a cut", () => {
  assertEquals(fit("bread", 5), "bread");
  assertEquals(fit("breads", 5), "brea…");
  assertEquals(fit("", 0), "");
});

Deno.test("fit() counts the columns of the terminal, not characters", () => {
  assertEquals(fit("日本語", 6), "日本語");
  assertEquals(fit("日本語", 5), "日本…");
  assertEquals(fit("日本語", 4), "日…");
});

Deno.test("renderTable() aligns its columns to the widest cell, numbers to the right", () => {
  assertEquals(
    lines([{ name: "Soup", price: 5 }, { name: "Dumplings", price: 12 }]),
    [
      "name       price",
      "Soup           5",
      "Dumplings     12",
      "2 rows",
    ],
  );
});

Deno.test("renderTable() aligns wide characters too", () => {
  const [, first = "", second = ""] = lines([
    { name: "日本語", price: 1 },
    { name: "abcdef", price: 2 },
  ]);
  assertEquals(unicodeWidth(first), unicodeWidth(second));
});

Deno.test("renderTable() narrows what may give way until the rows fit", () => {
  const table = lines([{ name: "A very long name", price: 12 }], 17);
  assertEquals(table, ["name        price", "A very lo…     12", "1 row"]);
});

Deno.test("renderTable() narrows no column below its least, even where the rows do not fit", () => {
  const table = lines([{ name: "A very long name", price: 12 }], 5);
  assertEquals(table.slice(0, 2), ["name    price", "A ver…     12"]);
});

Deno.test("renderTable() leaves no blanks at the end of a line", () => {
  const columns: Column<Dish>[] = COLUMNS.toReversed();
  const table = renderTable(columns, [{ name: "Soup", price: 5 }, {
    name: "Dumplings",
    price: 5,
  }], 80);
  assert(table.split("\n").every((line) => line === line.trimEnd()));
});

Deno.test("renderTable() of nothing is its heads", () => {
  assertEquals(lines([]), ["name  price", "0 rows"]);
});
