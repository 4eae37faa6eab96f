/**
 * `deno task report`: one HTML page of the best matches, the companies, the last
 * scans and how the boards are doing. It needs no network and no script.
 *
 *   --out FILE   default .boardscan/report.html
 *   --db DIR     the data of a local stack; default .boardscan/data, or
 *                .boardscan/demo where only the demo has left any
 *
 * With SUPABASE_URL and SUPABASE_SECRET_KEY set it reads that project instead
 * (also a local stack that is running: `deno task start` prints both).
 *
 * @module
 */
import { setColorEnabled } from "@std/fmt/colors";
import { dirname } from "node:path";
import { z } from "zod";
import { runMain, say } from "./command.ts";
import { connect } from "./connect.ts";
import { Folder, NoArguments, readFlags } from "./flags.ts";
import { keptFolder } from "./kept_folder.ts";
import { readOverview } from "./report/overview.ts";
import { renderPage } from "./report/page.ts";

const Flags = z.strictObject({
  _: NoArguments,
  out: z.string().min(1).default(".boardscan/report.html"),
  db: Folder.optional(),
});

const { out, db } = readFlags(
  "deno task report [--out FILE] [--db DIR]",
  Flags,
);

setColorEnabled(Deno.stdout.isTerminal());
await runMain(async () => {
  const { client, place, close } = await connect(
    await keptFolder(db),
    Deno.env.toObject(),
  );
  say(`Reading ${place}`);
  try {
    const page = await renderPage(
      await readOverview(client, place, new Date()),
    );
    await Deno.mkdir(dirname(out), { recursive: true });
    await Deno.writeTextFile(out, page);
    console.log(out);
    return 0;
  } finally {
    await close();
  }
});
