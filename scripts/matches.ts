/**
 * The open matches, as a person reads them in a terminal.
 *
 * @module
 */
import type { SupabaseClient } from "@supabase/supabase-js";
import { z } from "zod";
import { type Column, renderTable } from "./table.ts";

const Match = z.object({
  score: z.number(),
  title: z.string(),
  company: z.string().nullable(),
  places: z.array(z.string()).nullable(),
  workplace: z.string().nullable(),
  pay: z.string().nullable(),
  posted_at: z.string().nullable(),
  first_seen_at: z.string(),
  url: z.string(),
});

export type Match = z.infer<typeof Match>;

const DAY_MS = 86_400_000;

/** The best open matches, and how many there are in all. */
export async function readMatches(
  client: SupabaseClient,
  limit: number,
): Promise<{ matches: Match[]; total: number }> {
  const { data, error, count } = await client
    .from("open_postings")
    .select(Object.keys(Match.shape).join(","), { count: "exact" })
    .order("score", { ascending: false })
    .order("id", { ascending: false })
    .limit(limit);
  if (error) throw new Error(`Cannot read open_postings: ${error.message}`);
  return { matches: z.array(Match).parse(data), total: count ?? 0 };
}

function age({ posted_at, first_seen_at }: Match, now: Date): string {
  const ms = now.getTime() - new Date(posted_at ?? first_seen_at).getTime();
  const days = Math.max(0, Math.floor(ms / DAY_MS));
  return days === 0 ? "today" : `${days} d`;
}

function place({ places, workplace }: Match): string {
  const [first, ...others] = places ?? [];
  const more = others.length > 0 ? ` +${others.length}` : "";
  const where = first ? first + more : "";
  return workplace && !where.toLowerCase().includes(workplace)
    ? [where, workplace].filter(Boolean).join(", ")
    : where;
}

/** The matches as a table: score, title, company, place, pay, age. */
export function renderMatches(matches: readonly Match[], now: Date): string {
  const columns: Column<Match>[] = [
    { head: "score", cell: ({ score }) => String(score), right: true },
    { head: "title", cell: ({ title }) => title, least: 20 },
    { head: "company", cell: ({ company }) => company ?? "", least: 8 },
    { head: "place", cell: place, least: 10 },
    { head: "pay", cell: ({ pay }) => pay ?? "", least: 8 },
    { head: "age", cell: (match) => age(match, now), right: true },
  ];
  return renderTable(columns, matches);
}
