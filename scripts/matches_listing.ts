/**
 * The first rows of a view of postings, as far as a person wants them.
 *
 * @module
 */
import type { SupabaseClient } from "@supabase/supabase-js";
import { z } from "zod";

/** What PostgREST answers at once unless it is told otherwise. */
const PAGE = 1_000;

/** A view and the order in which it is read. */
export interface Listing {
  readonly view: string;
  /** Columns, the greatest first; together they are unique. */
  readonly order: readonly string[];
}

/** Null: any. */
export interface Wanted {
  readonly limit: number;
  /** A part of the company's name, in any case. */
  readonly company?: string | null;
  readonly minScore?: number | null;
}

/** A row with all columns of its view. */
export type ViewRow = Readonly<Record<string, unknown>>;

const Rows = z.array(z.record(z.string(), z.unknown()));

/** A pattern of `ilike` that finds the words as they are written. */
function containing(words: string): string {
  // PostgREST reads a star as any text and knows no way to quote it.
  return `%${words.replace(/[%_\\]/g, "\\$&").replaceAll("*", "_")}%`;
}

/** The rows, and how many there are without a limit. */
export async function readListing(
  client: SupabaseClient,
  { view, order }: Listing,
  { limit, company = null, minScore = null }: Wanted,
): Promise<{ rows: ViewRow[]; total: number }> {
  const rows: ViewRow[] = [];
  let total = 0;
  while (true) {
    const size = Math.min(PAGE, limit - rows.length);
    let query = client.from(view)
      .select("*", rows.length === 0 ? { count: "exact" } : {});
    if (company !== null) query = query.ilike("company", containing(company));
    if (minScore !== null) query = query.gte("score", minScore);
    for (const column of order) {
      query = query.order(column, { ascending: false });
    }
    const { data, error, count } = await query
      .range(rows.length, rows.length + size - 1);
    if (error) throw new Error(`Cannot read ${view}: ${error.message}`);
    if (rows.length === 0) total = count ?? 0;
    const page = Rows.parse(data);
    rows.push(...page);
    if (page.length < size || rows.length >= limit) return { rows, total };
  }
}
