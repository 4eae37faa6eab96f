/**
 * What the tests of providers share: a board's side of the wire, and reading a
 * board as a scan does. Imported by tests only.
 *
 * @module
 */
import { assertEquals } from "@std/assert";
import { ScanError } from "./errors.ts";
import type { Posting } from "./posting.ts";
import type { Sighting } from "./sightings.ts";
import { storable } from "./storable.ts";
import type {
  Board,
  BoardHttp,
  BoardRequest,
  Listing,
  Provider,
  ReadContext,
} from "./providers/types.ts";

export const NOW = new Date("2026-03-01T12:00:00Z");

/** One request that a fake board expects, and what it answers. */
export interface Exchange {
  /** Path and query, or the whole address. */
  readonly url: string;
  /** The JSON that must be posted; absent: a GET. */
  readonly body?: unknown;
  /** A string is answered as it stands, an error is thrown, all else is JSON. */
  readonly answer: unknown;
}

/** A board's side of the wire, as much as the promises of every provider need. */
export interface Sample {
  readonly board: Board;
  /** Addresses that a person would paste, and the key that each must give. */
  readonly matches: Readonly<Record<string, string>>;
  /** Addresses near these that name no board. */
  readonly strangers: readonly string[];
  /** What a board of `count` adverts answers, none of them twice. */
  listing(count: number): Exchange[];
  /** A 200 whose shape is not the board's. */
  broken(): Exchange[];
  /** Fewer adverts than the board says it has; null where it never says how many. */
  cutShort: (() => Exchange[]) | null;
}

/** `count` things, each made from its own number. */
export function upTo<T>(
  count: number,
  make: (number: number) => T,
  from = 0,
): T[] {
  return Array.from({ length: count }, (_, i) => make(from + i));
}

/** `count` adverts in pages of `size`; at least one page, as a request is made to know. */
export function inPages(
  count: number,
  size: number,
  page: (offset: number, total: number, count: number) => Exchange,
): Exchange[] {
  return upTo(
    Math.max(1, Math.ceil(count / size)),
    (i) => page(i * size, count, Math.min(size, count - i * size)),
  );
}

/**
 * A board that answers what was agreed, in any order, each once, and fails on
 * everything else. `left()` names what was never asked for.
 */
export function fakeHttp(
  exchanges: readonly Exchange[],
): BoardHttp & { left(): string[] } {
  const open = [...exchanges];
  function take(url: URL, request?: BoardRequest): unknown {
    const at = open.findIndex((exchange) =>
      (exchange.url === url.href ||
        exchange.url === url.pathname + url.search) &&
      JSON.stringify(exchange.body) === JSON.stringify(request?.body)
    );
    const [exchange] = at === -1 ? [] : open.splice(at, 1);
    if (!exchange) {
      throw new Error(
        `Unexpected request: ${url.href} ${JSON.stringify(request?.body)}`,
      );
    }
    if (exchange.answer instanceof Error) throw exchange.answer;
    return exchange.answer;
  }
  return {
    // deno-lint-ignore require-await -- a wrong request must reject, not throw
    async json(url, request) {
      const answer = take(url, request);
      if (typeof answer !== "string") return answer;
      try {
        return JSON.parse(answer);
      } catch (cause) {
        throw new ScanError("payload", `Cannot read ${url.host}: no JSON`, {
          cause,
        });
      }
    },
    // deno-lint-ignore require-await -- as above
    async text(url, request) {
      const answer = take(url, request);
      return typeof answer === "string" ? answer : JSON.stringify(answer);
    },
    left: () => open.map(({ url }) => url),
  };
}

export function readContext(
  http: BoardHttp,
  over: Partial<ReadContext> = {},
): ReadContext {
  return {
    http,
    now: NOW,
    cursor: null,
    async *pool(items, read) {
      for (const item of items) yield await read(item);
    },
    ...over,
  };
}

/** What an advert says at first sight must be what its posting says. */
export function assertGlance<Raw>(
  provider: Provider<Raw>,
  advert: unknown,
  { externalId, title, company }: Posting,
): void {
  if (!provider.glance) return;
  const glance = provider.glance(advert);
  assertEquals(
    glance && [storable(glance.externalId), glance.title, glance.company],
    [externalId, title, company],
  );
}

/** Reads a board to its end: every raw advert must pass the provider's own check. */
export async function readBoard<Raw>(
  provider: Provider<Raw>,
  board: Board,
  http: BoardHttp,
  over: Partial<ReadContext> = {},
): Promise<{ postings: Posting[]; listing: Listing }> {
  const postings: Posting[] = [];
  const pages = provider.pages(board, readContext(http, over));
  while (true) {
    const { value, done } = await pages.next();
    if (done) return { postings, listing: value };
    for (const advert of value) {
      const raw = provider.raw.parse(advert);
      const posting = provider.normalise(raw, { board, now: NOW });
      assertGlance(provider, advert, posting);
      postings.push(posting);
    }
  }
}

/** A posting with its text made, so that two can be compared. */
export function withText(
  posting: Posting,
): Omit<Posting, "description"> & { description: string | null } {
  return { ...posting, description: posting.description?.() ?? null };
}

/** The recorded answers of real boards, where they stand beside the repository. */
export async function recordedPayload(path: string): Promise<string | null> {
  try {
    return await Deno.readTextFile(
      new URL(`../../../../shared/payloads/${path}`, import.meta.url),
    );
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return null;
    throw error;
  }
}

/** All of a page that can be read. */
export function postingsOf(page: readonly Sighting[]): Posting[] {
  return page.flatMap((sighting) => sighting.posting() ?? []);
}
