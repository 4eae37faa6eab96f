/**
 * The data folder that a reading command takes when none is named: what `start`
 * and `scan` keep, or what the demo has left where that is all there is.
 *
 * @module
 */
const KEPT = [".boardscan/data", ".boardscan/demo"];

/** The folder that was named, else the first of the usual ones with data in it. */
export async function keptFolder(named: string | undefined): Promise<string> {
  if (named !== undefined) return named;
  for (const folder of KEPT) {
    try {
      await Deno.stat(`${folder}/keys.json`);
      return folder;
    } catch (error) {
      if (!(error instanceof Deno.errors.NotFound)) throw error;
    }
  }
  return ".boardscan/data";
}
