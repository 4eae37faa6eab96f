import { assert, assertEquals, assertMatch } from "@std/assert";
import { z } from "zod";
import {
  begun,
  createDoors,
  filter,
  posting,
  report,
  rows,
  source,
  testDatabase,
} from "../supabase/tests/testing.ts";
import type { Row } from "../supabase/functions/_shared/rows.ts";
import { serveRest } from "./stack/rest/testing.ts";
import { runCommand } from "./testing.ts";

const db = await testDatabase();

const Rows = z.array(z.record(z.string(), z.unknown()));

/** Runs the command on a project with the test's database behind it. */
async function jobs(...args: string[]) {
  await using rest = await serveRest(db, () => new Date());
  return await runCommand("jobs", args, {
    SUPABASE_URL: rest.url,
    SUPABASE_SECRET_KEY: rest.keys.secret,
  });
}

async function board(company: string, ...listed: Row[]): Promise<number> {
  const id = await source(db, { company });
  await scan(id, ...listed);
  return id;
}

async function scan(id: number, ...listed: Row[]): Promise<void> {
  const scanId = await begun(db, id);
  const doors = createDoors(db);
  await doors.upsert(scanId, listed);
  await doors.finish(scanId, report(listed));
}

function titles(printed: string): unknown[] {
  return Rows.parse(JSON.parse(printed)).map(({ title }) => title);
}

Deno.test("deno task jobs --json prints the rows of open_postings, the best first", async () => {
  await filter(db);
  await board(
    "Acme",
    posting("1", { score: 40 }),
    posting("2", { score: 90, title: "B\u009b31m" }),
  );
  const { code, printed, complained } = await jobs("--json");
  assertEquals(code, 0);
  assert(!/[^\P{Cc}\n]/u.test(printed));
  assertEquals(
    Rows.parse(JSON.parse(printed)).map((row) => row.id),
    (await rows(db, "select id from open_postings order by score desc"))
      .map(({ id }) => id),
  );
  assertEquals(titles(printed), ["B\u009b31m", "Engineer 1"]);
  assertMatch(complained, /^Reading http:\/\/127\.0\.0\.1:\d+\n$/);
});

Deno.test("deno task jobs takes companies by a part of their name and postings by their least score", async () => {
  await filter(db);
  await board("Acme 100% (Oslo)", posting("1", { score: 40 }));
  await board("Globex", posting("2", { score: 90 }));
  const found = async (...args: string[]) =>
    titles((await jobs("--json", ...args)).printed);
  assertEquals(await found("--company=aCME"), ["Engineer 1"]);
  assertEquals(await found("--company=100% (o"), ["Engineer 1"]);
  assertEquals(await found("--company=%"), ["Engineer 1"]);
  assertEquals(await found("--company=_"), []);
  assertEquals(await found("--min-score=41"), ["Engineer 2"]);
  assertEquals(await found("--limit=1"), ["Engineer 2"]);
  assertEquals(await found("--new", "--min-score=90"), ["Engineer 2"]);
});

Deno.test("deno task jobs --new and --changes tell what came and what went", async () => {
  await filter(db);
  const id = await board("Acme", posting("1"), posting("2"));
  await scan(id, posting("1", { title: "Baker" }));
  const { printed } = await jobs("--new");
  assertMatch(printed, /^score {2}title .*\n.*Baker.* new .*\n1 row\n1 new /);
  const changes = Rows.parse(
    JSON.parse((await jobs("--changes", "--json")).printed),
  );
  assertEquals(
    changes.map(({ kind, was }) => [kind, was]).sort(),
    [["closed", null], ["opened", null], ["opened", null], [
      "retitled",
      "Engineer 1",
    ]],
  );
  const table = (await jobs("--changes")).printed;
  assertMatch(table, /retitled {2}Baker .*Engineer 1 → Baker/);
  assertMatch(table, /\n4 changes in /);
});

Deno.test("deno task jobs --csv prints the same rows for a spreadsheet", async () => {
  await filter(db);
  await board("Acme", posting("1", { title: '=1+1,"x"' }));
  const { printed } = await jobs("--csv");
  const [heads = "", line = "", end] = printed.split("\r\n");
  assertMatch(heads, /^id,score,rank,title,company,/);
  assert(line.includes(`,"'=1+1,""x""",Acme,`), line);
  assertEquals(end, "");
});

Deno.test("deno task jobs writes no control characters into a pipe, though colours are not refused", async () => {
  await filter(db);
  await board("Acme", posting("1", { title: "B\x1b[2Jaker" }));
  await using rest = await serveRest(db, () => new Date());
  for (const args of [[], ["--new"], ["--changes"], ["--csv"], ["--json"]]) {
    const { printed } = await runCommand("jobs", args, {
      NO_COLOR: "",
      SUPABASE_URL: rest.url,
      SUPABASE_SECRET_KEY: rest.keys.secret,
    });
    assert(printed.includes("aker"));
    assert(!/[^\P{Cc}\r\n]/u.test(printed), JSON.stringify(printed));
  }
});

Deno.test("deno task jobs refuses what does not go together", async () => {
  for (
    const args of [
      ["--new", "--changes"],
      ["--json", "--csv"],
      ["--changes", "--min-score=5"],
      ["--min-score=101"],
      ["--limit=0"],
      ["--company="],
      ["baker"],
    ]
  ) {
    const { code, complained } = await runCommand("jobs", args);
    assertEquals(code, 2, args.join(" "));
    assertMatch(complained, /^Usage: deno task jobs \[/);
  }
});
