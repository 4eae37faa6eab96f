/**
 * The contract of a provider: what one file has to say so that a kind of board
 * can be read. Everything that is the same for all of them (hosts, retries,
 * time, size, paging budget, validation, merging) is done by `../http.ts` and
 * `../collect.ts`.
 *
 * @module
 */
import type { z } from "zod";
import type { Posting } from "../posting.ts";

/** One company's board on one applicant tracking system. */
export interface Board {
  /** The id of the provider that reads it. */
  readonly provider: string;
  /**
   * What the provider needs to find the board again, as stored in
   * `job_sources.board`; for json_ld the page's address.
   */
  readonly key: string;
}

/** Raw adverts as one request gave them. */
export type Page = readonly unknown[];

/**
 * How reading ended. Ending early is no error, but only a complete listing may
 * archive what it does not name.
 */
export interface Listing {
  /**
   * Whether every advert was read, from where this scan began (the beginning, or
   * the cursor it was given) to where it stopped (the end, or `cursor`).
   */
  readonly complete: boolean;
  /** Why it is not complete, or why the rest is left to another scan, for a person. */
  readonly reason?: string;
  /** How many adverts the board says it has, in all. */
  readonly advertisedTotal?: number;
  /**
   * Where the next scan goes on; absent: the board was read to its end. The
   * database joins the scans of one cycle, and only the last may close postings.
   */
  readonly cursor?: unknown;
}

/** A request body and headers, when a board wants more than a GET. */
export interface BoardRequest {
  readonly method?: "GET" | "POST";
  /** Sent as JSON. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** True where a board that is switched off sends its readers to another page: `not_found`. */
  readonly redirectMeansGone?: boolean;
}

/** The only way to the network that a provider has. */
export interface BoardHttp {
  /** @throws {ScanError} `payload` when the answer is no JSON, else as the request fails. */
  json(url: URL, request?: BoardRequest): Promise<unknown>;
  /** @throws {ScanError} as the request fails. */
  text(url: URL, request?: BoardRequest): Promise<string>;
}

export interface ReadContext {
  readonly http: BoardHttp;
  readonly now: Date;
  /** What the last, incomplete scan left behind; null: start at the beginning. */
  readonly cursor: unknown;
  /**
   * Runs `read` over `items` with as many at once as the host allows, and
   * yields the results in the order of the items.
   */
  pool<T, R>(
    items: Iterable<T>,
    read: (item: T) => Promise<R>,
  ): AsyncIterableIterator<R>;
}

export interface NormaliseContext {
  readonly board: Board;
  readonly now: Date;
}

/** Enough of a stored posting to ask its board for the rest. */
export type PostingRef = Pick<Posting, "externalId" | "url">;

/** What an advert says at first sight: enough to throw most of them away. */
export interface Glance
  extends Pick<Posting, "externalId" | "title" | "company"> {
  /** What tells it from others of the same id; absent: there are no others. */
  readonly path?: string;
}

export interface Provider<Raw> {
  readonly id: string;
  /** What a list cannot tell; details fill it, and a list never overwrites it. */
  readonly unknown: readonly (keyof Posting)[];
  /**
   * How many complete listings in a row must lack a posting before it counts as
   * gone: 1 where one answer lists everything, 2 where pages can shift.
   */
  readonly missesUntilClosed: 1 | 2;
  /** True where an empty listing proves nothing (the board answers the same for a company that does not exist). */
  readonly emptyProvesNothing?: boolean;
  /** The board behind any address a person would paste; null: not one of mine. */
  match(url: URL): Board | null;
  /**
   * The board that a page shows without naming its address; whole addresses are
   * found without this.
   */
  embeddedIn?(html: string): Board | null;
  /** Every host that reading this board talks to; `http.ts` refuses all others. */
  hosts(board: Board): readonly string[];
  /** True where a host can be one that a person typed, and not only the system's own: names are looked up before they are asked. */
  readonly typedHosts?: boolean;
  /** Requests that may be refused with 403 for a moment and succeed when repeated once. */
  readonly retriesForbidden?: boolean;
  /** Where one employer's job ids are shared by several boards: the employer's name in them. */
  tenant?(board: Board): string;
  /** One advert: only the fields that `normalise` reads, lenient where boards are. */
  readonly raw: z.ZodType<Raw>;
  /**
   * Yields the board's raw adverts page by page and returns how the listing ended.
   *
   * @throws {ScanError} when the board cannot be read at all.
   */
  pages(board: Board, context: ReadContext): AsyncGenerator<Page, Listing>;
  /**
   * What `normalise` will say of these fields, for a hundredth of its price; null:
   * the advert has to be read. Where titles are all that filters need, nothing
   * else of an advert is looked at, and what is wrong with it is nobody's loss.
   */
  glance?(advert: unknown): Glance | null;
  /** Pure: the same advert always gives an equal posting. */
  normalise(raw: Raw, context: NormaliseContext): Posting;
  /**
   * What the list could not tell.
   *
   * @throws {ScanError} `not_found` when the advert is gone, else as the request fails.
   */
  detail?(
    posting: PostingRef,
    context: ReadContext & { readonly board: Board },
  ): Promise<Partial<Posting>>;
}
