/**
 * What a filter would take, as a person reads it in a terminal.
 *
 * @module
 */
import { bold, dim } from "@std/fmt/colors";
import { z } from "zod";
import { Printable } from "./printable.ts";
import { type Column, renderTable, terminalWidth } from "./table.ts";

const Taken = z.object({
  id: z.number(),
  title: Printable,
  company: Printable.nullable(),
  score: z.number(),
  reasons: z.array(Printable),
  places: z.array(Printable),
});

/** What the door answers to {preview}. */
export const FilterPreview = z.object({
  looked_at: z.number(),
  taken: z.number(),
  provisional: z.number(),
  best: z.array(Taken),
  note: Printable,
});

export type FilterPreview = z.infer<typeof FilterPreview>;

const COLUMNS: Column<z.infer<typeof Taken>>[] = [
  { head: "score", cell: ({ score }) => String(score), right: true },
  { head: "id", cell: ({ id }) => String(id), right: true },
  { head: "title", cell: ({ title }) => title, least: 20 },
  { head: "company", cell: ({ company }) => company ?? "", least: 8 },
  { head: "place", cell: ({ places }) => places.join("; "), least: 8 },
  { head: "why", cell: ({ reasons }) => reasons.join(", "), least: 8 },
];

/** How many it takes, the best of them, and what to bear in mind. */
export function renderFilterPreview(
  { looked_at, taken, provisional, best, note }: FilterPreview,
  width: number = terminalWidth(),
): string {
  const n = (value: number) => value.toLocaleString("en-US");
  const unsure = provisional > 0
    ? `, ${n(provisional)} of them until their details are read`
    : "";
  return [
    bold(`Takes ${n(taken)} of ${n(looked_at)} stored postings`) + unsure,
    ...(best.length > 0 ? [renderTable(COLUMNS, best, width)] : []),
    dim(note),
  ].join("\n");
}
