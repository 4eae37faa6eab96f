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
  /** For connections of one's own; null: PGlite has one session. */
  readonly url: string | null;
  /** What was measured on, such as `PostgreSQL 15.18`. */
  readonly server: string;
  close(): Promise<void>;
}

interface Opened extends Pick<BenchDatabase, "database" | "url"> {
  readonly stop: () => Promise<void>;
  readonly kind: string;
}

async function openMemory(): Promise<Opened> {
  const { database } = await openPglite({ folder: null, port: null });
  return {
    database,
    url: null,
    stop: async () => {},
    kind: " in PGlite, one session",
  };
}

async function open(db: string | null): Promise<Opened> {
  if (db === "memory") return await openMemory();
  if (db) {
    const database = connectPostgres(db);
    return { database, url: db, stop: async () => {}, kind: "" };
  }
  try {
    const server = await startPostgres();
    return {
      database: connectPostgres(server.url),
      url: server.url,
      stop: () => server.stop(),
      kind: ", a server of the bench's own, fsync off",
    };
  } catch (error) {
    if (!(error instanceof NoPostgres)) throw error;
    return await openMemory();
  }
}

/**
 * Opens it with all migrations: `memory` for PGlite, an address, or null for the
 * best that is there.
 *
 * @throws {Error} where somebody's sources are: the bench empties the tables.
 */
export async function openBenchDatabase(
  db: string | null,
): Promise<BenchDatabase> {
  const { database, url, stop, kind } = await open(db);
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
    return { database, url, server: `PostgreSQL ${version}${kind}`, close };
  } catch (error) {
    await close();
    throw error;
  }
}
