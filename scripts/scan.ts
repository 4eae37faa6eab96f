/**
 * `deno task scan`: scans boards now and shows what comes of it, on the project
 * in SUPABASE_URL and SUPABASE_SECRET_KEY, or else on a local stack that reads
 * the real boards.
 *
 *   --sources 1,2             these boards only; deno task sources has the numbers
 *   --providers lever,ashby   the boards of these providers only
 *   --batch ID                starts nothing: follows a batch that is under way
 *   --db DIR                  the local stack's data; default .boardscan/data
 *   --json                    one object at the end instead of words
 *
 * Exit code 1 when a board was not read.
 *
 * @module
 */
import { delay } from "@std/async/delay";
import { z } from "zod";
import { CommaList, IdList } from "./comma_list.ts";
import { runMain, say } from "./command.ts";
import { NoArguments, readFlags } from "./flags.ts";
import { followBatch } from "./follow_batch.ts";
import { type Interrupt, listenForInterrupt } from "./interrupt.ts";
import { thisTerminal } from "./live_lines.ts";
import { type OpenDoor, openDoor } from "./open_door.ts";
import { createView, type ScanView } from "./scan_view.ts";

const USAGE =
  "deno task scan [--sources 1,2] [--providers lever,ashby] [--batch ID] [--db DIR] [--json]";

const Flags = z.strictObject({
  _: NoArguments,
  sources: IdList.optional(),
  providers: CommaList.optional(),
  batch: z.uuid().optional(),
  db: z.string().min(1).default(".boardscan/data"),
  json: z.boolean(),
}).refine(
  ({ batch, sources, providers }) => !batch || !(sources || providers),
  { path: ["batch"], error: "Wanted: --batch alone, for it is under way" },
);

/** What becomes of a batch that nobody follows any more. */
function farewell({ isLocal, door }: OpenDoor, batch: string | null): string {
  if (isLocal) {
    return "Stopped, and the local stack with it. A board that was being read is free again\n" +
      "when its lease ends, in five minutes at most; a scan reads it then";
  }
  if (!batch) {
    return "Stopped before the batch was named. It may have been started: see deno task sources";
  }
  return "Stopped looking; the batch goes on without this command. Follow it again:\n" +
    `  deno task scan --batch ${batch}\n` +
    `  curl "${door.apiUrl}/functions/v1/scan?batch=${batch}" -H "apikey: $SUPABASE_SECRET_KEY"`;
}

async function scan(
  opened: OpenDoor,
  view: ScanView,
  { signal, exitCode }: Interrupt,
): Promise<number> {
  let batch: string | null = flags.batch ?? null;
  const startedAt = performance.now();
  try {
    const progress = await followBatch({
      door: opened.door,
      wanted: flags.batch
        ? { batch: flags.batch }
        : { sources: flags.sources, providers: flags.providers },
      signal,
      sleep: (ms, signal) => delay(ms, { signal }),
      onBatch(progress) {
        batch = progress.batch_id;
        view.start(progress);
      },
      onBoard: view.board,
      onBreak: (why) => view.say(`${why}: going on where it broke`),
    });
    view.end(progress, performance.now() - startedAt);
    return progress.failed === 0 ? 0 : 1;
  } catch (error) {
    const code = exitCode();
    if (code === null) throw error;
    // Under the bars, which stay as they are; behind the terminal's own ^C.
    say(`\n${farewell(opened, batch)}`);
    return code;
  }
}

const flags = readFlags(USAGE, Flags, { json: false });

await runMain(async () => {
  const interrupt = listenForInterrupt();
  const view = createView({
    json: flags.json,
    terminal: thisTerminal(),
    print: (text) => console.log(text),
    say,
  });
  const opened = await openDoor({
    what: "scan",
    db: flags.db,
    seed: true,
    environment: Deno.env.toObject(),
    log: view.say,
  });
  try {
    return await scan(opened, view, interrupt);
  } finally {
    await opened.close();
  }
});
