/**
 * The SQL-only stand-ins for pg_net, pg_cron and Vault, as PGlite takes them, and how to
 * tell them from the real ones.
 *
 * @module
 */
import type { Database } from "./database.ts";
import { packTarGz } from "./tar.ts";

const FOLDER = new URL("./extensions/", import.meta.url);
const FILES = [
  "pg_net.control",
  "pg_net--0.20.4.sql",
  "pg_cron.control",
  "pg_cron--1.6.sql",
  "supabase_vault.control",
  "supabase_vault--0.3.1.sql",
];

/** Writes the bundle to a temporary file, for PGlite reads it by address; the caller removes it. */
export async function bundleExtensions(): Promise<string> {
  const files = await Promise.all(
    FILES.map(async (name): Promise<[string, Uint8Array]> => [
      `share/postgresql/extension/${name}`,
      await Deno.readFile(new URL(name, FOLDER)),
    ]),
  );
  const path = await Deno.makeTempFile({
    prefix: "boardscan-extensions-",
    suffix: ".tar.gz",
  });
  await Deno.writeFile(path, await packTarGz(files));
  return path;
}

/**
 * Whether the extension that made this schema is a stand-in, which needs its
 * worker; the real one, written in C, has its own.
 */
export async function isStandIn(
  database: Database,
  schema: "cron" | "net",
): Promise<boolean> {
  const { rows: [found] } = await database.query(
    `select count(*)::text as count
     from pg_proc p join pg_language l on l.oid = p.prolang
     where p.pronamespace = $1::text::regnamespace and l.lanname = 'c'`,
    [schema],
  );
  return found?.count === "0";
}
