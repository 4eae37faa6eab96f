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
import { type Cli, findCli } from "./deploy/cli.ts";
import {
  chooseProject,
  DatabaseUrl,
  type Project,
  ProjectUrl,
  readLinkedRef,
  splitPassword,
} from "./deploy/project.ts";
import { runDeploy } from "./deploy/run_deploy.ts";
import { createScrub } from "./deploy/scrub.ts";
import { readSecretKey } from "./deploy/secret_key.ts";
import { examine } from "./doctor/examine.ts";
import { isWell } from "./doctor/finding.ts";
import { renderFindings } from "./doctor/render.ts";
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

/** A schedule that was just made runs within a minute for the first time. */
const FIRST_TICK_MS = 75_000;

/** Whether the doctor finds the project well. */
async function examineProject(cli: Cli, project: Project): Promise<boolean> {
  const secretKey = await readSecretKey(cli, project, Deno.env.toObject());
  if (secretKey === null) {
    console.log(
      "doctor      needs SUPABASE_URL and SUPABASE_SECRET_KEY: deno task doctor",
    );
    return true;
  }
  say("The doctor waits for the schedule's first run, a minute at most");
  const findings = await examine(
    { apiUrl: project.url, secretKey },
    { waitMs: FIRST_TICK_MS },
  );
  console.log(`\n${renderFindings(findings)}`);
  return isWell(findings);
}

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
  return flags["dry-run"] || await examineProject(cli, project) ? 0 : 1;
}

if (import.meta.main) await runMain(main);
