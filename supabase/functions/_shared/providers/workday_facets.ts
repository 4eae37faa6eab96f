/**
 * How Workday counts its adverts by department, kind of work or place, and which
 * of these counts a board that is too long for one list is best split by. Used
 * by workday_plan.ts.
 *
 * @module
 */
import { z } from "zod";
import type { Applied } from "./workday_list.ts";

/** An advert has one value of these at most, so their counts can be added up. */
const SINGLE_VALUED = new Set(["jobFamilyGroup", "workerSubType", "timeType"]);

/** As many ids as peers found one request to bear. */
const MOST_IDS = 100;

/** Facets stand in groups, and those hardly in groups again. */
const DEEPEST = 4;

const Value = z.object({
  id: z.string().min(1),
  count: z.number().int().nonnegative(),
});

const Group = z.object({
  facetParameter: z.string().min(1),
  values: z.array(z.unknown()),
});

export interface FacetValue {
  readonly id: string;
  readonly count: number;
}

export interface Facet {
  readonly parameter: string;
  readonly values: readonly FacetValue[];
  /** Of all counts; more than the adverts where one has several values. */
  readonly sum: number;
  readonly largest: number;
}

/** All facets of an answer, also those within others; what is not understood is left out. */
export function readFacets(answered: unknown, depth = 0): Facet[] {
  if (!Array.isArray(answered) || depth > DEEPEST) return [];
  return answered.flatMap((one) => {
    const group = Group.safeParse(one);
    if (!group.success) return [];
    const inner = readFacets(group.data.values, depth + 1);
    const values = z.array(Value).min(1).safeParse(group.data.values);
    if (!values.success) return inner;
    const ids = new Set(values.data.map(({ id }) => id));
    if (ids.size < values.data.length) return inner;
    const counts = values.data.map(({ count }) => count);
    return [{
      parameter: group.data.facetParameter,
      values: values.data,
      sum: counts.reduce((sum, count) => sum + count, 0),
      largest: counts.reduce((most, count) => Math.max(most, count), 0),
    }, ...inner];
  });
}

/** Per facet, how often its values are given to adverts. */
export function sumsOf(facets: readonly Facet[]): Map<string, number> {
  const sums = new Map<string, number>();
  for (const { parameter, sum } of facets) {
    sums.set(parameter, (sums.get(parameter) ?? 0) + sum);
  }
  return sums;
}

/** How many adverts there are at least, by the facets of which each advert has one value. */
export function countAdverts(facets: readonly Facet[]): number {
  return facets.reduce(
    (most, { parameter, sum }) =>
      SINGLE_VALUED.has(parameter) ? Math.max(most, sum) : most,
    0,
  );
}

/** What a list that has to be split is known to be. */
export interface Overlong {
  readonly applied: Applied;
  /** How many adverts it has; null: not known. */
  readonly count: number | null;
  /** The most that the board lists at once. */
  readonly limit: number;
  /** Whether a part that is overlong itself may be split once more. */
  readonly maySplitAgain: boolean;
}

function finest(facets: readonly Facet[]): Facet | undefined {
  return facets.toSorted((a, b) => a.largest - b.largest)[0];
}

/**
 * The facet to split a list by, best one that has each advert once (its counts
 * come to the number of adverts); null when none makes it any shorter.
 */
export function chooseFacet(
  facets: readonly Facet[],
  { applied, count, limit, maySplitAgain }: Overlong,
): Facet | null {
  const free = facets.filter(({ parameter, sum, largest }) =>
    !Object.hasOwn(applied, parameter) && largest < (count ?? sum)
  );
  const exact = free.filter(({ sum }) => sum === count);
  const isFine = ({ largest }: Facet) => largest < limit;
  const most = free
    // One that few adverts have shows less than the list as it stands.
    .filter((facet) => isFine(facet) && facet.sum > limit)
    .reduce((best, { sum }) => Math.max(best, Math.min(sum, count ?? sum)), 0);
  return finest(exact.filter(isFine)) ??
    (maySplitAgain ? finest(exact) : undefined) ??
    finest(
      free.filter((facet) =>
        isFine(facet) && Math.min(facet.sum, count ?? facet.sum) === most
      ),
    ) ?? null;
}

/** Values that are asked for together. */
export interface ValueGroup {
  readonly ids: string[];
  readonly count: number;
}

/** Puts values together as long as the board lists them all at once. */
export function groupValues(
  values: readonly FacetValue[],
  limit: number,
): ValueGroup[] {
  const groups: { ids: string[]; count: number }[] = [];
  for (const { id, count } of values.toSorted((a, b) => b.count - a.count)) {
    if (count === 0) continue;
    const group = groups.find((one) =>
      one.count + count < limit && one.ids.length < MOST_IDS
    );
    if (group) {
      group.ids.push(id);
      group.count += count;
    } else groups.push({ ids: [id], count });
  }
  return groups;
}
