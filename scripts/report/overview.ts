/**
 * All that the page tells, read from the views.
 *
 * @module
 */
import type { SupabaseClient } from "@supabase/supabase-js";
import { z } from "zod";
import { OPEN_POSTINGS, Role } from "../matches.ts";
import { readListing } from "../matches_listing.ts";
import { readSourceHealth, type SourceHealth } from "../source_health.ts";
import { type Companies, readCompanies } from "./companies.ts";
import { readScans, type ShownScans } from "./scans.ts";

/** How many matches are listed at most. */
export const MOST_MATCHES = 50;

const BestMatch = Role.extend({
  why: z.array(z.string()).nullable(),
  status: z.string(),
  posted_at: z.string().nullable(),
  first_seen_at: z.string(),
});

export interface Overview extends Companies {
  readonly at: Date;
  /** Where it was read. */
  readonly place: string;
  readonly scans: ShownScans;
  readonly boards: readonly SourceHealth[];
  readonly matches: readonly z.infer<typeof BestMatch>[];
  /** Open matches in all. */
  readonly total: number;
}

/** Reads the views, one after the other. */
export async function readOverview(
  client: SupabaseClient,
  place: string,
  at: Date,
): Promise<Overview> {
  const { rows, total } = await readListing(client, OPEN_POSTINGS, {
    limit: MOST_MATCHES,
  });
  return {
    at,
    place,
    matches: z.array(BestMatch).parse(rows),
    total,
    scans: await readScans(client, at),
    ...await readCompanies(client, at),
    boards: await readSourceHealth(client),
  };
}
