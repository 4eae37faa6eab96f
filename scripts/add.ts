/**
 * `deno task add URL`: watches one more board, by any address that a browser
 * shows, on the project in SUPABASE_URL and SUPABASE_SECRET_KEY, or else on a
 * local stack.
 *
 *   --company NAME   what to call it; default: what the board says
 *   --db DIR         the local stack's data; default .boardscan/data
 *   --json           the door's answer as it is
 *
 * @module
 */
import { delay } from "@std/async/delay";
import { green } from "@std/fmt/colors";
import { z } from "zod";
import { sourceLine } from "./batch_report.ts";
import { runMain, say } from "./command.ts";
import { callDoor } from "./door.ts";
import { readFlags } from "./flags.ts";
import { followBatch } from "./follow_batch.ts";
import { listenForInterrupt } from "./interrupt.ts";
import { openDoor } from "./open_door.ts";
import { Printable } from "./printable.ts";

const USAGE = "deno task add URL [--company NAME] [--db DIR] [--json]";

const Flags = z.strictObject({
  _: z.tuple([z.string().min(1)], "Wanted: one address"),
  company: z.string().min(1).optional(),
  db: z.string().min(1).default(".boardscan/data"),
  json: z.boolean(),
});

const Added = z.object({
  added: z.boolean(),
  source: z.number(),
  provider: z.string(),
  board: Printable,
  company: Printable.nullable(),
  postings: z.number(),
  complete: z.boolean(),
  hint: Printable.optional(),
});

/** `Watching Acme (lever/acme) as source 3: 640 postings now`. */
function words(
  { added, source, provider, board, company, postings, complete, hint }:
    z.infer<typeof Added>,
): string {
  const place = `${provider}/${board}`;
  const name = company ? `${company} (${place})` : place;
  const count = `${complete ? "" : "at least "}${
    postings.toLocaleString("en-US")
  } ${postings === 1 ? "posting" : "postings"} now`;
  return added
    ? green(`Watching ${name} as source ${source}: ${count}`)
    : `${hint ?? `${name} is watched already, as source ${source}`}: ${count}`;
}

const { _: [url], company, db, json } = readFlags(USAGE, Flags, {
  json: false,
});

await runMain(async () => {
  const { signal, exitCode } = listenForInterrupt();
  const { door, isLocal, close } = await openDoor({
    what: "add the board",
    db,
    seed: false,
    environment: Deno.env.toObject(),
    log: say,
  });
  try {
    const answer = await callDoor(door, {
      what: "add the board",
      body: { add: url, ...(company && { company }) },
      signal,
    });
    const added = Added.parse(answer);
    console.log(json ? JSON.stringify(answer) : words(added));
    // A local stack ends with this command, and would take the first scan with it.
    if (isLocal && added.added) {
      await followBatch({
        door,
        wanted: { sources: [added.source] },
        signal,
        sleep: (ms, signal) => delay(ms, { signal }),
        onBoard: (board, counts) => say(sourceLine(board, 1, counts)),
      });
    }
    return 0;
  } catch (error) {
    const code = exitCode();
    if (code === null) throw error;
    return code;
  } finally {
    await close();
  }
});
