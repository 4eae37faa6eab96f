/**
 * `deno task adopt`: a project of boardscan's predecessor becomes one of
 * boardscan's, and keeps what a person saved, applied to, dismissed or archived.
 *
 *   --db URL|DIR           the database; else SUPABASE_DB_URL or DATABASE_URL
 *   --dry-run              does it all, says what came of it, and takes it back
 *   --status WORD=STATUS   what a word of the predecessor means, such as
 *                          "phone call=applied"; several with commas
 *
 * Nothing is deleted: the tables are moved to the schema "predecessor". Safe to
 * repeat. The address is that of the session pooler or of the database itself.
 *
 * @module
 */
import { bold, dim, setColorEnabled } from "@std/fmt/colors";
import { z } from "zod";
import { adopt } from "./adopt/adopt.ts";
import { openDatabase } from "./adopt/open_database.ts";
import { runMain } from "./command.ts";
import { NoArguments, readFlags } from "./flags.ts";
import { printable } from "./printable.ts";
import { readMigrations } from "./stack/migrate.ts";

const STATUSES = ["new", "saved", "applied", "dismissed", "archived"];

/** `phone call=applied,on hold=saved` as { "phone call": "applied", … }. */
const Statuses = z.string().default("").transform((text, context) => {
  const pairs = text.split(",").filter(Boolean).map((pair) => {
    const at = pair.lastIndexOf("=");
    return [pair.slice(0, at).trim().toLowerCase(), pair.slice(at + 1).trim()];
  });
  for (const [word, status = ""] of pairs) {
    if (!word || !STATUSES.includes(status)) {
      context.addIssue(`Wanted: WORD=STATUS, one of ${STATUSES.join(", ")}`);
    }
  }
  return Object.fromEntries(pairs);
});

const flags = readFlags(
  "deno task adopt [--db URL|DIR] [--dry-run] [--status WORD=STATUS,…]",
  z.strictObject({
    _: NoArguments,
    db: z.string().min(1).optional(),
    "dry-run": z.boolean(),
    status: Statuses,
  }),
  { "dry-run": false },
);

setColorEnabled(Deno.stdout.isTerminal() && !Deno.noColor);
await runMain(async () => {
  const { SUPABASE_DB_URL, DATABASE_URL } = Deno.env.toObject();
  const opened = await openDatabase(
    flags.db ?? (SUPABASE_DB_URL || DATABASE_URL || null),
  );
  try {
    const lines = await adopt({
      database: opened.database,
      migrations: await readMigrations(),
      dryRun: flags["dry-run"],
      statuses: flags.status,
    });
    for (const { subject, what } of lines) {
      console.log(`${bold(printable(subject))}: ${printable(what)}`);
    }
    console.log(dim(
      flags["dry-run"]
        ? "Nothing was changed: this was a rehearsal"
        : "What was set aside is in the schema predecessor, until you drop it. " +
          "Next: deno task deploy, then deno task doctor",
    ));
    return 0;
  } finally {
    await opened.close();
  }
});
