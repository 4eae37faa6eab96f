/**
 * Drives any provider over a board: owns what every provider would else write
 * again (validation, merging of repeated ids, the bounds of a scan) and decides
 * whether the listing is complete, for only a complete one may close postings.
 *
 * @module
 */
import { ScanError } from "./errors.ts";
import { UnchangedBoard } from "./fingerprint.ts";
import type {
  Board,
  Listing,
  Provider,
  ReadContext,
} from "./providers/types.ts";
import { createSightings, type Sighting } from "./sightings.ts";

/** Far beyond any board seen (CVS: 18,387); a board that passes it is read in part. */
const MAX_POSTINGS = 30_000;

export interface Collection {
  /** True: the board is as the last complete scan saw it; nothing else is said. */
  readonly unchanged: boolean;
  readonly listing: Listing;
  /** Of every advert that was read, each once. */
  readonly seenIds: readonly string[];
  /** Adverts that could not be read. */
  readonly rejected: number;
}

function incomplete(listing: Listing, reason: string): Listing {
  return {
    ...listing,
    complete: false,
    reason: listing.reason ? `${listing.reason}; ${reason}` : reason,
  };
}

/**
 * Yields each page's adverts as they come; one that repeats an earlier id comes
 * again with the places of both.
 *
 * @throws {ScanError} when the board cannot be read.
 */
export async function* collect<Raw>(
  provider: Provider<Raw>,
  board: Board,
  context: ReadContext,
): AsyncGenerator<readonly Sighting[], Collection> {
  const sightings = createSightings(provider, { board, now: context.now });
  const pages = provider.pages(board, context);
  let listing: Listing = { complete: false };

  try {
    while (true) {
      const { value, done } = await pages.next();
      if (done) {
        listing = value;
        break;
      }
      if (value.length > MAX_POSTINGS) {
        throw new ScanError(
          "too_large",
          `Cannot read board "${board.key}": one page has ${value.length} adverts`,
        );
      }
      yield sightings.take(value);
      if (sightings.count() > MAX_POSTINGS) {
        listing = {
          complete: false,
          reason: `The board has more than ${MAX_POSTINGS} postings`,
        };
        break;
      }
    }
  } catch (error) {
    if (!(error instanceof UnchangedBoard)) throw error;
    return {
      unchanged: true,
      listing: { complete: true },
      seenIds: [],
      rejected: 0,
    };
  } finally {
    await pages.return({ complete: false });
  }

  const { count: rejected, first } = sightings.rejections();
  if (rejected > 0) {
    listing = incomplete(
      listing,
      `${rejected} adverts could not be read (first: ${first})`,
    );
  }
  // Pages that shift while they are read give one advert twice and another not
  // at all. A scan that goes on at a cursor has read only a part of them all.
  const { advertisedTotal } = listing;
  const listed = sightings.listed();
  const isWhole = context.cursor === null && listing.cursor === undefined;
  if (
    listing.complete && isWhole && advertisedTotal !== undefined &&
    listed < advertisedTotal
  ) {
    listing = incomplete(
      listing,
      `The board listed ${listed} of ${advertisedTotal} postings`,
    );
  }
  return { unchanged: false, listing, seenIds: sightings.ids(), rejected };
}
