/**
 * A project that has things of its own, into which boardscan comes, works, and
 * from which it goes again: what was there before is there after, and nothing else.
 */
import { assert, assertEquals, assertMatch, assertRejects } from "@std/assert";
import { migrate, readMigrations } from "../../scripts/stack/migrate.ts";
import { catalogue, difference } from "./testing/catalogue.ts";
import { openBareProject } from "./testing/bare_project.ts";
import {
  createDoors,
  filter,
  posting,
  report,
  rows,
  scanned,
  source,
} from "./testing.ts";

const UNINSTALL = await Deno.readTextFile(
  new URL("../uninstall.sql", import.meta.url),
);
const { database, close } = await openBareProject();
Deno.test.afterAll(close);
const doors = createDoors(database);

/** Of other names than boardscan's, some of them near. */
const OWN = `
  create extension if not exists pg_net with schema extensions;
  create extension if not exists pg_cron with schema pg_catalog;
  create extension if not exists supabase_vault;

  create schema crawler;
  create type public.mood as enum ('calm', 'keen');
  create table public.companies (
    id bigint generated always as identity primary key,
    name text not null unique,
    mood public.mood default 'calm'
  );
  create table crawler.scans (id uuid primary key default gen_random_uuid(), company_id bigint references public.companies);
  alter table public.companies enable row level security;
  create policy everyone on public.companies for select to authenticated using (true);
  create function public.shout() returns trigger language plpgsql set search_path = '' as $$
    begin new.name := upper(new.name); return new; end $$;
  create trigger shout before insert on public.companies for each row execute function public.shout();
  create view public.keen_companies with (security_invoker = true) as select name from public.companies where mood = 'keen';
  grant select on public.keen_companies to authenticated;
  comment on table public.companies is 'Mine';
  alter default privileges in schema public grant select on tables to authenticated;
  alter publication supabase_realtime add table public.companies;
  insert into public.companies (name, mood) values ('Acme', 'keen'), ('Globex', default);
  insert into crawler.scans (company_id) select id from public.companies;
  select cron.schedule('nightly', '0 3 * * *', 'select 1');
  select cron.schedule('dispatch', '0 4 * * *', 'select 2');
  select vault.create_secret('https://hooks.example/mine', 'my_hook', 'mine');
  insert into supabase_migrations.schema_migrations (version, name) values ('20250101000000', 'companies');
`;

const OWN_ROWS = `
  select 'company' as kind, to_jsonb(c)::text as line from public.companies c
  union all select 'scan', to_jsonb(s)::text from crawler.scans s
  union all select 'run', to_jsonb(r)::text from cron.job_run_details r where r.jobid in (
    select j.jobid from cron.job j where j.jobname = 'nightly')
  order by 1, 2`;

/** Boards are watched, scanned and told of; somebody saves something. */
async function use() {
  await database.query(
    "select scanner.configure('https://project.example')",
  );
  await filter(database);
  const id = await source(database);
  await scanned(database, id, report([posting("1"), posting("2")]));
  await scanned(database, id, report([posting("1", { title: "Changed" })]));
  await database.query(
    "update public.job_postings set status = 'saved' where external_id = '1'",
  );
  await database.query(
    "insert into scanner.operators (user_id) values (gen_random_uuid())",
  );
  await database.query(
    "select public.add_notification('me', 'https://hooks.example/theirs')",
  );
  await doors.beginScan(crypto.randomUUID());
  await database.query("select scanner.dispatch()");
  await database.query("select scanner.housekeep()");
}

let before: string[] = [];
let ownRows: unknown[] = [];

Deno.test("a project keeps what is its own, unchanged, when boardscan comes and works", async () => {
  await database.execute(OWN);
  before = await catalogue(database);
  ownRows = await rows(database, OWN_ROWS);

  await migrate(database);
  await use();

  const { gone, added } = difference(before, await catalogue(database));
  assertEquals(gone, []);
  assert(added.length > 500);
  assertEquals(
    added.filter((line) => line.startsWith("job ")).map((line) =>
      line.split(" ")[1]
    ),
    ["boardscan-dispatch", "boardscan-housekeep"],
  );
  assertEquals(await rows(database, OWN_ROWS), ownRows);
});

Deno.test("uninstall.sql stops before something that stands on boardscan, names it and changes nothing", async () => {
  for (
    const [mine, why, drop] of [
      [
        "create view public.best as select title from public.open_postings",
        "view best depends on view open_postings",
        "drop view public.best",
      ],
      [
        "create table public.remarks (posting_id bigint references public.job_postings, text text)",
        "constraint remarks_posting_id_fkey on table remarks depends on table job_postings",
        "drop table public.remarks",
      ],
      [
        "create table scanner.remarks (text text)",
        "table scanner.remarks depends on schema scanner",
        "drop table scanner.remarks",
      ],
    ] as const
  ) {
    await database.execute(mine);
    const there = await catalogue(database);
    const refused = await assertRejects(
      () => database.execute(UNINSTALL),
      Error,
    );
    assertEquals(
      refused.message,
      `Cannot uninstall boardscan, and nothing was changed: ${why}`,
    );
    assertEquals(await catalogue(database), there);
    await database.execute(drop);
  }
});

Deno.test("uninstall.sql takes away everything that boardscan made, and only that", async () => {
  await database.execute(UNINSTALL);
  assertEquals(difference(before, await catalogue(database)), {
    gone: [],
    added: [],
  });
  assertEquals(await rows(database, OWN_ROWS), ownRows);
});

Deno.test("uninstall.sql says so where there is nothing to uninstall", async () => {
  const refused = await assertRejects(() => database.execute(UNINSTALL), Error);
  assertMatch(refused.message, /^Cannot uninstall boardscan: it is not here/);
});

Deno.test("what was uninstalled can be installed again", async () => {
  assertEquals(await migrate(database), (await readMigrations()).length);
  await use();
  await database.execute(UNINSTALL);
  assertEquals(difference(before, await catalogue(database)), {
    gone: [],
    added: [],
  });
});

Deno.test("in a bare project the three extensions stay, and nothing else", async () => {
  const bare = await openBareProject();
  try {
    const empty = await catalogue(bare.database);
    await migrate(bare.database);
    await bare.database.execute(UNINSTALL);
    const { gone, added } = difference(empty, await catalogue(bare.database));
    assertEquals(gone, []);
    assertEquals(
      added.filter((line) => line.startsWith("extension ")).map((line) =>
        line.split(" ")[1]
      ),
      ["pg_cron", "pg_net", "supabase_vault"],
    );
    assertEquals(
      added.filter((line) => !/extension |\b(?:cron|net|vault)\b/.test(line)),
      [],
    );
  } finally {
    await bare.close();
  }
});
