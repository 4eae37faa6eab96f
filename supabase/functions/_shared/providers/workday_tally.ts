/**
 * Whether the pages of a Workday board are all of it. Used by workday.ts.
 *
 * The total is right on the first page; later pages often say 0. Some tenants
 * show no more than 2,000 adverts, say 2,000 where there are more, and begin
 * again from the first page beyond that.
 *
 * @module
 */
import type { Listing, Page } from "./types.ts";

/** Adverts a page; asking for more is answered with 400. */
export const PAGE_SIZE = 20;

/** The most that some tenants show, and the total that they then claim. */
const SHOWN_AT_MOST = 2_000;

function pathOf(advert: unknown): string | null {
  return typeof advert === "object" && advert !== null &&
      "externalPath" in advert && typeof advert.externalPath === "string"
    ? advert.externalPath
    : null;
}

/** Adds up what the pages listed, and why that cannot be the whole board. */
export class Tally {
  /** What the board counts; 0 until a page says it. */
  total = 0;
  #reason: string | null = null;
  #firstPath: string | null = null;
  readonly #paths = new Set<string>();

  /** False when the walk ends at this page, which then adds nothing. */
  take(page: Page, offset: number): boolean {
    const firstPath = pathOf(page[0]);
    if (offset === 0) this.#firstPath = firstPath;
    else if (firstPath !== null && firstPath === this.#firstPath) {
      this.#reason =
        `The board starts over after ${offset} of ${this.total} postings`;
      return false;
    }
    if (page.length < PAGE_SIZE && offset + PAGE_SIZE < this.total) {
      this.#reason ??=
        `The board listed ${page.length} of ${PAGE_SIZE} postings at offset ${offset}`;
    }
    for (const advert of page) {
      const path = pathOf(advert);
      if (path !== null) this.#paths.add(path);
    }
    return page.length > 0;
  }

  listing(): Listing {
    const { total } = this;
    const reason = this.#reason ?? this.#doubt();
    return reason === null
      ? { complete: true, advertisedTotal: total }
      : { complete: false, reason, advertisedTotal: total };
  }

  #doubt(): string | null {
    const listed = this.#paths.size;
    if (this.total === SHOWN_AT_MOST) {
      return `The board shows at most ${SHOWN_AT_MOST} postings and may have more`;
    }
    if (listed < this.total) {
      return `The board listed ${listed} of ${this.total} postings`;
    }
    // A board without a total has not said that this is all.
    return listed > 0 && this.total === 0
      ? `The board listed ${listed} postings and no total`
      : null;
  }
}
