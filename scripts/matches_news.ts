/**
 * What is new and what has changed, as a person reads it in a terminal.
 *
 * @module
 */
import { z } from "zod";
import { Role, roleColumns } from "./matches.ts";
import type { Listing } from "./matches_listing.ts";
import {
  cellText,
  type PostingColumn,
  renderPostings,
  type Screen,
} from "./matches_table.ts";

/** The latest first. */
export const NEW_POSTINGS = {
  view: "new_postings",
  order: ["at", "score", "id"],
} as const satisfies Listing;

/** The latest first. */
export const POSTING_CHANGES = {
  view: "posting_changes",
  order: ["at", "id", "kind"],
} as const satisfies Listing;

const NewPosting = Role.extend({
  kind: z.string(),
  at: z.string(),
  unseen: z.boolean(),
});

const PostingChange = z.object({
  at: z.string(),
  kind: z.string(),
  title: z.string(),
  company: z.string().nullable(),
  was: z.string().nullable(),
  is: z.string().nullable(),
  fields: z.array(z.string()).nullable(),
  url: z.string(),
});

type PostingChange = z.infer<typeof PostingChange>;

const MINUTE_MS = 60_000;

/** How long ago, in its largest unit: `5 min`, `3 h`, `12 d`. */
function ago(at: string, now: Date): string {
  const minutes = Math.floor(
    Math.max(0, now.getTime() - new Date(at).getTime()) / MINUTE_MS,
  );
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? `${hours} h` : `${Math.floor(hours / 24)} d`;
}

/** The rows of new_postings: the matches, and what is new of each. */
export function renderNewPostings(
  rows: readonly unknown[],
  now: Date,
  screen: Screen,
): string {
  const columns: PostingColumn<z.infer<typeof NewPosting>>[] = [
    ...roleColumns<z.infer<typeof NewPosting>>(),
    {
      head: "what",
      cell: ({ kind, unseen }) =>
        (kind === "reopened" ? "back" : "new") + (unseen ? "" : ", seen"),
      spare: 2,
    },
    { head: "since", cell: ({ at }) => ago(at, now), right: true, spare: 5 },
  ];
  return renderPostings(
    columns,
    z.array(NewPosting).parse(rows),
    "title",
    screen,
  );
}

/** What it said and says; of a text only that it changed. */
function change({ was, is, fields }: PostingChange): string {
  if (was === null && is === null) return (fields ?? []).join(", ");
  return `${was ?? "nothing"} → ${is ?? "nothing"}`;
}

/** The rows of posting_changes: when, what, and what it said before. */
export function renderPostingChanges(
  rows: readonly unknown[],
  now: Date,
  screen: Screen,
): string {
  const columns: PostingColumn<PostingChange>[] = [
    { head: "ago", cell: ({ at }) => ago(at, now), right: true, spare: 3 },
    { head: "what", cell: ({ kind }) => cellText(kind) },
    { head: "title", cell: ({ title }) => cellText(title), least: 20 },
    {
      head: "company",
      cell: ({ company }) => cellText(company),
      least: 8,
      spare: 1,
    },
    {
      head: "change",
      cell: (row) => cellText(change(row)),
      least: 14,
      spare: 2,
    },
  ];
  return renderPostings(
    columns,
    z.array(PostingChange).parse(rows),
    "title",
    screen,
  );
}
