/**
 * What the scans have told of one source: the oracle for what may be closed and
 * what has to be. It keeps no rows, only sightings.
 *
 * @module
 */
import type { Listing, Verdict } from "./adverts.ts";

/** What a provider promises about its boards. */
export interface Traits {
  readonly missesUntilClosed: 1 | 2;
  readonly emptyProvesNothing: boolean;
  readonly hasDetails: boolean;
}

interface Told {
  title: string;
  verdict: Verdict;
}

function median(counts: readonly number[]): number {
  const sorted = counts.toSorted((a, b) => a - b);
  const low = sorted[Math.floor((sorted.length - 1) / 2)] ?? 0;
  const high = sorted[Math.ceil((sorted.length - 1) / 2)] ?? 0;
  return (low + high) / 2;
}

/** Makes the ledger of a source of which nothing is known but how much it listed. */
export function createLedger(traits: Traits, usual: readonly number[]) {
  const told = new Map<string, Told>();
  const misses = new Map<string, number>();
  let counts = [...usual];
  let held: { count: number; times: number } | null = null;
  let listed: Listing | null = null;
  let believed = false;

  /** The drop guard of the specification: whether this count may close anything. */
  function believe(
    count: number,
    somethingIsOpen: boolean,
    unchanged: boolean,
  ): boolean {
    const middle = median(counts);
    const suspicious =
      (counts.length >= 3 && middle - count >= 5 && count < 0.7 * middle) ||
      (count === 0 && ((counts.at(-1) ?? 0) > 0 || somethingIsOpen));
    if (!suspicious) {
      // An unchanged board has been counted already.
      if (!unchanged) counts = [...counts, count].slice(-5);
      held = null;
      return true;
    }
    const again = held && Math.abs(count - held.count) <= 0.1 * held.count;
    held = held && again
      ? { count: held.count, times: held.times + 1 }
      : { count, times: 1 };
    if (held.times < 3 || (count === 0 && traits.emptyProvesNothing)) {
      return false;
    }
    counts = [count];
    held = null;
    return true;
  }

  return {
    traits,
    told,
    /** Complete listings in a row that lacked it; 0: the last sighting still holds. */
    misses: (id: string) => misses.get(id) ?? 0,
    /** The last complete listing. */
    listed: () => listed,
    /** Whether this very step brought a complete listing that is believed. */
    believed: () => believed,
    /** A step begins. */
    turn() {
      believed = false;
    },
    /** It was listed, and a filter may take it. */
    saw(id: string, title: string, verdict: Verdict) {
      told.set(id, { title, verdict });
      misses.set(id, 0);
    },
    /** It was listed, but no filter takes it. */
    passed(id: string) {
      misses.set(id, 0);
      const known = told.get(id);
      if (known) known.verdict = "rejected";
    },
    /** Its details were read and judged. */
    settled(id: string, verdict: Verdict) {
      const known = told.get(id);
      if (known) known.verdict = verdict;
    },
    /** A complete listing ended. */
    completed(
      listing: Listing,
      somethingIsOpen: boolean,
      unchanged: boolean,
    ) {
      believed = believe(listing.size, somethingIsOpen, unchanged);
      listed = listing;
      for (const id of told.keys()) {
        if (!listed.has(id)) misses.set(id, (misses.get(id) ?? 0) + 1);
      }
    },
  };
}

export type Ledger = ReturnType<typeof createLedger>;
