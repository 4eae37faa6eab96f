/**
 * One page of a Workday board's list. Used by the reading of a whole board,
 * workday_pages.ts.
 *
 * @module
 */
import { z } from "zod";
import { ScanError } from "../errors.ts";
import type { Board, BoardHttp, Page } from "./types.ts";
import { headers, siteOf } from "./workday_board.ts";

/** Adverts a page; asking for more is answered with 400. */
export const PAGE_SIZE = 20;

/** The most that some tenants show, and the total that they then claim. */
export const SHOWN_AT_MOST = 2_000;

/** Chosen values of facets; only adverts under one value of each are listed. */
export const Applied = z.record(z.string(), z.array(z.string()));

export type Applied = z.infer<typeof Applied>;

const Answer = z.object({
  total: z.number().int().nonnegative(),
  jobPostings: z.array(z.unknown()),
  facets: z.unknown().optional(),
});

/** What a board answers for one page. */
export interface ListPage {
  readonly offset: number;
  /** Right on the first page; later ones often say 0. */
  readonly total: number;
  readonly page: Page;
  /** Read by workday_facets.ts where they are needed: they outweigh the adverts. */
  readonly facets: unknown;
}

export type ReadList = (applied: Applied, offset: number) => Promise<ListPage>;

/** Makes the way to the pages of one board. */
export function createReadList(board: Board, http: BoardHttp): ReadList {
  const site = siteOf(board);
  return async function readList(applied, offset) {
    const answer = Answer.safeParse(
      await http.json(new URL(`${site.apiBase}/jobs`), {
        method: "POST",
        headers: headers(site),
        body: {
          appliedFacets: applied,
          limit: PAGE_SIZE,
          offset,
          searchText: "",
        },
      }),
    );
    if (!answer.success) {
      throw new ScanError(
        "payload",
        `Cannot read board "${board.key}": the answer at offset ${offset} is no list of postings`,
        { cause: answer.error },
      );
    }
    const { total, jobPostings, facets } = answer.data;
    return { offset, total, page: jobPostings, facets };
  };
}

/** What tells adverts of a list apart; null: the advert has none. */
export function pathOf(advert: unknown): string | null {
  return typeof advert === "object" && advert !== null &&
      "externalPath" in advert && typeof advert.externalPath === "string"
    ? advert.externalPath
    : null;
}
