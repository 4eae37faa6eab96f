/**
 * What the README shows and nobody runs: the output of a command, and drawings.
 * Both must be true. Imported by tests only.
 *
 * @module
 */
import { assert, assertEquals } from "@std/assert";
import type { Database } from "../stack/database.ts";
import { row, rows } from "../../supabase/tests/testing.ts";

/** The numbers in the README are of one day; its words are of every day. */
function shapeOf(line: string): string {
  return line.trim().replace(/\d[\d,.]*/g, "0").replace(/\s+/g, " ");
}

/** Each line that is shown is printed, whatever its numbers and units; `...` leaves some out. */
export function assertPrinted(shown: string, printed: string): void {
  const shape = (line: string) => shapeOf(line).replace(/ [kMG]?B\b/g, " B");
  const shapes = new Set(printed.split("\n").map(shape));
  const boards = new Set(
    [...printed.matchAll(/ (succeeded +.+? \(\w+\)) /g)].map(([, one]) => one),
  );
  let compared = 0;
  for (
    const line of shown.split("\n").filter((one) =>
      !/^(?:\.\.\.|…)?$/.test(one)
    )
  ) {
    const board = / (succeeded +.+? \(\w+\)) /.exec(line)?.[1];
    // Which postings are the best is a matter of the day.
    if (/^ *\d+ {2}\S/.test(line) && !board) continue;
    assert(
      board ? boards.has(board) : shapes.has(shape(line)),
      `Not printed: ${line}`,
    );
    compared++;
  }
  assert(compared > 3, "Nothing was compared");
}

/** The functions, views and tables in a drawing are there. */
export async function assertDrawn(
  drawing: string,
  database: Database,
): Promise<void> {
  const functions = [...drawing.matchAll(/\b(\w+)\.(\w+)\(\)/g)];
  const relations = (drawing.match(/\b[a-z]+(?:_[a-z]+)+\b/g) ?? [])
    .filter((name) => !/^pg_/.test(name));
  assert(functions.length + relations.length > 3, "No rule knows this drawing");
  for (const [, schema, name] of functions) {
    const found = await rows(
      database,
      `select p.oid::text as id from pg_proc p
       where p.proname = $1::text and p.pronamespace = to_regnamespace($2::text)`,
      name,
      schema,
    );
    assertEquals(found.length, 1, `${schema}.${name}()`);
  }
  for (const name of relations) {
    const { there } = await row(
      database,
      "select to_regclass('public.' || $1::text) is not null as there",
      name,
    );
    assertEquals(there, true, name);
  }
}
