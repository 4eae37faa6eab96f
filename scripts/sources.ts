/**
 * `deno task sources`: how the boards are doing, those that need a look first.
 *
 *   --db DIR   the data of a local stack; default .boardscan/data, or what the
 *              demo has left where that is all there is
 *   --json     the rows of source_health as they are
 *
 * With SUPABASE_URL and SUPABASE_SECRET_KEY set it reads that project instead
 * (also a local stack that is running: `deno task start` prints both).
 *
 * @module
 */
import { dim, setColorEnabled } from "@std/fmt/colors";
import { z } from "zod";
import { runMain } from "./command.ts";
import { connect } from "./connect.ts";
import { Folder, NoArguments, readFlags } from "./flags.ts";
import { keptFolder } from "./kept_folder.ts";
import { readSourceHealth, renderSourceHealth } from "./source_health.ts";

const Flags = z.strictObject({
  _: NoArguments,
  db: Folder.optional(),
  json: z.boolean(),
});

const flags = readFlags("deno task sources [--db DIR] [--json]", Flags, {
  json: false,
});

setColorEnabled(Deno.stdout.isTerminal() && !Deno.noColor);
await runMain(async () => {
  const { client, place, close } = await connect(
    await keptFolder(flags.db),
    Deno.env.toObject(),
  );
  try {
    const sources = await readSourceHealth(client);
    if (flags.json) {
      console.log(JSON.stringify(sources));
    } else {
      console.log(renderSourceHealth(sources, new Date()));
      console.log(dim(`The boards of ${place}`));
    }
    return 0;
  } finally {
    await close();
  }
});
