/**
 * In what the tenants of Workday differ, though they all run the same service.
 *
 * @module
 */
import type { BoardDefinition } from "./catalogue.ts";
import { seedOf } from "./random.ts";

/** How one tenant's list behaves. */
export interface Habits {
  /** True: the total is 0 on every page but the first. */
  readonly forgetsTotal: boolean;
  /**
   * What comes after 2,000 adverts of one list: all others ("pages"), all others
   * under a total of 2,000 ("understates"), or, under that total as well, the
   * first ones again ("wraps") or nothing ("hides").
   */
  readonly beyond: "pages" | "understates" | "wraps" | "hides";
}

/** Half of the tenants forget their total, half begin again after 2,000 adverts. */
export function habitsOf({ company }: BoardDefinition): Habits {
  return {
    forgetsTotal: seedOf(company, "total") % 2 === 0,
    beyond: seedOf(company, "beyond") % 2 === 0 ? "wraps" : "pages",
  };
}
