/**
 * How the boards are doing, as a person reads it in a terminal.
 *
 * @module
 */
import { dim, green, red, yellow } from "@std/fmt/colors";
import type { SupabaseClient } from "@supabase/supabase-js";
import { z } from "zod";
import { Printable } from "./printable.ts";
import { type Column, renderTable, terminalWidth } from "./table.ts";

/** What PostgREST answers at once unless it is told otherwise. */
const PAGE = 1_000;

const SourceHealth = z.object({
  source_id: z.number(),
  company: Printable.nullable(),
  provider: z.string().nullable(),
  state: z.string(),
  reason: Printable.nullable(),
  open_postings: z.number(),
  last_good_scan_at: z.string().nullable(),
  next_scan_at: z.string().nullable(),
  failures: z.number(),
  url: Printable,
});

export type SourceHealth = z.infer<typeof SourceHealth>;

/** What needs a person comes first. */
const STATES = [
  "failing",
  "paused",
  "holding",
  "partial",
  "never scanned",
  "scanning",
  "ok",
  "disabled",
];

/** A state that is not known here is worth a look: it comes first of all. */
function rank({ state }: SourceHealth): number {
  return STATES.indexOf(state);
}

/** All boards, those that need a person first. */
export async function readSourceHealth(
  client: SupabaseClient,
): Promise<SourceHealth[]> {
  const found: SourceHealth[] = [];
  while (true) {
    const { data, error } = await client.from("source_health")
      .select(Object.keys(SourceHealth.shape).join(","))
      .order("source_id")
      .range(found.length, found.length + PAGE - 1);
    if (error) throw new Error(`Cannot read source_health: ${error.message}`);
    const page = z.array(SourceHealth).parse(data);
    found.push(...page);
    if (page.length < PAGE) {
      return found.toSorted((a, b) => rank(a) - rank(b));
    }
  }
}

const MINUTE_MS = 60_000;

/** A span of time in its largest unit: `5 min`, `3 h`, `12 d`. */
function span(ms: number): string {
  const minutes = Math.round(ms / MINUTE_MS);
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.round(minutes / 60);
  return hours < 48 ? `${hours} h` : `${Math.round(hours / 24)} d`;
}

function since(at: string | null, now: Date): string {
  if (!at) return "never";
  const ms = now.getTime() - new Date(at).getTime();
  return ms < MINUTE_MS ? "just now" : `${span(ms)} ago`;
}

function until({ state, next_scan_at }: SourceHealth, now: Date): string {
  if (state === "disabled" || !next_scan_at) return "";
  const ms = new Date(next_scan_at).getTime() - now.getTime();
  return ms < MINUTE_MS ? "now" : `in ${span(ms)}`;
}

function paint(state: string): (text: string) => string {
  if (state === "ok") return green;
  if (state === "failing") return red;
  return state === "disabled" || state === "scanning" ? dim : yellow;
}

/** The boards as a table; the state leads, so that it can be seen from afar. */
export function renderSourceHealth(
  sources: readonly SourceHealth[],
  now: Date,
  width: number = terminalWidth(),
): string {
  const columns: Column<SourceHealth>[] = [
    { head: "state", cell: ({ state }) => state },
    { head: "id", cell: ({ source_id }) => String(source_id), right: true },
    {
      head: "company",
      cell: ({ company, url }) => company ?? url,
      least: 10,
    },
    { head: "provider", cell: ({ provider }) => provider ?? "?", least: 5 },
    {
      head: "open",
      cell: (source) => source.open_postings.toLocaleString("en-US"),
      right: true,
    },
    {
      head: "good scan",
      cell: (source) => since(source.last_good_scan_at, now),
      least: 5,
    },
    { head: "next", cell: (source) => until(source, now), least: 4 },
    {
      head: "failures",
      cell: ({ failures }) => failures === 0 ? "" : String(failures),
      right: true,
    },
    { head: "reason", cell: ({ reason }) => reason ?? "", least: 10 },
  ];
  const [heads = "", ...lines] = renderTable(columns, sources, width)
    .split("\n");
  const painted = lines.map((line, i) => {
    const state = sources[i]?.state;
    return state && line.startsWith(state)
      ? paint(state)(state) + line.slice(state.length)
      : line;
  });
  return [heads, ...painted].join("\n");
}
