/**
 * How a Workday board is to be read: as one list, or in the parts that its
 * facets divide it into, where one list does not show it whole. Used by
 * workday_pages.ts.
 *
 * @module
 */
import { z } from "zod";
import type { Page } from "./types.ts";
import {
  chooseFacet,
  groupValues,
  type Overlong,
  readFacets,
  sumsOf,
} from "./workday_facets.ts";
import {
  Applied,
  type ListPage,
  type ReadList,
  SHOWN_AT_MOST,
} from "./workday_list.ts";
import { Begun } from "./workday_tally.ts";

/** Facets that are chosen from at once. */
const DEEPEST = 3;

const Part = z.object({
  applied: Applied,
  /** How many adverts the facets count in it; null: it is followed to where it ends. */
  count: z.number().int().nonnegative().nullable(),
});

/** Lists that together have so many adverts; several where one advert can be in two. */
const Share = z.object({
  count: z.number().int().nonnegative().nullable(),
  parts: z.array(Part).min(1),
});

/**
 * What is to be read, and by the scans that follow when the time is too short;
 * what the last one has to leave is the cursor of the next.
 */
export const Plan = z.object({
  total: z.number().int().nonnegative(),
  shares: z.array(Share).min(1),
  /** The list that stands first, where an earlier scan has begun it. */
  begun: Begun.nullable(),
  /**
   * How often each facet's values are given to adverts, less what the parts
   * that were read account for: what is left belongs to adverts in no part.
   */
  census: z.record(z.string(), z.number()),
});

export type Part = z.infer<typeof Part>;
export type Share = z.infer<typeof Share>;
export type Plan = z.infer<typeof Plan>;

/** The board as one list of `count` adverts, followed up to `end`, null: to where it ends. */
export function planWhole(
  count: number | null,
  end: number | null,
): Plan {
  return {
    total: count ?? SHOWN_AT_MOST,
    shares: [{ count, parts: [{ applied: {}, count: end }] }],
    begun: null,
    census: {},
  };
}

/** Whether a part is one that the whole board was divided into, and no part of such a part. */
export function isFirstDivision({ applied }: Part): boolean {
  return Object.keys(applied).length === 1;
}

/** Takes what the facets of a part count off what those of the board do. */
export function strike(census: Map<string, number>, { facets }: ListPage) {
  const sums = sumsOf(readFacets(facets));
  for (const [parameter, left] of census) {
    const sum = sums.get(parameter);
    // A part that does not show a facet leaves open what it has of it.
    if (sum === undefined) census.delete(parameter);
    else census.set(parameter, left - sum);
  }
}

/**
 * The board in parts, at most three facets deep; null when none divides it. It
 * yields what was read on the way: lists that had to be looked at to be divided.
 */
export async function* planParts(
  root: ListPage,
  list: { count: number | null; limit: number },
  readList: ReadList,
): AsyncGenerator<Page, Plan | null> {
  const census = sumsOf(readFacets(root.facets));
  const shares = yield* split(
    root,
    { ...list, applied: {}, maySplitAgain: true },
    { census, readList },
  );
  if (shares.some(({ parts }) => parts.some(isWhole))) return null;
  return {
    total: list.count ?? root.total,
    shares,
    begun: null,
    census: Object.fromEntries(census),
  };
}

function isWhole({ applied }: Pick<Part, "applied">): boolean {
  return Object.keys(applied).length === 0;
}

async function* split(
  first: ListPage,
  list: Overlong,
  context: { census: Map<string, number>; readList: ReadList },
): AsyncGenerator<Page, Share[]> {
  const { applied, count, limit } = list;
  const facet = chooseFacet(readFacets(first.facets), list);
  if (!facet) return [{ count, parts: [{ applied, count }] }];
  const parts = groupValues(facet.values, limit).map((group) => ({
    applied: { ...applied, [facet.parameter]: group.ids },
    count: group.count,
  }));
  if (facet.sum !== count) return [{ count, parts }];

  const shares: Share[] = [];
  for (const part of parts) {
    if (part.count < limit) {
      shares.push({ count: part.count, parts: [part] });
      continue;
    }
    const overlong = await context.readList(part.applied, 0);
    yield overlong.page;
    const divided = yield* split(overlong, {
      ...part,
      limit,
      maySplitAgain: Object.keys(part.applied).length < DEEPEST - 1,
    }, context);
    const isDivided = !divided.some(({ parts }) => parts.some(isFirstDivision));
    if (isFirstDivision(part) && isDivided) strike(context.census, overlong);
    shares.push(...divided);
  }
  return shares;
}
