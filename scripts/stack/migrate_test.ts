import { assert, assertEquals, assertRejects } from "@std/assert";
import { DatabaseError } from "./database.ts";
import { migrate, type Migration, readMigrations } from "./migrate.ts";
import { openPglite } from "./pglite/database.ts";

// PGlite takes seconds to start: one for the file, closed by the last test.
const opened = await openPglite({ folder: null, port: null });

function migration(version: string, sql: string): Migration {
  return { version, name: "trial", sql };
}

function start() {
  const { database } = opened;
  return {
    database,
    has: async (relation: string) => {
      const { rows } = await database.query(
        "select to_regclass($1::text) is not null as there",
        [relation],
      );
      return rows[0]?.there;
    },
    applied: async () => {
      const { rows } = await database.query(
        "select version from supabase_migrations.schema_migrations order by version",
      );
      return rows.map(({ version }) => version);
    },
  };
}

Deno.test("readMigrations() gives every file once, in the order of their versions", async () => {
  const versions = (await readMigrations()).map(({ version }) => version);
  assert(versions.length > 0);
  assertEquals(versions, [...new Set(versions)].sort());
});

Deno.test("migrate() applies all files of the repository, and the second time none", async () => {
  const { database, applied, has } = start();
  const all = await readMigrations();
  assertEquals(await migrate(database), all.length);
  assertEquals(await applied(), all.map(({ version }) => version));
  assert(await has("public.job_postings"));
  assertEquals(await migrate(database), 0);
});

Deno.test("migrate() applies only what is new", async () => {
  const { database, has } = start();
  const one = migration("90", "create table public.one (id int)");
  const two = migration("91", "create table public.two (id int)");
  assertEquals(await migrate(database, [one]), 1);
  assertEquals(await migrate(database, [one, two]), 1);
  assert(await has("public.two"));
});

Deno.test("migrate() rolls back a file that fails, names it, and keeps those before it", async () => {
  const { database, applied, has } = start();
  const good = migration("92", "create table public.good (id int)");
  const bad = migration(
    "93",
    "create table public.half (id int);\ninsert into public.half values ('x');",
  );
  const never = migration("94", "create table public.never (id int)");
  const error = await assertRejects(
    () => migrate(database, [good, bad, never]),
    Error,
    "Cannot apply migration 93_trial",
  );
  assert(error.cause instanceof DatabaseError);
  assertEquals(error.cause.code, "22P02");
  assertEquals(
    [await has("public.good"), await has("public.half")],
    [true, false],
  );
  assertEquals((await applied()).slice(-1), ["92"]);

  const mended = migration("93", "create table public.half (id int)");
  assertEquals(await migrate(database, [good, mended, never]), 2);
  assert(await has("public.never"));
});

Deno.test("migrate() takes a file whose last line is a comment", async () => {
  const { database, applied } = start();
  await migrate(database, [migration("95", "select 1 -- the end")]);
  assertEquals((await applied()).slice(-1), ["95"]);
});

Deno.test("the database of the migrations is closed", async () => {
  await opened.database.close();
});
