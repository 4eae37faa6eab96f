/**
 * A project as it is before boardscan: nothing of it there. PGlite in memory, or
 * a server of its own where the tests run on a real one. Imported by tests only.
 *
 * @module
 */
import type { Database } from "../../../scripts/stack/database.ts";
import { migrate } from "../../../scripts/stack/migrate.ts";
import { openPglite } from "../../../scripts/stack/pglite/database.ts";
import { connectPostgres } from "../../../scripts/stack/postgres_database.ts";
import { startPostgres } from "../../../scripts/stack/postgres_server.ts";

export interface BareProject {
  readonly database: Database;
  close(): Promise<void>;
}

async function open(): Promise<BareProject> {
  if (!Deno.env.has("BOARDSCAN_TEST_DATABASE")) {
    const { database } = await openPglite({ folder: null, port: null });
    return { database, close: () => database.close() };
  }
  const server = await startPostgres();
  const database = connectPostgres(server.url);
  return {
    database,
    async close() {
      await database.close();
      await server.stop();
    },
  };
}

/** With the roles and the notes on migrations that a project has from the beginning. */
export async function openBareProject(): Promise<BareProject> {
  const project = await open();
  try {
    await migrate(project.database, []);
    return project;
  } catch (error) {
    await project.close();
    throw error;
  }
}
