/**
 * What a filter would take among the stored postings, before it is saved.
 *
 * @module
 */
import { z } from "zod";
import { createJudge, type Judgement } from "../_shared/judge.ts";
import type { Rpc } from "../_shared/rpc.ts";
import { Filter } from "../_shared/work_order.ts";
import {
  ageRefusal,
  readStoredPostings,
  type ToJudge,
} from "./stored_posting.ts";

/** More would take longer than anybody waits, and more of an isolate's CPU than it has. */
const MOST_POSTINGS = 5_000;
const A_PAGE = 500;
const BEST = 20;

const NOTE =
  "Only stored postings were looked at: what no filter took so far is not among them, and a wider filter finds it with the next scan";

/** More, and the database refuses the filter. */
const MOST_POINTS = 100;

const Word = z.string().trim().min(1).max(200).refine(
  (word) => /^[^*]*[^*\s][^*]*\*?$/.test(word),
  "Wanted: a word or phrase; a * only at its end",
);
const Words = z.array(Word).max(200);

const Points = z.number().min(-MOST_POINTS).max(MOST_POINTS).refine(
  (points) => points !== 0,
  "Wanted: points that are not 0",
);

/**
 * A row of `search_filters`; what is left out asks for nothing. Twin:
 * `scanner.check_filter` (supabase/migrations), which also refuses what by
 * itself is well written and together takes nothing: here that is an answer.
 */
export const WantedFilter = z.strictObject({
  name: z.string().default("preview"),
  title_any: Words.default([]),
  title_none: Words.default([]),
  companies_none: Words.default([]),
  locations_any: Words.default([]),
  workplace: Filter.shape.workplace.default([]),
  employment: Filter.shape.employment.default([]),
  employment_required: z.boolean().default(false),
  keywords: z.record(Word, Points).default({}),
  min_salary: z.number().positive().lt(1e12).nullable().default(null),
  salary_currency: z.string().regex(/^[A-Z]{3}$/).nullable().default(null),
  pay_required: z.boolean().default(false),
  max_age_days: z.number().int().positive().nullable().default(null),
  min_score: z.number().min(0).max(100).nullable().default(null),
}).refine(
  ({ min_salary, salary_currency }) =>
    min_salary === null || salary_currency !== null,
  { path: ["salary_currency"], error: "Wanted: the currency of min_salary" },
);
export type WantedFilter = z.infer<typeof WantedFilter>;

interface Taken extends ToJudge {
  readonly judgement: Judgement;
}

/** Tries a filter, the newest postings first. */
export async function preview(
  filter: WantedFilter,
  { rpc, now }: { readonly rpc: Rpc; readonly now: () => Date },
): Promise<Response> {
  const judge = createJudge([filter]);
  const taken: Taken[] = [];
  let lookedAt = 0;
  let below: number | null = null;
  let isWhole = false;
  while (!isWhole && lookedAt < MOST_POSTINGS) {
    const { postings } = await readStoredPostings(rpc, {
      below,
      most: A_PAGE,
    });
    for (const one of postings) {
      if (ageRefusal(filter.max_age_days, one, now()).length > 0) continue;
      const judgement = judge(one.posting, one.unknown);
      if (judgement.verdict !== "rejected") taken.push({ ...one, judgement });
    }
    lookedAt += postings.length;
    below = postings.at(-1)?.about.id ?? null;
    isWhole = postings.length < A_PAGE;
  }
  taken.sort((a, b) => b.judgement.score - a.judgement.score);
  return Response.json({
    filter,
    looked_at: lookedAt,
    whole: isWhole,
    taken: taken.length,
    provisional: taken.filter(({ judgement }) =>
      judgement.verdict === "provisional"
    ).length,
    best: taken.slice(0, BEST).map(({ about, posting, judgement }) => ({
      id: about.id,
      title: posting.title,
      company: posting.company,
      score: judgement.score,
      reasons: judgement.reasons,
      places: posting.locations,
      url: posting.url,
    })),
    note: isWhole
      ? NOTE
      : `${NOTE}. These are the newest ${lookedAt} of more postings`,
  });
}
