/**
 * The day on which the demo first ran on a data folder. The simulated boards
 * date their postings from it, so that a later run finds them as they were.
 *
 * @module
 */

/** An ISO date; today where nothing is kept. */
export async function firstDay(folder: string): Promise<string> {
  const today = new Date().toISOString().slice(0, 10);
  if (folder === "memory") return today;
  const path = `${folder}/first_day`;
  try {
    return (await Deno.readTextFile(path)).trim();
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
  await Deno.mkdir(folder, { recursive: true });
  await Deno.writeTextFile(path, `${today}\n`);
  return today;
}
