/**
 * `deno task jobs`: the open matches as a table.
 *
 *   --limit N   default 25
 *   --db DIR    the data of a local stack; default .boardscan/demo
 *
 * With SUPABASE_URL and SUPABASE_SECRET_KEY set it reads that project instead
 * (also a local stack that is running: `deno task start` prints both).
 *
 * @module
 */
import { dim } from "@std/fmt/colors";
import { z } from "zod";
import { connect } from "./connect.ts";
import { Folder, NoArguments, readFlags } from "./flags.ts";
import { readMatches, renderMatches } from "./matches.ts";

const Flags = z.strictObject({
  _: NoArguments,
  limit: z.coerce.number().int().min(1).max(1_000).default(25),
  db: Folder.default(".boardscan/demo"),
});

const flags = readFlags("deno task jobs [--limit 25] [--db DIR]", Flags);
const connection = await connect(flags.db, Deno.env.toObject());
try {
  const { matches, total } = await readMatches(connection.client, flags.limit);
  console.log(renderMatches(matches, new Date()));
  console.log(dim(`${total} open matches in ${connection.place}`));
} finally {
  await connection.close();
}
