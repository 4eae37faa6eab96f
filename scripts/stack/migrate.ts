/**
 * Applies the files of supabase/migrations as `supabase db push` does: in the
 * order of their names, each once, each in a transaction of its own, noted in
 * supabase_migrations.schema_migrations.
 *
 * @module
 */
import type { Database } from "./database.ts";

const MIGRATIONS = new URL("../../supabase/migrations/", import.meta.url);
const PRELUDE = new URL("./prelude.sql", import.meta.url);
const NAME = /^(\d+)_(.+)\.sql$/;

export interface Migration {
  version: string;
  name: string;
  sql: string;
}

/** The migrations of this repository, in order. */
export async function readMigrations(): Promise<Migration[]> {
  const found: Migration[] = [];
  for await (const { name: file } of Deno.readDir(MIGRATIONS)) {
    const [, version, name] = NAME.exec(file) ?? [];
    if (!version || !name) continue;
    found.push({
      version,
      name,
      sql: await Deno.readTextFile(new URL(file, MIGRATIONS)),
    });
  }
  return found.sort((a, b) => a.version.localeCompare(b.version));
}

/**
 * Makes a bare database into a project with boardscan in it; says how many
 * migrations were new. `migrations` are those of this repository unless given.
 *
 * @throws {Error} naming the file that failed; that file is rolled back.
 */
export async function migrate(
  database: Database,
  migrations?: readonly Migration[],
): Promise<number> {
  await database.execute(await Deno.readTextFile(PRELUDE));
  return await applyMigrations(database, migrations ?? await readMigrations());
}

/** What notes the migrations, as the CLI makes it. */
export const NOTES = `
  create schema if not exists supabase_migrations;
  create table if not exists supabase_migrations.schema_migrations (
    version text primary key, statements text[], name text
  );`;

/** Those of `migrations` that a project lacks. */
export async function readPending(
  database: Database,
  migrations: readonly Migration[],
): Promise<Migration[]> {
  const { rows: [noted] } = await database.query(
    "select to_regclass('supabase_migrations.schema_migrations')::text as name",
  );
  if (noted?.name === null) return [...migrations];
  const { rows } = await database.query(
    "select version from supabase_migrations.schema_migrations",
  );
  const applied = new Set(rows.map(({ version }) => version));
  return migrations.filter(({ version }) => !applied.has(version));
}

/** A migration and the note of it. */
export function notedScript({ version, name, sql }: Migration): string {
  return `${sql}\n;insert into supabase_migrations.schema_migrations (version, name)
    values ('${version}', '${name}');\n`;
}

/**
 * Applies what a project lacks of these; says how many that were.
 *
 * @throws {Error} naming the file that failed; that file is rolled back.
 */
export async function applyMigrations(
  database: Database,
  migrations: readonly Migration[],
): Promise<number> {
  await database.execute(NOTES);
  const pending = await readPending(database, migrations);
  for (const migration of pending) {
    try {
      // One script is one transaction: it is there whole or not at all.
      await database.execute(notedScript(migration));
    } catch (cause) {
      throw new Error(
        `Cannot apply migration ${migration.version}_${migration.name}`,
        { cause },
      );
    }
  }
  return pending.length;
}
