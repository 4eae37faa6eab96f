/**
 * Runs the model: random sequences of everything that happens to boardscan,
 * against the real SQL, with a check after every step.
 *
 * @module
 */
import fc from "fast-check";
import type { Database } from "../../../scripts/stack/database.ts";
import { masks, sequences } from "./commands.ts";
import { prepare } from "./reading.ts";
import { settle } from "./settle.ts";
import { createWorld, type Plan } from "./world.ts";

const traits = {
  host: fc.constantFrom(0, 1),
  board: masks,
  usual: fc.nat({ max: 12 }),
  missesUntilClosed: fc.constantFrom(1, 2),
  emptyProvesNothing: fc.boolean(),
  hasDetails: fc.boolean(),
} as const;

const plans: fc.Arbitrary<Plan> = fc.record({
  sources: fc.array(fc.record(traits), { minLength: 1, maxLength: 4 }),
  caps: fc.tuple(
    fc.integer({ min: 1, max: 3 }),
    fc.integer({ min: 1, max: 2 }),
    fc.integer({ min: 1, max: 2 }),
  ),
  filters: fc.nat({ max: 7 }),
});

/** Draws so many sequences. @throws {Error} with the seed, the path and the shortest sequence that fails. */
export async function checkModel(
  database: Database,
  parameters: fc.Parameters<unknown>,
): Promise<void> {
  const prepared = await prepare(database);
  try {
    await fc.assert(
      fc.asyncProperty(plans, sequences(), async (plan, commands) => {
        const world = await createWorld(database, prepared, plan);
        await fc.asyncModelRun(() => ({ model: world, real: world }), commands);
        await settle(world);
      }),
      { ...parameters },
    );
  } finally {
    await prepared.remove();
  }
}
