/**
 * How often the simulated boards of a data folder have changed. They begin each
 * run as they were on their first day, so a later run lets the same changes
 * happen again before it scans.
 *
 * @module
 */
import { z } from "zod";

const Count = z.coerce.number().int().nonnegative();

function pathIn(folder: string): string {
  return `${folder}/changes`;
}

/** None where nothing is kept. */
export async function readPastChanges(folder: string): Promise<number> {
  if (folder === "memory") return 0;
  try {
    return Count.parse(await Deno.readTextFile(pathIn(folder)));
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return 0;
    throw error;
  }
}

/** Notes one more; its folder is there. */
export async function noteChange(folder: string): Promise<void> {
  if (folder === "memory") return;
  const count = await readPastChanges(folder) + 1;
  await Deno.writeTextFile(pathIn(folder), `${count}\n`);
}
