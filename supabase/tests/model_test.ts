/**
 * Whatever happens in whatever order, nothing is closed wrongly, nothing is
 * lost, nothing that a person decided is undone. BOARDSCAN_MODEL_RUNS says how
 * many sequences are drawn; BOARDSCAN_MODEL_SEED repeats those of a failure.
 */
import { checkModel } from "./model/check_model.ts";
import { testDatabase } from "./testing.ts";

const database = await testDatabase();
const wanted = Deno.env.get("BOARDSCAN_MODEL_RUNS");
const runs = Number(wanted ?? 1_000);
// The same sequences each time, so that a change that fails is the one to blame;
// a run of another length looks for new ones.
const seed = Deno.env.get("BOARDSCAN_MODEL_SEED") ??
  (wanted === undefined ? "1710543191" : undefined);

Deno.test(`what always holds, holds after every step of ${runs} random sequences`, async () => {
  await checkModel(database, {
    numRuns: runs,
    ...(seed && { seed: Number(seed) }),
  });
});
