/**
 * A person presses Scan.
 *
 * @module
 */
import { chosen } from "./adverts.ts";
import { endStep } from "./step.ts";
import type { World } from "./world.ts";

/** For the sources that a drawn number means. */
export async function request(world: World, mask: number): Promise<void> {
  const wanted = chosen(world.now.sources, mask)
    .filter(({ enabled }) => enabled).map(({ id }) => id);
  if (wanted.length === 0) return;
  const batch = await world.doors.requestScan(...wanted);
  // A second press joins the first, which has been served already.
  const isNew = !world.batches.has(batch);
  world.batches.add(batch);
  await endStep(world, { dispatches: isNew, requests: true });
}
