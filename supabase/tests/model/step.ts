/**
 * One step of a sequence: whatever was done, the database is read again and
 * everything that always holds is checked.
 *
 * @module
 */
import { type Step, violations } from "./invariants.ts";
import type { World } from "./world.ts";

/** Ends a step. @throws {Error} naming all that is wrong, `wrong` first. */
export async function endStep(
  world: World,
  step: Step,
  wrong: readonly string[] = [],
): Promise<void> {
  const before = world.now;
  world.now = await world.prepared.read();
  const all = [...wrong, ...violations(world, before, step)];
  for (const { ledger } of world.sources) ledger.turn();
  if (all.length > 0) throw new Error(all.join("\n"));
}
