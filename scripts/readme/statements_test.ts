import { assertEquals } from "@std/assert";
import { readStatements } from "./statements.ts";

Deno.test("readStatements() gives each statement with the comment above it", () => {
  assertEquals(
    readStatements(`-- what is
-- open
select 1;

select 2; -- of the one before
-- last
select 3`),
    [
      { sql: "select 1", comment: "what is\nopen" },
      { sql: "select 2", comment: "" },
      { sql: "select 3", comment: "of the one before\nlast" },
    ],
  );
});

Deno.test("readStatements() takes a semicolon inside of something for a part of it", () => {
  for (
    const sql of [
      "select 'a;b''c;'",
      `select 1 as "a;""b"`,
      "do $$ begin perform 1; end $$",
      "do $it$ begin $$;$$; end $it$",
      "select /* ; */ 1 -- ;\n+ 1",
    ]
  ) {
    assertEquals(
      readStatements(`${sql};\n${sql};`).map((one) => one.sql),
      [sql, sql],
    );
  }
});

Deno.test("readStatements() finds none in comments alone", () => {
  assertEquals(readStatements("-- nothing;\n\n"), []);
});
