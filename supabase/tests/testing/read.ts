/**
 * What is in the database, as tests compare it. Imported by tests only.
 *
 * @module
 */
import { z } from "zod";
import type { Row } from "../../functions/_shared/rows.ts";
import {
  type Database,
  DatabaseError,
} from "../../../scripts/stack/database.ts";

/** The one row that a query of JSON answers. */
export const Answer = z.tuple([z.object({ answer: z.string().nullable() })]);

/**
 * The rows of a query, as JSON: drivers hand the types of Postgres out
 * differently.
 */
export async function rows(
  database: Database,
  query: string,
  ...parameters: readonly unknown[]
): Promise<Row[]> {
  const result = await database.query(
    `select jsonb_agg(to_jsonb(x))::text as answer from (${query}) x`,
    parameters,
  );
  const [{ answer }] = Answer.parse(result.rows);
  return z.array(z.record(z.string(), z.unknown())).parse(
    JSON.parse(answer ?? "[]"),
  );
}

/** The only row of a query. */
export async function row(
  database: Database,
  query: string,
  ...parameters: readonly unknown[]
): Promise<Row> {
  const [only, ...others] = await rows(database, query, ...parameters);
  if (!only || others.length > 0) {
    throw new Error(`Wanted one row, got ${only ? others.length + 1 : 0}`);
  }
  return only;
}

/** What the database says when it refuses. */
export async function refusal(work: Promise<unknown>): Promise<DatabaseError> {
  try {
    await work;
  } catch (error) {
    if (error instanceof DatabaseError) return error;
    throw error;
  }
  throw new Error("Nothing was refused");
}

/** Every row of boardscan's tables with its version: equal means that nothing was written. */
export async function everything(
  database: Database,
): Promise<Record<string, unknown[]>> {
  const tables = await rows(
    database,
    `select c.oid::regclass::text as name from pg_class c
     where c.relkind = 'r' and c.relnamespace in ('public'::regnamespace, 'scanner'::regnamespace)
     order by 1`,
  );
  const contents: Record<string, unknown[]> = {};
  for (const { name } of tables) {
    contents[String(name)] = await rows(
      database,
      `select t.xmin::text as version, t.ctid::text as place, to_jsonb(t) as content
       from ${name} t order by t.ctid`,
    );
  }
  return contents;
}
