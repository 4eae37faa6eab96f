/**
 * All rows of a project, and which of them an upgrade has lost or changed.
 * Imported by tests only.
 *
 * @module
 */
import { z } from "zod";
import type { Database } from "../../../scripts/stack/database.ts";

const Row = z.record(z.string(), z.unknown());
type Row = z.infer<typeof Row>;

/** The rows of each table, by its name. */
export type Rows = ReadonlyMap<string, readonly Row[]>;

/** Everything in boardscan's tables, and what it keeps in Vault. */
export async function readRows(database: Database): Promise<Rows> {
  const { rows: tables } = await database.query(
    `select format('%I.%I', n.nspname, c.relname) as name
     from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind = 'r' and (n.nspname in ('public', 'scanner') or c.oid = to_regclass('vault.secrets'))
     order by 1`,
  );
  const found = new Map<string, readonly Row[]>();
  for (const { name } of tables) {
    const { rows } = await database.query(
      `select to_jsonb(t)::text as line from ${name} t order by 1`,
    );
    found.set(
      String(name),
      rows.map(({ line }) => Row.parse(JSON.parse(String(line)))),
    );
  }
  return found;
}

function holds(row: Row, before: Row): boolean {
  return Object.entries(before).every(([column, value]) =>
    JSON.stringify(row[column]) === JSON.stringify(value)
  );
}

/** Rows that are not there any more as they were; columns that were added count for nothing. */
export function lostRows(before: Rows, after: Rows): string[] {
  return [...before].flatMap(([table, rows]) =>
    rows.filter((row) =>
      !(after.get(table) ?? []).some((now) => holds(now, row))
    ).map((row) => `${table}: ${JSON.stringify(row)}`)
  );
}
