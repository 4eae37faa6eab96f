/**
 * Whatever happens in whatever order, nothing is closed wrongly, nothing is
 * lost, nothing that a person decided is undone. BOARDSCAN_MODEL_RUNS says how
 * many sequences are drawn; BOARDSCAN_MODEL_SEED repeats those of a failure.
 */
import { checkModel } from "./model/check_model.ts";
import { testDatabase } from "./testing.ts";

const database = await testDatabase();
const runs = Number(Deno.env.get("BOARDSCAN_MODEL_RUNS") ?? 1_000);
const seed = Deno.env.get("BOARDSCAN_MODEL_SEED");

Deno.test(`what always holds, holds after every step of ${runs} random sequences`, async () => {
  await checkModel(database, {
    numRuns: runs,
    ...(seed && { seed: Number(seed) }),
  });
});
