/**
 * `deno task explain ID`: why a stored posting is kept, or is not, filter by
 * filter, on the project in SUPABASE_URL and SUPABASE_SECRET_KEY, or else on a
 * local stack.
 *
 *   --db DIR   the local stack's data; default .boardscan/data, or what the demo
 *              has left where that is all there is
 *   --json     the door's answer as it is
 *
 * @module
 */
import { z } from "zod";
import { askOnce } from "./ask_once.ts";
import { Explanation, renderExplanation } from "./explanation.ts";
import { Folder, readFlags } from "./flags.ts";
import { keptFolder } from "./kept_folder.ts";

const Flags = z.strictObject({
  _: z.tuple(
    [z.coerce.number().int().positive()],
    "Wanted: the id of one posting",
  ),
  db: Folder.optional(),
  json: z.boolean(),
});

const { _: [id], db, json } = readFlags(
  "deno task explain ID [--db DIR] [--json]",
  Flags,
  { json: false },
);

await askOnce({
  what: `explain posting ${id}`,
  body: { explain: id },
  db: await keptFolder(db),
  render: json
    ? null
    : (answer) => renderExplanation(Explanation.parse(answer)),
});
