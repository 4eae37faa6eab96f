/**
 * The database that is adopted: a project's by its address, or a local stack's by
 * its folder.
 *
 * @module
 */
import { openDataFolder } from "../stack/data_folder.ts";
import type { Database } from "../stack/database.ts";
import { migrate } from "../stack/migrate.ts";
import { openPglite } from "../stack/pglite/database.ts";
import { connectPostgres } from "../stack/postgres_database.ts";

/** @throws {Error} where none is named. */
export async function openDatabase(
  place: string | null,
): Promise<{ database: Database; close(): Promise<void> }> {
  if (place === null) {
    throw new Error(
      "Cannot adopt: set SUPABASE_DB_URL to the database's address (Connect, Session pooler in the dashboard)",
    );
  }
  if (/^postgres(?:ql)?:\/\//.test(place)) {
    const database = connectPostgres(place);
    return { database, close: () => database.close() };
  }
  const folder = await openDataFolder(place);
  try {
    const { database } = await openPglite({
      folder: folder.database,
      port: null,
    });
    // The roles that a project has from the beginning.
    await migrate(database, []);
    return {
      database,
      async close() {
        await database.close();
        folder.release();
      },
    };
  } catch (error) {
    folder.release();
    throw error;
  }
}
