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
  world.batches.add(await world.doors.requestScan(...wanted));
  await endStep(world, { dispatches: true, requests: true });
}
