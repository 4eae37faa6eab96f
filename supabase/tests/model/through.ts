/**
 * Going through a door of the scanner: when it must open, and when it must not.
 *
 * @module
 */
import { DatabaseError } from "../../../scripts/stack/database.ts";
import { endStep } from "./step.ts";
import type { World } from "./world.ts";

export type Standing = "dispatched" | "reading" | "listed" | "over";

/** How far a scan is; over: whatever it says now, nobody listens. */
export function standing({ now }: World, scanId: string): Standing {
  const scan = now.scans.find(({ id }) => id === scanId);
  const lease = now.sources.find(({ scan_id }) => scan_id === scanId);
  if (!scan || (lease?.lease_seconds ?? 0) <= 0) return "over";
  if (scan.status === "dispatched") return "dispatched";
  if (scan.status !== "running") return "over";
  return scan.listed ? "listed" : "reading";
}

/** Goes through a door and checks that it opened exactly when it should. */
export async function through<T>(
  world: World,
  scanId: string,
  wanted: readonly Standing[],
  door: () => Promise<T>,
  /** What follows for the ledger; answers the status that the scan has from now on. */
  opened: (answer: T) => string,
): Promise<void> {
  const expected = wanted.includes(standing(world, scanId));
  try {
    const status = opened(await door());
    await endStep(
      world,
      { scan: { id: scanId, status }, dispatches: status !== "running" },
      expected ? [] : ["a door opened to a scan that is over"],
    );
  } catch (error) {
    if (!(error instanceof DatabaseError) || error.code !== "PT409") {
      throw error;
    }
    await endStep(
      world,
      { changesNothing: true },
      expected ? ["a door was shut to a scan that is alive"] : [],
    );
  }
}
