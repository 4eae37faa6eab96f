/**
 * All rows of a view, page by page.
 *
 * @module
 */
import type { SupabaseClient } from "@supabase/supabase-js";
import { z } from "zod";

/** What PostgREST answers at once unless it is told otherwise. */
const PAGE = 1_000;

type Query = ReturnType<ReturnType<SupabaseClient["from"]>["select"]>;

export interface Wanted {
  readonly view: string;
  /** Columns, the greatest first; together they are unique. */
  readonly order: readonly string[];
  /** Adds the conditions. */
  readonly narrow: (query: Query) => Query;
}

/** Reads and checks the rows. */
export async function readAll<Row extends z.ZodType>(
  client: SupabaseClient,
  { view, order, narrow }: Wanted,
  row: Row,
): Promise<z.output<Row>[]> {
  const found: z.output<Row>[] = [];
  while (true) {
    let query = narrow(client.from(view).select("*"));
    for (const column of order) {
      query = query.order(column, { ascending: false });
    }
    const { data, error } = await query
      .range(found.length, found.length + PAGE - 1);
    if (error) throw new Error(`Cannot read ${view}: ${error.message}`);
    const page = z.array(row).parse(data);
    found.push(...page);
    if (page.length < PAGE) return found;
  }
}
