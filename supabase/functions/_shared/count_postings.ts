/**
 * How many postings a board shows now, without storing any: what a person who
 * adds a board wants to see before believing that it is the right one.
 *
 * @module
 */
import { collect } from "./collect.ts";
import { ScanError } from "./errors.ts";
import { createPool } from "./pool.ts";
import type { Target } from "./resolve.ts";
import { createBoardHttp, type WayOut } from "./way_out.ts";

export interface Count {
  /** The employer, as the board's own adverts name it. */
  readonly company: string | null;
  readonly postings: number;
  /** False: there are more, or some could not be read. */
  readonly complete: boolean;
}

/**
 * Reads until the end of the board or of `way.signal`, whichever comes first.
 *
 * @throws {ScanError} when the board cannot be read at all.
 */
export async function countPostings(
  target: Target,
  way: WayOut,
): Promise<Count> {
  const pages = collect(target.provider, target.board, {
    now: way.now(),
    cursor: null,
    pool: createPool(),
    http: createBoardHttp(target, way, null),
  });
  const seen = new Set<string>();
  let company: string | null = null;
  try {
    while (true) {
      const { value, done } = await pages.next();
      if (done) {
        const { listing } = value;
        return {
          company,
          postings: seen.size,
          complete: listing.complete && listing.cursor === undefined,
        };
      }
      for (const sighting of value) {
        company ??= sighting.company;
        if (sighting.posting()) seen.add(sighting.externalId);
      }
    }
  } catch (error) {
    const isLate = error instanceof ScanError && error.kind === "deadline";
    if (!isLate || seen.size === 0) throw error;
    return { company, postings: seen.size, complete: false };
  }
}
