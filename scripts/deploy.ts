/**
 * `deno task deploy`: this checkout into a Supabase project, by the steps that
 * the README tells, each of which may be taken again.
 *
 *   --project-ref REF   the project; else the one that `supabase link` names
 *   --boards            puts in the 49 boards and a first filter
 *   --dry-run           says what would be done, and changes nothing
 *   --project-url URL   where the project answers, if on a domain of its own
 *   --db-url URL        the database's address, if it is not to be reached
 *                       through the project; the password may be left to
 *                       SUPABASE_DB_PASSWORD
 *
 * The person is logged in (`npx supabase@3 login`) or has SUPABASE_ACCESS_TOKEN.
 *
 * @module
 */
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { runMain, say } from "./command.ts";
import { findCli } from "./deploy/cli.ts";
import {
  chooseProject,
  DatabaseUrl,
  ProjectUrl,
  readLinkedRef,
  splitPassword,
} from "./deploy/project.ts";
import { runDeploy } from "./deploy/run_deploy.ts";
import { createScrub } from "./deploy/scrub.ts";
import { NoArguments, readFlags } from "./flags.ts";

const USAGE =
  "deno task deploy [--project-ref REF] [--boards] [--dry-run] [--project-url URL] [--db-url URL]";

const Flags = z.strictObject({
  _: NoArguments,
  "project-ref": z.string().min(1).optional(),
  boards: z.boolean(),
  "dry-run": z.boolean(),
  "project-url": ProjectUrl.optional(),
  "db-url": DatabaseUrl.optional(),
});

async function main(): Promise<number> {
  const flags = readFlags(USAGE, Flags, { boards: false, "dry-run": false });
  const root = fileURLToPath(new URL("../", import.meta.url));
  const database = flags["db-url"] ? splitPassword(flags["db-url"]) : null;
  const project = chooseProject({
    ref: flags["project-ref"],
    linkedRef: await readLinkedRef(root),
    url: flags["project-url"],
    databaseUrl: database?.address ?? null,
  });

  const password = database?.password ??
    Deno.env.get("SUPABASE_DB_PASSWORD");
  const cli = await findCli({
    root,
    scrub: createScrub([
      password,
      Deno.env.get("SUPABASE_DB_PASSWORD"),
      Deno.env.get("SUPABASE_ACCESS_TOKEN"),
    ]),
    environment: database && password ? { PGPASSWORD: password } : {},
  });
  await runDeploy({
    cli,
    project,
    root,
    dryRun: flags["dry-run"],
    boards: flags.boards,
    print: (line) => console.log(line),
    murmur: say,
  });
  return 0;
}

if (import.meta.main) await runMain(main);
