/**
 * Stored postings as the judge reads them. Twin: `public.postings_to_judge`
 * (supabase/migrations).
 *
 * @module
 */
import { z } from "zod";
import type { Posting } from "../_shared/posting.ts";
import { PROVIDERS } from "../_shared/providers/mod.ts";
import type { Rpc } from "../_shared/rpc.ts";
import { StoredPosting } from "../_shared/rows.ts";
import { Filter } from "../_shared/work_order.ts";

const About = z.object({
  id: z.number(),
  status: z.string(),
  archived_reason: z.string().nullable(),
  closed_at: z.string().nullable(),
  provider: z.string().nullable(),
  first_seen_at: z.string(),
});

/** What the database keeps of a posting besides what its board says. */
export type About = z.infer<typeof About>;

const EnabledFilter = Filter.extend({ max_age_days: z.number().nullable() });
export type EnabledFilter = z.infer<typeof EnabledFilter>;

const Answer = z.object({
  filters: z.array(EnabledFilter),
  postings: z.array(
    z.looseObject({}).transform((row) => ({
      about: About.parse(row),
      stored: StoredPosting.parse(row),
    })),
  ),
});

export interface ToJudge {
  readonly about: About;
  readonly posting: Posting;
  /** What its board's list cannot tell, until its details are read. */
  readonly unknown: readonly (keyof Posting)[];
}

const DAY_MS = 86_400_000;

/** What makes a posting too old for a filter: the views hide it, for a score knows no clock. */
export function ageRefusal(
  maxDays: number | null,
  { posting, about }: ToJudge,
  now: Date,
): string[] {
  const since = posting.postedAt ?? new Date(about.first_seen_at);
  const days = Math.floor((now.getTime() - since.getTime()) / DAY_MS);
  return maxDays !== null && days >= maxDays
    ? [`age: is ${days} days, and ${maxDays} are allowed`]
    : [];
}

/** Asks for postings, by their ids or page by page from the newest. */
export async function readStoredPostings(
  rpc: Rpc,
  wanted: { ids: readonly number[] } | { below: number | null; most: number },
): Promise<
  { filters: readonly EnabledFilter[]; postings: readonly ToJudge[] }
> {
  const { filters, postings } = Answer.parse(
    await rpc("postings_to_judge", wanted),
  );
  return {
    filters,
    postings: postings.map(({ about, stored }) => ({
      about,
      posting: stored.posting,
      unknown: stored.hasDetails
        ? []
        : PROVIDERS.find(({ id }) => id === about.provider)?.unknown ?? [],
    })),
  };
}
