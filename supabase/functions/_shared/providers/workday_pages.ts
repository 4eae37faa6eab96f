/**
 * Reads a Workday board to its end: as one list where that shows all of it, else
 * in parts, and in several scans where one has no time for it.
 *
 * @module
 */
import { ScanError } from "../errors.ts";
import type { Listing, Page, ReadContext } from "./types.ts";
import { countAdverts, readFacets } from "./workday_facets.ts";
import {
  type ListPage,
  PAGE_SIZE,
  pathOf,
  type ReadList,
  SHOWN_AT_MOST,
} from "./workday_list.ts";
import { Plan, planParts, planWhole } from "./workday_plan.ts";
import { Tally } from "./workday_tally.ts";
import { walk, type WalkContext, type Walked } from "./workday_walk.ts";

/**
 * Read four at once at 400 ms each they take the 52 s that a scan reads for; and
 * with facets of up to 60 kB on each, more would take more than its CPU time.
 */
export const PAGES_A_SCAN = 500;

export interface PagesContext extends Pick<ReadContext, "pool" | "cursor"> {
  readonly readList: ReadList;
}

/** What a scan can still do. */
type Left = () => WalkContext;

/** Yields the pages of a board, and says whether they are all that it has. */
export async function* readPages(
  { readList, pool, cursor }: PagesContext,
  pagesAScan = PAGES_A_SCAN,
): AsyncGenerator<Page, Listing> {
  let pages = 0;
  const left: Left = () => ({
    readList(applied, offset) {
      pages++;
      return readList(applied, offset);
    },
    pool,
    mostPages: pagesAScan - pages,
  });
  const plan = Plan.safeParse(cursor);
  if (plan.success) return yield* goOn(plan.data, left);

  const tally = new Tally(false);
  const first = await left().readList({}, 0);
  tally.take(first);
  yield first.page;
  try {
    return yield* goOnFrom(first, tally, left);
  } catch (error) {
    if (!(error instanceof ScanError && error.kind === "deadline")) throw error;
    return {
      complete: false,
      reason: "The time was too short to find out how long this board is",
      advertisedTotal: tally.total,
    };
  }
}

async function* goOnFrom(
  first: ListPage,
  tally: Tally,
  left: Left,
): AsyncGenerator<Page, Listing> {
  let from = PAGE_SIZE;
  let isFull = first.page.length === PAGE_SIZE;
  // One after the other until a page says how many there are.
  while (tally.total === 0 && isFull) {
    const list = await left().readList({}, from);
    if (tally.take(list)) yield list.page;
    isFull = !tally.hasEnded && list.page.length === PAGE_SIZE;
    from += PAGE_SIZE;
  }

  const { total } = tally;
  const plan = total < SHOWN_AT_MOST
    ? planWhole(total, total)
    : yield* planLong(first, total, left);
  const [start] = plan.shares;
  if (start?.parts.some(({ applied }) => Object.keys(applied).length > 0)) {
    return listingOf(plan, yield* walkParts(plan, left));
  }
  tally.isOpen = start?.parts[0]?.count === null;
  const walked = yield* walk(plan, { tally, from }, left());
  // It shows fewer than even the tenants do that stop at 2,000.
  const { wrappedAt } = walked;
  const parts = wrappedAt === null || !start?.count ? null : yield* planParts(
    first,
    { count: start.count, limit: wrappedAt },
    left().readList,
  );
  return parts
    ? listingOf(parts, yield* walkParts(parts, left))
    : listingOf(plan, walked);
}

/**
 * Some tenants show no more than 2,000 adverts, say 2,000 where there are more,
 * and begin again from the first page beyond; others page on to their true end.
 * The page at 2,000 tells which. A total that cannot be believed is worth less
 * than those of parts.
 */
async function* planLong(
  first: ListPage,
  total: number,
  left: Left,
): AsyncGenerator<Page, Plan> {
  const { readList } = left();
  const counted = countAdverts(readFacets(first.facets));
  const isCapped = total === SHOWN_AT_MOST;
  const count = !isCapped ? total : counted < total ? null : counted;
  const { page } = await readList({}, SHOWN_AT_MOST);
  const paths = new Set(first.page.map(pathOf));
  const startsOver = page.some((advert) => paths.has(pathOf(advert)));
  const pagesOn = page.length > 0 && !startsOver;
  if (pagesOn) yield page;
  if (pagesOn && !isCapped) return planWhole(total, total);
  return (yield* planParts(first, { count, limit: SHOWN_AT_MOST }, readList)) ??
    planWhole(count, pagesOn ? null : SHOWN_AT_MOST);
}

function walkParts(plan: Plan, left: Left): AsyncGenerator<Page, Walked> {
  const isOpen = plan.shares[0]?.parts[0]?.count === null;
  return walk(plan, { tally: new Tally(isOpen), from: 0 }, left());
}

async function* goOn(plan: Plan, left: Left): AsyncGenerator<Page, Listing> {
  const { begun, shares: [share] } = plan;
  const part = share?.parts[0];
  let walking = walkParts(plan, left);
  if (begun && part) {
    const first = await left().readList(part.applied, 0);
    yield first.page;
    const tally = new Tally(part.count === null, { begun, first });
    const from = begun.offset - PAGE_SIZE;
    walking = walk(plan, { tally, from }, left());
  }
  const walked = yield* walking;
  // Each list was held against its own count. The ids of all scans together may
  // be fewer than the total, where two adverts are of one requisition.
  return walked.doubt === null && walked.rest === null
    ? { complete: true }
    : listingOf(plan, walked);
}

function listingOf({ total }: Plan, { doubt, rest }: Walked): Listing {
  const reason = doubt ??
    (rest && `The rest of ${total} postings is left to the next scan`);
  return {
    complete: doubt === null,
    advertisedTotal: total,
    ...(reason !== null && { reason }),
    ...(rest && { cursor: rest }),
  };
}
