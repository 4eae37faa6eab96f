/**
 * Whether the pages of one list of a Workday board are all of it. Used by
 * workday_walk.ts.
 *
 * The total is right on the first page; later pages often say 0. Some tenants
 * show no more than 2,000 adverts and begin again from the first page beyond that.
 *
 * @module
 */
import { z } from "zod";
import { readFacets, sumsOf } from "./workday_facets.ts";
import { type ListPage, PAGE_SIZE, pathOf } from "./workday_list.ts";

/** Beyond any board seen; a list without a known end is followed no further. */
const LAST_OFFSET = 30_000;

/** A list that an earlier scan has begun. */
export const Begun = z.object({
  /** Of the next page. */
  offset: z.number().int().positive(),
  total: z.number().int().nonnegative(),
  /** How many different adverts it has listed. */
  listed: z.number().int().nonnegative(),
  /** The paths on the page before; where they are now, the next scan goes on. */
  tail: z.array(z.string()),
});

export type Begun = z.infer<typeof Begun>;

/** Adds up what the pages of one list hold, and why that cannot be all of it. */
export class Tally {
  /** What the board counts; 0 until a page says it. */
  total = 0;
  /** Where the list began again from its first page. */
  wrappedAt: number | null = null;
  readonly paths = new Set<string>();
  /** How many different adverts earlier scans have listed. */
  readonly earlier: number;
  #hasEnded = false;
  #reason: string | null = null;
  #firstPath: string | null = null;
  #tail: string[] = [];
  /** What facets count on the first page and on the last one, where no total does. */
  #counts: [first: string, last: string] = ["", ""];
  /** What it counts now, where that is more than at first. */
  #grownTo = 0;
  /** Until the page before is found again. */
  #begun: Begun | null = null;
  /** Counted by an earlier scan; they may stand on later pages now. */
  #known: ReadonlySet<string> = new Set();

  /** `isOpen`: no total can be believed, the list ends where its pages do. */
  constructor(
    public isOpen: boolean,
    from: { begun: Begun; first: ListPage } | null = null,
  ) {
    this.earlier = from?.begun.listed ?? 0;
    if (!from) return;
    const { begun, first } = from;
    this.#begun = begun;
    this.#known = new Set(begun.tail);
    this.#firstPath = pathOf(first.page[0]);
    this.total = begun.total;
    this.#grownTo = first.total;
    this.#count(first);
  }

  /** Whether the board has shown where the list ends. */
  get hasEnded(): boolean {
    return this.#hasEnded;
  }

  get listed(): number {
    return this.earlier + this.paths.size;
  }

  /** Whether there can be adverts at this offset, of which `count` are expected. */
  wants(offset: number, count: number): boolean {
    if (this.#hasEnded) return false;
    const end = Math.max(this.total, this.#grownTo, count);
    return offset < (this.isOpen ? LAST_OFFSET : end);
  }

  /** Takes the next page; false when it adds nothing. */
  take({ page, offset, total, facets }: ListPage): boolean {
    if (this.#hasEnded) return false;
    if (this.total === 0) this.total = total;
    this.#count({ offset, facets });
    const paths = page.map(pathOf).filter((path) => path !== null);
    const firstPath = pathOf(page[0]);
    if (offset === 0) this.#firstPath = firstPath;
    else if (this.#isRepeated(page.length, firstPath, paths)) {
      this.#reason =
        `The board starts over after ${offset} of ${this.total} postings`;
      this.wrappedAt = offset;
      this.#hasEnded = true;
      return false;
    }
    if (page.length === 0 || (this.isOpen && page.length < PAGE_SIZE)) {
      this.#hasEnded = true;
    } else if (page.length < PAGE_SIZE && offset + PAGE_SIZE < this.total) {
      this.#reason ??=
        `The board listed ${page.length} of ${PAGE_SIZE} postings at offset ${offset}`;
    }
    if (!this.isOpen && page.length > 0) this.#grow(offset, page.length);
    for (const path of this.#begun ? this.#goOn(paths, this.#begun) : paths) {
      if (!this.#known.has(path)) this.paths.add(path);
    }
    this.#tail = paths;
    return page.length > 0;
  }

  /** What a later scan needs to go on with the page at `offset`. */
  begun(offset: number): Begun | null {
    if (this.#begun) return this.#begun;
    const { total, listed } = this;
    return offset === 0 ? null : { offset, total, listed, tail: this.#tail };
  }

  /** Why the pages so far have left something out, or may have. */
  get gap(): string | null {
    if (this.#reason !== null) return this.#reason;
    const [first, last] = this.#counts;
    return this.isOpen && first !== last
      ? "The board has changed while it was read"
      : null;
  }

  /** Why this is not the whole list. */
  doubt(): string | null {
    const { gap, listed, total } = this;
    if (gap !== null) return gap;
    if (listed < total) {
      return `The board listed ${listed} of ${total} postings`;
    }
    if (this.isOpen && !this.#hasEnded) {
      return `The board has no end after ${listed} postings`;
    }
    // A board without a total has not said that this is all.
    return listed > 0 && total === 0
      ? `The board listed ${listed} postings and no total`
      : null;
  }

  #count({ offset, facets }: Pick<ListPage, "offset" | "facets">): void {
    if (offset > 0 && !this.isOpen) return;
    const counts = JSON.stringify([...sumsOf(readFacets(facets))]);
    this.#counts = [offset === 0 ? counts : this.#counts[0], counts];
  }

  /** What has come to the board while it is read has pushed others on. */
  #grow(offset: number, length: number): void {
    const more = offset + length - Math.max(this.total, this.#grownTo);
    if (this.total === 0 || more <= 0) return;
    if (length === PAGE_SIZE) {
      this.#reason ??=
        `The board counts ${this.total} postings and does not end there`;
    }
    this.total += more;
    if (this.#grownTo > 0) this.#grownTo += more;
  }

  #isRepeated(
    length: number,
    firstPath: string | null,
    paths: readonly string[],
  ): boolean {
    if (firstPath !== null && firstPath === this.#firstPath) return true;
    return length === PAGE_SIZE && paths.length === length &&
      paths.every((path) => this.paths.has(path));
  }

  /**
   * The list may have moved since the scan before. What is left of its last page
   * shows by how much; what stands before that was read then.
   */
  #goOn(paths: readonly string[], { tail }: Begun): readonly string[] {
    this.#begun = null;
    const last = paths.findLastIndex((path) => tail.includes(path));
    if (last === -1) {
      this.#reason ??= "The board has moved on too far since the scan before";
    }
    return paths.slice(last + 1);
  }
}
