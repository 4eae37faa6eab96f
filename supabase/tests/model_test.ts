/**
 * Whatever happens in whatever order, nothing is closed wrongly, nothing is
 * lost, nothing that a person decided is undone. BOARDSCAN_MODEL_RUNS says how
 * many sequences are drawn; BOARDSCAN_MODEL_SEED repeats those of a failure.
 */
import { checkModel } from "./model/check_model.ts";
import { createReset, openTestDatabase } from "./testing/database.ts";

/** After some ten thousand sequences an embedded database has no memory left. */
const MOST_A_ROUND = 2_000;

const wanted = Deno.env.get("BOARDSCAN_MODEL_RUNS");
const runs = Number(wanted ?? 1_000);
// The same sequences each time, so that a change that fails is the one to blame;
// a run of another length looks for new ones.
const seed = Deno.env.get("BOARDSCAN_MODEL_SEED") ??
  (wanted === undefined ? "1710543191" : undefined);

for (let done = 0; done < runs; done += MOST_A_ROUND) {
  const numRuns = Math.min(MOST_A_ROUND, runs - done);
  const last = done + numRuns;
  Deno.test(`what always holds, holds after every step of the random sequences ${done + 1} to ${last}`, async () => {
    const database = await openTestDatabase();
    try {
      // A server keeps what the round before left there.
      await (await createReset(database))();
      await checkModel(database, {
        numRuns,
        // A seed that was given repeats a failure from its beginning.
        ...(seed && { seed: Number(seed) + done }),
      });
    } finally {
      await database.close();
    }
  });
}
