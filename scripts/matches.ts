/**
 * The open matches, as a person reads them in a terminal.
 *
 * @module
 */
import type { SupabaseClient } from "@supabase/supabase-js";
import { z } from "zod";
import { type Listing, readListing } from "./matches_listing.ts";
import {
  cellText,
  type PostingColumn,
  renderPostings,
  type Screen,
  thisScreen,
} from "./matches_table.ts";

/** What every table of open matches reads of a row. */
export const Role = z.object({
  score: z.number(),
  title: z.string(),
  company: z.string().nullable(),
  places: z.array(z.string()).nullable(),
  workplace: z.string().nullable(),
  pay: z.string().nullable(),
  url: z.string(),
});

export type Role = z.infer<typeof Role>;

const Match = Role.extend({
  posted_at: z.string().nullable(),
  first_seen_at: z.string(),
});

export type Match = z.infer<typeof Match>;

/** The best first. */
export const OPEN_POSTINGS = {
  view: "open_postings",
  order: ["score", "id"],
} as const satisfies Listing;

const DAY_MS = 86_400_000;

/** The best open matches, and how many there are in all. */
export async function readMatches(
  client: SupabaseClient,
  limit: number,
): Promise<{ matches: Match[]; total: number }> {
  const { rows, total } = await readListing(client, OPEN_POSTINGS, { limit });
  return { matches: z.array(Match).parse(rows), total };
}

function age({ posted_at, first_seen_at }: Match, now: Date): string {
  const ms = now.getTime() - new Date(posted_at ?? first_seen_at).getTime();
  const days = Math.max(0, Math.floor(ms / DAY_MS));
  return days === 0 ? "today" : `${days} d`;
}

/** The first place, how many more, and how one works there. */
export function place(
  { places, workplace }: Pick<Role, "places" | "workplace">,
): string {
  const [first, ...others] = places ?? [];
  const more = others.length > 0 ? ` +${others.length}` : "";
  const where = first ? first + more : "";
  return workplace && !where.toLowerCase().includes(workplace)
    ? [where, workplace].filter(Boolean).join(", ")
    : where;
}

/** Score, title, company, place, pay: what every table of open matches begins with. */
export function roleColumns<Row extends Role>(): PostingColumn<Row>[] {
  return [
    { head: "score", cell: ({ score }) => String(score), right: true },
    { head: "title", cell: ({ title }) => cellText(title), least: 20 },
    {
      head: "company",
      cell: ({ company }) => cellText(company),
      least: 8,
      spare: 1,
    },
    { head: "place", cell: (row) => cellText(place(row)), least: 10, spare: 3 },
    { head: "pay", cell: ({ pay }) => cellText(pay), least: 8, spare: 4 },
  ];
}

/** The matches as a table: score, title, company, place, pay, age. */
export function renderMatches(
  matches: readonly Match[],
  now: Date,
  screen: Screen = thisScreen(),
): string {
  const columns: PostingColumn<Match>[] = [
    ...roleColumns<Match>(),
    { head: "age", cell: (match) => age(match, now), right: true, spare: 2 },
  ];
  return renderPostings(columns, matches, "title", screen);
}

/** The rows of open_postings as that table. */
export function renderOpenPostings(
  rows: readonly unknown[],
  now: Date,
  screen: Screen,
): string {
  return renderMatches(z.array(Match).parse(rows), now, screen);
}
