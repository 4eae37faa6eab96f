/**
 * Puts the 49 boards and the first filter into a stack that has none yet.
 *
 * @module
 */
import type { Database } from "./database.ts";

const SEED = new URL("../../supabase/seed.sql", import.meta.url);

/** Does nothing where there are sources already: they are the user's own. */
export async function seed(database: Database): Promise<void> {
  const { rows } = await database.query(
    "select 1 as one from public.job_sources limit 1",
  );
  if (rows.length === 0) await database.execute(await Deno.readTextFile(SEED));
}
