/**
 * Reading a board that gives all its adverts in one answer, as a scan does.
 * Imported by tests only.
 *
 * @module
 */
import { collect } from "../../collect.ts";
import type { Posting } from "../../posting.ts";
import { fakeHttp, postingsOf, readContext } from "../../testing.ts";
import type { Board, Listing, Provider } from "../types.ts";

/** A board of one answer, and how that names its adverts. */
export interface OneAnswer<Raw> {
  readonly provider: Provider<Raw>;
  readonly board: Board;
  readonly url: string;
  /** Where the list stands in the answer; null: it is the answer. */
  readonly list: string | null;
  /** Where an advert's id stands in it. */
  readonly id: string;
}

/** Each posting once, as the scan last knew it. */
export async function readAnswer<Raw>(
  { provider, board, url }: OneAnswer<Raw>,
  answer: unknown,
): Promise<{ postings: Posting[]; listing: Listing; rejected: number }> {
  const postings = new Map<string, Posting>();
  const http = fakeHttp([{ url, answer }]);
  const pages = collect(provider, board, readContext(http));
  while (true) {
    const { value, done } = await pages.next();
    if (done) {
      const { listing, rejected } = value;
      return { postings: [...postings.values()], listing, rejected };
    }
    for (const posting of postingsOf(value)) {
      postings.set(posting.externalId, posting);
    }
  }
}

/** The first eight hex digits of its SHA-256: says which text without repeating it. */
export async function hashOf(text: string): Promise<string> {
  const bytes = await crypto.subtle.digest(
    "SHA-256",
    new TextEncoder().encode(text),
  );
  return [...new Uint8Array(bytes).subarray(0, 4)]
    .map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** What can be checked of a recorded posting against values written down by hand. */
export async function factsOf(posting: Posting): Promise<unknown[]> {
  const { salaryMin, salaryMax, salaryCurrency, salaryPeriod } = posting;
  return [
    await hashOf(posting.title),
    new URL(posting.url).pathname,
    posting.locations,
    posting.workplace,
    [salaryMin, salaryMax, salaryCurrency, salaryPeriod],
    posting.postedAt?.toISOString() ?? null,
  ];
}
