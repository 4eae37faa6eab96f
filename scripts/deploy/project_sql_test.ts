import { assertEquals, assertRejects, assertThrows } from "@std/assert";
import type { Answer, Cli } from "./cli.ts";
import { createProjectSql, inline } from "./project_sql.ts";

const PROJECT = {
  ref: "abcdefghijklmnopqrst",
  url: "https://abcdefghijklmnopqrst.supabase.co",
  platform: "--remote",
  database: "--remote",
};

/** A CLI that answers one command, and what it was asked. */
function answering(answer: Partial<Answer>) {
  const asked: (readonly string[])[] = [];
  const cli: Cli = {
    version: "3.1.0",
    command: "supabase",
    run(args) {
      if (asked.length > 0) throw new Error("Asked twice");
      asked.push(args);
      return Promise.resolve({
        code: 0,
        printed: "[]",
        complained: "",
        ...answer,
      });
    },
    read: () => Promise.reject(new Error("Not asked for secrets")),
  };
  return { asked, sql: createProjectSql(cli, PROJECT) };
}

Deno.test("parameters become literals that no text can leave", () => {
  assertEquals(
    inline("select $1::text, $2, $1", ["it's $2", null]),
    "select 'it''s $2'::text, null, 'it''s $2'",
  );
  assertThrows(() => inline("select $2", ["one"]), RangeError, "$2");
});

Deno.test("a query may read only, a change is agreed to", async () => {
  const reading = answering({ printed: '[\n  {\n    "one": 1\n  }\n]' });
  assertEquals(await reading.sql.query("select 1 as one"), {
    rows: [{ one: 1 }],
    affected: 1,
  });
  assertEquals(reading.asked[0]?.includes("--read-only"), true);
  assertEquals(reading.asked[0]?.includes("--yes"), false);

  const changing = answering({});
  assertEquals(await changing.sql.change("select f()"), []);
  assertEquals(changing.asked[0]?.includes("--yes"), true);
  assertEquals(changing.asked[0]?.includes("--read-only"), false);
});

Deno.test("rows are found among the warnings of the CLI", async () => {
  const { sql } = answering({
    printed:
      '│\n▲  Connected to 127.0.0.1 without TLS\n[\n  {\n    "names": [\n      "a"\n    ]\n  }\n]\n',
  });
  assertEquals((await sql.query("select 1")).rows, [{ names: ["a"] }]);
});

Deno.test("an answer without rows, and a refusal, are errors", async () => {
  await assertRejects(
    () => answering({ printed: "nothing" }).sql.query("select 1"),
    Error,
    "Cannot read the rows",
  );
  await assertRejects(
    () =>
      answering({ code: 1, complained: "status 401" }).sql.query("select 1"),
    Error,
    "Cannot read the database of project",
  );
});
