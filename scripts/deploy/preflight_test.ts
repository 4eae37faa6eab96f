import { assert, assertEquals, assertMatch, assertRejects } from "@std/assert";
import { migrate, readMigrations } from "../stack/migrate.ts";
import { openPglite } from "../stack/pglite/database.ts";
import { readListed } from "../names.ts";
import {
  describeTakenNames,
  findTakenNames,
  namesMadeBy,
} from "./preflight.ts";

// PGlite takes seconds to start: one for the file, closed by the last test.
const { database } = await openPglite({ folder: null, port: null });
const migrations = await readMigrations();
const FIRST = "20261121000050";

async function names(query: string): Promise<string[]> {
  const { rows } = await database.query(query);
  return rows.map(({ name }) => String(name));
}

Deno.test("a bare project has no name that is taken", async () => {
  assertEquals(await findTakenNames(database), []);
});

Deno.test("what has a name that boardscan makes is found, whatever it is, and nothing else", async () => {
  await database.execute(`
    create table public.job_sources (id int);
    create view public.open_postings as select 1 as one;
    create function public.add_source(a int, b int, c int) returns int language sql as 'select 1';
    create type public.job_postings as enum ('a', 'b');
    create table public.companies (id int);
    create index job_postings_open on public.companies (id);
    create function public.mine() returns int language sql as 'select 1';
    create schema scanner;
    create table scanner.scans (id int);
  `);
  assertEquals(await findTakenNames(database), [
    { name: "public.add_source", kind: "function" },
    { name: "public.job_postings", kind: "type" },
    { name: "public.job_postings_open", kind: "index" },
    { name: "public.job_sources", kind: "table" },
    { name: "public.open_postings", kind: "view" },
    { name: "scanner", kind: "schema" },
    { name: "scanner.scans", kind: "table" },
  ]);
  const said = describeTakenNames(await findTakenNames(database));
  assertMatch(said, /public\.job_sources \(table\)/);
  assertMatch(said, /deno task adopt/);
});

Deno.test("the first migration refuses in a project whose names are taken, and changes nothing", async () => {
  const objects = () =>
    names(`
    select oid::regclass::text as name from pg_class where relnamespace not in ('pg_catalog'::regnamespace, 'pg_toast'::regnamespace)
    union all select oid::regprocedure::text from pg_proc
    union all select extname from pg_extension
    union all select version from supabase_migrations.schema_migrations order by 1`);
  await migrate(database, []);
  const before = await objects();
  const refused = await assertRejects(() => migrate(database), Error);
  assertMatch(refused.message, new RegExp(FIRST));
  assert(refused.cause instanceof Error);
  assertMatch(
    refused.cause.message,
    /public\.add_source, public\.job_postings, public\.job_postings_open, public\.job_sources, public\.open_postings, schema scanner\. Run "deno task adopt"/,
  );
  assertEquals(await objects(), before);
  await database.execute(`
    drop schema scanner cascade;
    drop table public.job_sources, public.companies;
    drop view public.open_postings;
    drop type public.job_postings;
    drop function public.add_source(int, int, int), public.mine();
  `);
});

Deno.test("what boardscan has made so far is its own, half way and at the end", async () => {
  await migrate(database, migrations.slice(0, 20));
  assertEquals(await findTakenNames(database), []);

  await database.execute("create view public.scan_log as select 1 as one");
  assertEquals(await findTakenNames(database), [
    { name: "public.scan_log", kind: "view" },
  ]);
  await database.execute("drop view public.scan_log");

  await migrate(database);
  assertEquals(await findTakenNames(database), []);
});

Deno.test("an installation whose migrations are not noted is still its own", async () => {
  await database.execute(
    "alter table supabase_migrations.schema_migrations rename to put_away",
  );
  assertEquals(await findTakenNames(database), []);
  // A file that comes first runs in it without a word, too.
  const first = migrations.filter(({ version }) => version === FIRST);
  assertEquals(await migrate(database, first), 1);
  await database.execute(`
    drop table supabase_migrations.schema_migrations;
    alter table supabase_migrations.put_away rename to schema_migrations`);
});

Deno.test("what the files are read to make is what the database then has", async () => {
  const made = namesMadeBy(migrations);
  const relations = await names(`
    select n.nspname || '.' || c.relname as name
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname in ('public', 'scanner')
      and (c.relkind in ('r', 'v') or (c.relkind = 'i' and not exists (
        select from pg_constraint k where k.conindid = c.oid)))`);
  assertEquals(made.relations.toSorted(), relations.toSorted());
  const functions = await names(`
    select distinct n.nspname || '.' || p.proname as name
    from pg_proc p join pg_namespace n on n.oid = p.pronamespace
    where n.nspname in ('public', 'scanner')`);
  assertEquals([...new Set(made.functions)].toSorted(), functions.toSorted());
  assertEquals(made.schemas, ["scanner"]);
});

Deno.test("the first migration and uninstall.sql know every name that the migrations make", async () => {
  for (const { file, stands, should } of await readListed()) {
    assertEquals(stands, should, `run deno task names: ${file.pathname}`);
    assertMatch(stands, /'public\.job_postings'/);
  }
});

Deno.test("the database is closed", async () => {
  await database.close();
});
