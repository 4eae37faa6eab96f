/**
 * What the boards of the model list, which filters there are, and what a scan
 * tells of an advert: the verdict is decided here, for SQL never judges.
 *
 * @module
 */
import type { Row } from "../../functions/_shared/rows.ts";
import { posting } from "../testing.ts";

/** The adverts that a board may list; every second one is remote. */
export const IDS = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"] as const;

/** Titles by id: what a board lists. */
export type Listing = ReadonlyMap<string, string>;

/** Filters by name, as rows of `search_filters`. */
export const FILTERS = {
  bakers: { title_any: ["Baker"], workplace: [] },
  cooks: { title_any: ["Cook"], workplace: [] },
  "remote bakers": { title_any: ["Baker"], workplace: ["remote"] },
} satisfies Record<string, { title_any: string[]; workplace: string[] }>;

export interface Filter {
  readonly name: string;
  readonly title_any: readonly string[];
  readonly workplace: readonly string[];
}

export type Verdict = "match" | "provisional" | "rejected";

/** The ids whose bits are set. */
export function chosen<T>(from: readonly T[], mask: number): T[] {
  return from.filter((_, at) => (mask >> at) & 1);
}

/** True for every second advert; a list of a source with details does not tell. */
export function isRemote(id: string): boolean {
  return Number(id) % 2 === 0;
}

/** The verdict and the filters behind it. */
export function judge(
  filters: readonly Filter[],
  id: string,
  title: string,
  knowsWorkplace: boolean,
): { verdict: Verdict; filters: string[] } {
  const taken = filters.filter((filter) => filter.title_any.includes(title));
  const sure = taken.filter((filter) =>
    filter.workplace.length === 0 || (knowsWorkplace && isRemote(id))
  );
  const possible = knowsWorkplace ? sure : taken;
  return {
    verdict: filters.length === 0 || sure.length > 0
      ? "match"
      : possible.length > 0
      ? "provisional"
      : "rejected",
    filters: possible.map(({ name }) => name),
  };
}

/** A posting as its list tells it; null when no filter may take it. */
export function listRow(
  filters: readonly Filter[],
  id: string,
  title: string,
  hasDetails: boolean,
): Row | null {
  const judgement = judge(filters, id, title, !hasDetails);
  if (judgement.verdict === "rejected") return null;
  return posting(id, {
    ...judgement,
    title,
    workplace: hasDetails ? null : isRemote(id) ? "remote" : "onsite",
    description: hasDetails ? null : `About ${id}`,
    unknown: hasDetails ? ["workplace", "description"] : [],
  });
}

/** What the details tell of a posting, and the verdict that follows. */
export function detailRow(
  filters: readonly Filter[],
  id: string,
  title: string,
): Row {
  return {
    ...judge(filters, id, title, true),
    external_id: id,
    workplace: isRemote(id) ? "remote" : "onsite",
    description: `About ${id}`,
    score: 50,
    score_reasons: [],
  };
}
