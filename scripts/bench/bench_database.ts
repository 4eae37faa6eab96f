/**
 * The database that is measured: a server by its address, one of the bench's own
 * where PostgreSQL is installed, else PGlite.
 *
 * @module
 */
import type { Database } from "../stack/database.ts";
import { migrate } from "../stack/migrate.ts";
import { openPglite } from "../stack/pglite/database.ts";
import { connectPostgres } from "../stack/postgres_database.ts";
import { NoPostgres, startPostgres } from "../stack/postgres_server.ts";
import { number, text } from "./scans.ts";

export interface BenchDatabase {
  readonly database: Database;
  /** What was measured on, such as `PostgreSQL 15.18`. */
  readonly server: string;
  close(): Promise<void>;
}

async function open(
  url: string | null,
): Promise<{ database: Database; stop: () => Promise<void>; kind: string }> {
  if (url) {
    return { database: connectPostgres(url), stop: async () => {}, kind: "" };
  }
  try {
    const server = await startPostgres();
    return {
      database: connectPostgres(server.url),
      stop: () => server.stop(),
      kind: ", a server of the bench's own, fsync off",
    };
  } catch (error) {
    if (!(error instanceof NoPostgres)) throw error;
    const { database } = await openPglite({ folder: null, port: null });
    return { database, stop: async () => {}, kind: " in PGlite, one session" };
  }
}

/**
 * Opens it with all migrations.
 *
 * @throws {Error} where somebody's sources are: the bench empties the tables.
 */
export async function openBenchDatabase(
  url: string | null,
): Promise<BenchDatabase> {
  const { database, stop, kind } = await open(url);
  const close = async () => {
    await database.close();
    await stop();
  };
  try {
    await migrate(database);
    if (await number(database, "select count(*) from public.job_sources") > 0) {
      throw new Error(
        "Cannot measure on this database: it has sources, and the bench empties it",
      );
    }
    const version = await text(database, "show server_version");
    return { database, server: `PostgreSQL ${version}${kind}`, close };
  } catch (error) {
    await close();
    throw error;
  }
}
