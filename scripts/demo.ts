/**
 * `deno task demo`: the whole machine on this laptop, scanning 49 simulated
 * boards through the real chain: request, net, function, RPC, view.
 *
 *   --db DIR|memory   where the data stays; default .boardscan/demo
 *   --changes         then lets the boards change, scans again and compares
 *   --top N           matches to show; default 10
 *
 * @module
 */
import { dim } from "@std/fmt/colors";
import { z } from "zod";
import { runDemo } from "./demo/run_demo.ts";
import { type RunningBoards, startBoards } from "./demo/simulated_boards.ts";
import { Folder, NoArguments, readFlags } from "./flags.ts";

const Flags = z.strictObject({
  _: NoArguments,
  db: z.literal("memory").or(Folder).default(".boardscan/demo"),
  changes: z.boolean(),
  top: z.coerce.number().int().min(0).max(1_000).default(10),
});

const { db, changes, top } = readFlags(
  "deno task demo [--db DIR|memory] [--changes] [--top 10]",
  Flags,
  { changes: false },
);

// Cut off half way, the demo takes the boards with it; the functions end by
// themselves.
let boards: RunningBoards | null = null;
async function cutOff(exitCode: number) {
  await boards?.stop();
  Deno.exit(exitCode);
}
Deno.addSignalListener("SIGINT", () => cutOff(130));
Deno.addSignalListener("SIGTERM", () => cutOff(143));

const agrees = await runDemo({
  db,
  changes,
  top,
  startBoards: async (today) => boards = await startBoards(today),
  print: (text) => console.log(text),
  log: (line) => console.error(dim(line)),
});
Deno.exit(agrees ? 0 : 1);
