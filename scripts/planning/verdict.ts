/**
 * Whether a month fits into the free plan, what breaks first, and what it costs
 * on the paid one.
 *
 * @module
 */
import type { Figures } from "./figures.ts";
import { databaseBytes, type Month } from "./month.ts";
import { COMPUTE, CONNECTIONS, DISK, PLANS, PRICES } from "./plans.ts";

/** How much of one limit is used: more than 1 is too much. */
export interface Use {
  readonly what: string;
  readonly share: number;
}

const GB = 1_000_000_000;

/** What is the same on every plan: the pace that hosts bear, and the pool. */
function usesAnywhere(month: Month): Use[] {
  return [
    {
      what: month.slowest === "host" ? "pace of a shared host" : "places",
      share: month.paceShare,
    },
    { what: "connections", share: month.connections / CONNECTIONS },
  ];
}

/** The limits that stop a machine on the free plan, the nearest first. */
export function usesOnFree(
  month: Month,
  months: number,
  figures: Figures,
): Use[] {
  const { free } = PLANS;
  return [
    { what: "invocations", share: month.scans / free.invocations },
    {
      what: "database size",
      share: databaseBytes(month, months, figures) / free.databaseBytes,
    },
    { what: "egress", share: month.egressBytes / free.egressBytes },
    { what: "logs", share: month.logBytes / free.logBytes },
    ...usesAnywhere(month),
  ].toSorted((a, b) => b.share - a.share);
}

/** The limits that money does not move, the nearest first. */
export function usesOnPro(month: Month): Use[] {
  return usesAnywhere(month).toSorted((a, b) => b.share - a.share);
}

/** A disk as it has grown for a database of this size. */
export function diskBytes(database: number): number {
  let disk: number = PLANS.pro.databaseBytes;
  while (database > disk * DISK.full) {
    disk = Math.min(disk * DISK.grows, disk + DISK.mostBytes);
  }
  return disk;
}

/** The smallest compute that is recommended for a database of this size. */
export function computeFor(database: number): typeof COMPUTE[number] {
  const found = COMPUTE.find(({ databaseBytes }) => databaseBytes >= database);
  if (!found) {
    throw new RangeError(
      `Cannot plan a database of ${Math.round(database / GB)} GB`,
    );
  }
  return found;
}

/** Dollars of that month on the paid plan, and the compute in it. */
export function costOnPro(
  month: Month,
  months: number,
  figures: Figures,
): { dollars: number; compute: string } {
  const { pro } = PLANS;
  const database = databaseBytes(month, months, figures);
  const compute = computeFor(database);
  const over = (used: number, held: number) => Math.max(0, used - held);
  return {
    compute: compute.name,
    dollars: PRICES.proMonth +
      over(compute.month, PRICES.computeCredit) +
      Math.ceil(over(month.scans, pro.invocations) / 1_000_000) *
        PRICES.millionInvocations +
      over(diskBytes(database), pro.databaseBytes) / GB * PRICES.diskGb +
      over(month.egressBytes, pro.egressBytes) / GB * PRICES.egressGb +
      over(month.logBytes, pro.logBytes) / GB * PRICES.logsGb,
  };
}
