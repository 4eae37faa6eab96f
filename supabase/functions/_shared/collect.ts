/**
 * Drives any provider over a board: owns what every provider would else write
 * again (validation, merging of repeated ids, the bounds of a scan) and decides
 * whether the listing is complete, for only a complete one may close postings.
 *
 * @module
 */
import { ScanError } from "./errors.ts";
import { UnchangedBoard } from "./fingerprint.ts";
import { uniquePlaces } from "./normalise/places.ts";
import type { Posting } from "./posting.ts";
import type {
  Board,
  Listing,
  Provider,
  ReadContext,
} from "./providers/types.ts";
import { storable } from "./storable.ts";

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

/** Its ids and its company also stand in the report, beside the rows. */
function named(posting: Posting): Posting {
  const { externalId, company } = posting;
  return {
    ...posting,
    externalId: storable(externalId),
    company: company === null ? null : storable(company),
  };
}

/** In UTF-8 no more than a key of an index may have. */
const MAX_ID_CHARS = 800;

/** Why the database could not keep a posting that its board's own check has passed. */
function flawOf({ externalId, title }: Posting): string | null {
  if (externalId === "") return "id Nothing that can be stored";
  if (externalId.length > MAX_ID_CHARS) return "id Too long to be one";
  return storable(title).trim() === ""
    ? "title Nothing that can be stored"
    : null;
}

/** Boards that list a job once for each place say different things of it; who may work at home need not come. */
const FREEST: readonly (Posting["workplace"])[] = [
  "remote",
  "hybrid",
  "onsite",
];

function merge(known: Posting, again: Posting): Posting {
  const locations = uniquePlaces([...known.locations, ...again.locations]);
  const workplace = FREEST.find((one) =>
    one === known.workplace || one === again.workplace
  );
  return {
    ...known,
    description: again.description,
    locations,
    workplace: workplace ?? null,
  };
}

function incomplete(listing: Listing, reason: string): Listing {
  return {
    ...listing,
    complete: false,
    reason: listing.reason ? `${listing.reason}; ${reason}` : reason,
  };
}

/**
 * Yields each page's postings as they come; one that repeats an earlier id comes
 * again with the places of both.
 *
 * @throws {ScanError} when the board cannot be read.
 */
export async function* collect<Raw>(
  provider: Provider<Raw>,
  board: Board,
  context: ReadContext,
): AsyncGenerator<Posting[], Collection> {
  const seen = new Map<string, Posting>();
  // Two adverts of one job may share its id, and a board counts adverts.
  const urls = new Set<string>();
  const pages = provider.pages(board, context);
  let rejected = 0;
  let firstRejection = "";
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
      const postings = new Map<string, Posting>();
      for (const advert of value) {
        const raw = provider.raw.safeParse(advert);
        if (!raw.success) {
          const [issue] = raw.error.issues;
          firstRejection ||= `${issue?.path.join(".") ?? ""} ${
            issue?.message ?? ""
          }`
            .trim();
          rejected++;
          continue;
        }
        const posting = named(
          provider.normalise(raw.data, { board, now: context.now }),
        );
        const flaw = flawOf(posting);
        if (flaw !== null) {
          firstRejection ||= flaw;
          rejected++;
          continue;
        }
        const known = seen.get(posting.externalId);
        const merged = known ? merge(known, posting) : posting;
        // Without its text, which holds on to the whole answer.
        seen.set(posting.externalId, { ...merged, description: null });
        urls.add(posting.url);
        postings.set(posting.externalId, merged);
      }
      yield [...postings.values()];
      if (seen.size > MAX_POSTINGS) {
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

  if (rejected > 0) {
    listing = incomplete(
      listing,
      `${rejected} adverts could not be read (first: ${firstRejection})`,
    );
  }
  // Pages that shift while they are read give one advert twice and another not
  // at all. A scan that goes on at a cursor has read only a part of them all.
  const { advertisedTotal } = listing;
  const listed = Math.max(seen.size, urls.size);
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
  return { unchanged: false, listing, seenIds: [...seen.keys()], rejected };
}
