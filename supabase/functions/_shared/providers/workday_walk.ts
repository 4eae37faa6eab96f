/**
 * Reads a Workday board as it was planned, some pages at once, until it is read
 * or the scan has to stop. Used by workday_pages.ts.
 *
 * @module
 */
import { ScanError } from "../errors.ts";
import type { Page, ReadContext } from "./types.ts";
import { PAGE_SIZE, type ReadList, SHOWN_AT_MOST } from "./workday_list.ts";
import {
  isFirstDivision,
  type Part,
  type Plan,
  type Share,
  strike,
} from "./workday_plan.ts";
import { Tally } from "./workday_tally.ts";

export interface WalkContext {
  readonly readList: ReadList;
  readonly pool: ReadContext["pool"];
  /** How many pages may be read. */
  readonly mostPages: number;
}

/** How a walk ended. */
export interface Walked {
  /** Why what was walked over may not have been read whole. */
  readonly doubt: string | null;
  /** What is left for the next scan; null: nothing. */
  readonly rest: Plan | null;
  /** Where the first list began again from its first page. */
  readonly wrappedAt: number | null;
}

/** One list on the way. */
interface Leg {
  readonly share: Share;
  readonly part: Part;
  readonly tally: Tally;
}

/** A page on the way; `turn` counts them. */
interface Step {
  readonly turn: number;
  readonly leg: number;
  readonly offset: number;
}

/** `first` is the tally of the list that stands first, whose pages up to `from` are in it. */
export async function* walk(
  plan: Plan,
  { tally: first, from }: { tally: Tally; from: number },
  { readList, pool, mostPages }: WalkContext,
): AsyncGenerator<Page, Walked> {
  const legs = plan.shares.flatMap((share) =>
    share.parts.map((part): Leg => ({
      share,
      part,
      tally: new Tally(part.count === null),
    }))
  ).map((leg, at) => at === 0 ? { ...leg, tally: first } : leg);
  const census = new Map(Object.entries(plan.census));
  let hasStopped = false;

  function* steps(): Generator<Step> {
    let turn = 0;
    for (const [leg, { part, tally }] of legs.entries()) {
      let offset = leg === 0 ? from : 0;
      for (; tally.wants(offset, part.count ?? 0); offset += PAGE_SIZE) {
        if (turn >= mostPages) {
          hasStopped = true;
          return;
        }
        yield { turn: turn++, leg, offset };
      }
    }
  }
  async function read(step: Step) {
    const applied = legs[step.leg]?.part.applied ?? {};
    return { step, list: await readList(applied, step.offset) };
  }

  let next: Step = { turn: 0, leg: 0, offset: from };
  try {
    for await (const { step, list } of pool(steps(), read)) {
      // What failed may be left out: then the pages behind it are read again.
      if (step.turn !== next.turn) {
        yield list.page;
        continue;
      }
      next = { ...step, turn: step.turn + 1, offset: step.offset + PAGE_SIZE };
      const leg = legs[step.leg];
      if (!leg) continue;
      // The first page of a list that was begun is struck off already.
      const isNew = step.offset === 0 && !(step.leg === 0 && plan.begun);
      if (isNew && isFirstDivision(leg.part)) strike(census, list);
      if (leg.tally.take(list)) yield list.page;
    }
  } catch (error) {
    if (!(error instanceof ScanError && error.kind === "deadline")) throw error;
    hasStopped = true;
  }
  return hasStopped
    ? stopped(plan, legs, next, census)
    : ended(legs, census, first.wrappedAt);
}

/** Why lists that were walked to their ends are not all that their shares count. */
function doubtAbout(legs: readonly Leg[]): string | null {
  const shares = new Map<Share, Leg[]>();
  for (const leg of legs) {
    const doubt = leg.tally.doubt();
    if (doubt !== null) return doubt;
    shares.set(leg.share, [...shares.get(leg.share) ?? [], leg]);
  }
  for (const [{ count }, parts] of shares) {
    if (count === null) {
      return `The board shows at most ${SHOWN_AT_MOST} postings and may have more`;
    }
    const paths = new Set(parts.flatMap(({ tally }) => [...tally.paths]));
    // Only a list that stands alone can have been begun by an earlier scan.
    const listed = (parts[0]?.tally.earlier ?? 0) + paths.size;
    if (listed < count) {
      return `The board listed ${listed} of ${count} postings`;
    }
  }
  return null;
}

function ended(
  legs: readonly Leg[],
  census: ReadonlyMap<string, number>,
  wrappedAt: number | null,
): Walked {
  const missing = Math.max(0, ...census.values());
  const doubt = doubtAbout(legs) ??
    (missing > 0
      ? `The board counts ${missing} postings that none of its parts lists`
      : null);
  return { doubt, rest: null, wrappedAt };
}

function stopped(
  plan: Plan,
  legs: readonly Leg[],
  { leg: at, offset }: Step,
  census: ReadonlyMap<string, number>,
): Walked {
  const current = legs[at];
  const begunLeg = current?.tally.wants(offset, current.part.count ?? 0)
    ? current
    : null;
  const left = begunLeg ? at : at + 1;
  const begun = begunLeg?.tally.begun(offset) ?? null;
  const [share, ...shares] = plan.shares.slice(
    plan.shares.findIndex((one) => one === legs[left]?.share),
  );
  const part = legs[left]?.part;
  if (!share || !part) return ended(legs, census, null);
  const parts = share.parts.slice(share.parts.indexOf(part));
  const isBroken = share.parts.length > 1 &&
    (begun !== null || parts.length < share.parts.length);
  const doubt = doubtAbout(
    legs.slice(0, left).filter((leg) => leg.share !== share),
  ) ?? begunLeg?.tally.gap ?? (isBroken
    ? "An advert may be in several parts of this board, which one scan has no time for"
    : null);
  return {
    doubt,
    rest: {
      total: plan.total,
      shares: [{ count: share.count, parts }, ...shares],
      begun,
      census: Object.fromEntries(census),
    },
    wrappedAt: null,
  };
}
