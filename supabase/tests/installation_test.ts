/**
 * installation(): what the holder of the secret key is told, on PGlite and, with
 * the real pg_cron, on a server.
 */
import { assert, assertEquals } from "@std/assert";
import { z } from "zod";
import type { AsRole } from "../../scripts/stack/database.ts";
import { isStandIn } from "../../scripts/stack/extensions.ts";
import { readMigrations } from "../../scripts/stack/migrate.ts";
import { filter, refusal, source, testDatabase } from "./testing.ts";

const database = await testDatabase();

const Told = z.object({
  now: z.string(),
  database_bytes: z.number().positive(),
  migrations: z.array(z.string()),
  extensions: z.record(z.string(), z.object({ installed: z.string() })),
  jobs: z.array(z.looseObject({ name: z.string(), active: z.boolean() })),
  cron_worker: z.boolean().nullable(),
  net_worker: z.boolean().nullable(),
  bare_tables: z.array(z.string()),
  operators: z.number(),
  filters: z.number(),
  scans_last_day: z.number(),
  scans_a_month: z.number(),
});

function as(role: AsRole["role"]): AsRole {
  return { role, claims: {}, method: "POST", path: "/" };
}

async function tell() {
  const { rows: [told] } = await database.queryAs(
    as("service_role"),
    "select public.installation()::text as told",
  );
  return Told.parse(JSON.parse(String(told?.told)));
}

Deno.test("installation() tells what is there, also to a role that may read none of it", async () => {
  await database.query("select scanner.configure('https://project.example')");
  await database.query(
    "select cron.schedule('another', '0 3 * * *', 'select 1')",
  );
  await filter(database);
  await source(database, { scan_every: "6 hours" });
  await source(database, { scan_every: "1 hour" });
  await source(database, { scan_every: "1 hour", enabled: false });
  const told = await tell();
  const folder = (await readMigrations()).map(({ version }) => version);
  assertEquals(told.migrations, folder);
  assertEquals(Object.keys(told.extensions).toSorted(), [
    "pg_cron",
    "pg_net",
    "supabase_vault",
  ]);
  assertEquals(told.jobs.map(({ name, active }) => [name, active]), [
    ["boardscan-dispatch", true],
    ["boardscan-housekeep", true],
  ]);
  assertEquals(told.bare_tables, []);
  assertEquals(
    [told.operators, told.filters, told.scans_last_day, told.scans_a_month],
    [0, 1, 0, 120 + 720],
  );
  assert(Math.abs(Date.parse(told.now) - Date.now()) < 60_000);
});

Deno.test("installation() sees pg_cron's worker where it is the real one, and looks for none of a stand-in", async () => {
  const { cron_worker, net_worker } = await tell();
  assertEquals(cron_worker, await isStandIn(database, "cron") ? null : true);
  assertEquals(net_worker, await isStandIn(database, "net") ? null : false);
});

Deno.test("installation() is told to nobody else", async () => {
  for (const role of ["anon", "authenticated"] as const) {
    const error = await refusal(
      database.queryAs(as(role), "select public.installation()"),
    );
    assertEquals(error.code, "42501");
  }
});
