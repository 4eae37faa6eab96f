/**
 * Runs one statement and takes its rows as JSON text that Postgres itself
 * wrote, so numbers and times have the form that PostgREST gives them.
 *
 * @module
 */
import { z } from "zod";
import { type AsRole, type Database, DatabaseError } from "../database.ts";
import type { Catalogue } from "./catalogue.ts";
import { RestError } from "./errors.ts";
import type { Preferences } from "./preferences.ts";
import type { Parameters } from "./sql.ts";

/** One request on its way through this folder. */
export interface Asked {
  request: Request;
  query: URLSearchParams;
  as: AsRole;
  preferences: Preferences;
  database: Database;
  catalogue: Catalogue;
}

/** The column under which a function's plain value stands. */
export const VALUE = "boardscan_value";

/** What becomes of the rows: nothing, an array, one row or value that must be alone, the only one there can be. */
export type Shape =
  | "nothing"
  | "rows"
  | "values"
  | "single_row"
  | "single_value"
  | "row"
  | "value";

export interface Statement {
  /** Gives the rows of the answer, in order; may write. */
  page: string;
  /** What `page` reads from, where that has to be counted too. */
  before?: string;
  /** An expression for the number of all rows. */
  total?: string;
  shape: Shape;
  parameters: Parameters;
}

export interface Outcome {
  body: string;
  rows: number;
  total: number | null;
}

const ROW = "boardscan_row";

/** PostgREST rolls a write back when its rows are not the single one asked for; so this has to fail in SQL. */
const NOT_SINGLE = /"boardscan: (\d+) rows"$/;

function guarded(value: string): string {
  return `case when count(*) = 1 then (json_agg(${value}) -> 0)::text
    else cast('boardscan: ' || count(*) || ' rows' as int)::text end`;
}

const BODIES: Record<Shape, string> = {
  nothing: "''",
  rows: `coalesce(json_agg(${ROW}), '[]')::text`,
  values: `coalesce(json_agg(${ROW}.${VALUE}), '[]')::text`,
  single_row: guarded(ROW),
  single_value: guarded(`${ROW}.${VALUE}`),
  row: `coalesce((json_agg(${ROW}) -> 0)::text, 'null')`,
  value: `coalesce((json_agg(${ROW}.${VALUE}) -> 0)::text, 'null')`,
};

const Rows = z.tuple([
  z.object({
    body: z.string(),
    rows: z.coerce.number(),
    total: z.string().transform(Number).nullable(),
  }),
]);

/** Runs the statement as the request's role. */
export async function run(
  { database, as }: Asked,
  { page, before, total, shape, parameters }: Statement,
): Promise<Outcome> {
  const text = `with ${
    before === undefined ? "" : `${before}, `
  }boardscan_page as (${page})
    select ${BODIES[shape]} as body, count(*)::text as rows, (${
    total ?? "null"
  })::text as total
    from boardscan_page ${ROW}`;
  try {
    const { rows } = await database.queryAs(as, text, parameters.values);
    return Rows.parse(rows)[0];
  } catch (error) {
    const rows = error instanceof DatabaseError
      ? NOT_SINGLE.exec(error.message)?.[1]
      : undefined;
    if (rows === undefined) throw error;
    throw new RestError(
      406,
      "PGRST116",
      "Cannot coerce the result to a single JSON object",
      { details: `The result contains ${rows} rows`, cause: error },
    );
  }
}
