/**
 * The predecessor's four designs, in the order in which it came to them.
 *
 * @module
 */
import { z } from "zod";
import { batchesInParallel } from "./batches_in_parallel.ts";
import { batchesInTurns } from "./batches_in_turns.ts";
import type { Design } from "./design.ts";
import { sequential } from "./sequential.ts";
import { workersInTurns } from "./workers_in_turns.ts";

export const DesignName = z.enum([
  "sequential",
  "workers_in_turns",
  "batches_in_turns",
  "batches_in_parallel",
]);
export type DesignName = z.infer<typeof DesignName>;

export const DESIGNS: Readonly<Record<DesignName, Design>> = {
  sequential,
  workers_in_turns: workersInTurns,
  batches_in_turns: batchesInTurns,
  batches_in_parallel: batchesInParallel,
};
