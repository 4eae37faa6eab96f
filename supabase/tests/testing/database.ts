/**
 * A database with all migrations in it, emptied between tests. Imported by tests only.
 *
 * @module
 */
import type { Database } from "../../../scripts/stack/database.ts";
import { migrate, readMigrations } from "../../../scripts/stack/migrate.ts";
import { openPglite } from "../../../scripts/stack/pglite/database.ts";
import { connectPostgres } from "../../../scripts/stack/postgres_database.ts";

/** PGlite in memory, or the server in BOARDSCAN_TEST_DATABASE, which must be there for nothing else. */
export async function openTestDatabase(): Promise<Database> {
  const url = Deno.env.get("BOARDSCAN_TEST_DATABASE");
  const database = url
    ? connectPostgres(url)
    : (await openPglite({ folder: null, port: null })).database;
  try {
    await migrate(database);
    return database;
  } catch (error) {
    await database.close();
    throw error;
  }
}

/** One database for all tests of a file: emptied before each, closed after the last. */
export async function testDatabase(): Promise<Database> {
  const database = await openTestDatabase();
  const reset = await createReset(database);
  Deno.test.beforeEach(reset);
  Deno.test.afterAll(() => database.close());
  return database;
}

/** Takes a database back to what it was after its migrations. */
export async function createReset(
  database: Database,
): Promise<() => Promise<void>> {
  // Migrations put rows into two tables; they are put in again as written there.
  const inserts = (await readMigrations()).flatMap(({ sql }) =>
    sql.match(/^insert into scanner\.(?:hosts|settings)[^;]*;/gm) ?? []
  );
  return () =>
    database.execute(`
      do $$ begin
        execute (
          select 'truncate ' || string_agg(c.oid::regclass::text, ', ') || ' restart identity'
          from pg_class c
          where c.relkind = 'r' and c.relnamespace in ('public'::regnamespace, 'scanner'::regnamespace)
        );
        perform cron.unschedule(j.jobid) from cron.job j;
        delete from cron.job_run_details;
        delete from net.http_request_queue;
        delete from net._http_response;
      end $$;
      ${inserts.join("\n")}`);
}
