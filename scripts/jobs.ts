/**
 * `deno task jobs`: the open matches as a table, the best first.
 *
 *   --new            those that came since you last looked, or in the last 24 h
 *   --changes        what opened, closed, came back or changed, the latest first
 *   --company NAME   of companies whose name has this in it
 *   --min-score N    not with --changes
 *   --limit N        default 25
 *   --json, --csv    the rows of the view with all their columns
 *   --db DIR         the data of a local stack; default .boardscan/data, or
 *                    .boardscan/demo where only the demo has left any
 *
 * With SUPABASE_URL and SUPABASE_SECRET_KEY set it reads that project instead
 * (also a local stack that is running: `deno task start` prints both).
 *
 * @module
 */
import { dim, setColorEnabled } from "@std/fmt/colors";
import { z } from "zod";
import { runMain, say } from "./command.ts";
import { connect } from "./connect.ts";
import { Folder, NoArguments, readFlags } from "./flags.ts";
import { keptFolder } from "./kept_folder.ts";
import { OPEN_POSTINGS, renderOpenPostings } from "./matches.ts";
import { toCsv } from "./matches_csv.ts";
import { readListing } from "./matches_listing.ts";
import {
  NEW_POSTINGS,
  POSTING_CHANGES,
  renderNewPostings,
  renderPostingChanges,
} from "./matches_news.ts";
import { thisScreen } from "./matches_table.ts";

const Flags = z.strictObject({
  _: NoArguments,
  new: z.boolean(),
  changes: z.boolean(),
  company: z.string().min(1).optional(),
  "min-score": z.coerce.number().min(0).max(100).optional(),
  limit: z.coerce.number().int().min(1).max(10_000).default(25),
  json: z.boolean(),
  csv: z.boolean(),
  db: Folder.optional(),
})
  .refine((flags) => !(flags.new && flags.changes), {
    message: "Wanted: --new or --changes, not both",
  })
  .refine((flags) => !(flags.json && flags.csv), {
    message: "Wanted: --json or --csv, not both",
  })
  .refine((flags) => !flags.changes || flags["min-score"] === undefined, {
    message: "Unexpected --min-score: a change has no score",
  });

const flags = readFlags(
  "deno task jobs [--new | --changes] [--company NAME] [--min-score N] [--limit 25] [--json | --csv] [--db DIR]",
  Flags,
  { new: false, changes: false, json: false, csv: false },
);

const OPEN = {
  listing: OPEN_POSTINGS,
  render: renderOpenPostings,
  name: "open matches",
};
const NEW = {
  listing: NEW_POSTINGS,
  render: renderNewPostings,
  name: "new matches",
};
const CHANGES = {
  listing: POSTING_CHANGES,
  render: renderPostingChanges,
  name: "changes",
};

setColorEnabled(Deno.stdout.isTerminal());
await runMain(async () => {
  const { listing, render, name } = flags.new
    ? NEW
    : flags.changes
    ? CHANGES
    : OPEN;
  const { client, place, close } = await connect(
    await keptFolder(flags.db),
    Deno.env.toObject(),
  );
  say(`Reading ${place}`);
  try {
    const { rows, total } = await readListing(client, listing, {
      limit: flags.limit,
      company: flags.company ?? null,
      minScore: flags["min-score"] ?? null,
    });
    if (flags.json) {
      // The control characters that JSON itself lets through.
      console.log(
        JSON.stringify(rows).replace(
          /[\x7f-\x9f]/g,
          (char) => `\\u00${char.charCodeAt(0).toString(16)}`,
        ),
      );
    } else if (flags.csv) {
      await new Blob([toCsv(rows)]).stream()
        .pipeTo(Deno.stdout.writable, { preventClose: true });
    } else {
      console.log(render(rows, new Date(), thisScreen()));
      console.log(dim(`${total} ${name} in ${place}`));
    }
    return 0;
  } finally {
    await close();
  }
});
