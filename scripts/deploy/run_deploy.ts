/**
 * The steps of a deployment, in the order in which a person would take them by
 * hand (README). Each can be taken again: what is there already stays.
 *
 * @module
 */
import { z } from "zod";
import { type Migration, readMigrations } from "../stack/migrate.ts";
import type { Cli } from "./cli.ts";
import { explainFailure } from "./failure.ts";
import { describeTakenNames, findTakenNames } from "./preflight.ts";
import type { Project } from "./project.ts";
import { createProjectSql, literal, type ProjectSql } from "./project_sql.ts";
import { findForeignVersions, pushMigrations } from "./push_migrations.ts";

export interface Deployment {
  readonly cli: Cli;
  readonly project: Project;
  /** The folder that holds `supabase/`. */
  readonly root: string;
  /** Says what would be done and changes nothing. */
  readonly dryRun: boolean;
  /** Whether the 49 boards and the first filter are put in. */
  readonly boards: boolean;
  /** What was done, for the person. */
  readonly print: (line: string) => void;
  /** What goes on meanwhile. */
  readonly murmur: (line: string) => void;
  /** Those of this repository unless given. */
  readonly migrations?: readonly Migration[];
}

/** Lines of the CLI that a person need not see: hundreds of files, and what is said once by the command itself. */
const NOISE =
  /^(?:Target:|Confirmed by|Uploading asset|Initialising|Applying migration| • |Finished |Try rerunning|$|│)/;

/** The folders that `supabase functions deploy` takes for functions. */
export async function listFunctions(root: string): Promise<string[]> {
  const found: string[] = [];
  for await (const { name } of Deno.readDir(`${root}/supabase/functions`)) {
    try {
      await Deno.stat(`${root}/supabase/functions/${name}/index.ts`);
      found.push(name);
    } catch (error) {
      const isNone = error instanceof Deno.errors.NotFound ||
        error instanceof Deno.errors.NotADirectory;
      if (!isNone) throw error;
    }
  }
  return found.sort();
}

const Deployed = z.array(z.object({ slug: z.string() }));

/**
 * Asks the platform before anything is changed: who may not deploy learns it
 * now, and whose functions bear the names of ours keeps them.
 */
async function checkFunctionNames(
  { cli, project }: Deployment,
  sql: ProjectSql,
  names: readonly string[],
): Promise<void> {
  const answer = await cli.run([
    "functions",
    "list",
    project.platform,
    "--output=json",
    "--agent=no",
  ]);
  const text = /\[[\s\S]*\]/.exec(answer.printed)?.[0];
  if (answer.code !== 0 || text === undefined) {
    throw explainFailure("see the functions", project.ref, answer);
  }
  const taken = Deployed.parse(JSON.parse(text)).map(({ slug }) => slug)
    .filter((slug) => names.includes(slug)).sort();
  if (taken.length === 0) return;
  const { rows: [here] } = await sql.query(
    "select coalesce(obj_description(to_regnamespace('scanner'), 'pg_namespace') like 'boardscan:%', false)::text as installed",
  );
  if (here?.installed === "true") return;
  throw new Error(
    `Cannot install boardscan, and nothing was changed: the project has functions of its own by the name of ${
      taken.join(", ")
    }\nKeep what they do under other names, then: ${
      taken.map((name) =>
        `npx --yes supabase@3 functions delete ${name} --remote=${project.ref}`
      ).join("; ")
    }`,
  );
}

async function deployFunctions(
  { cli, project, murmur }: Deployment,
): Promise<void> {
  const answer = await cli.run([
    "functions",
    "deploy",
    "--use-api",
    project.platform,
    "--agent=no",
    "--yes",
  ], (line) => NOISE.test(line) || murmur(line));
  // A function that could not be read is sent empty, with a warning alone.
  const broken = /^WARN\S*:? .*$/m.exec(answer.complained)?.[0];
  if (answer.code === 0 && broken === undefined) return;
  if (answer.code !== 0) {
    throw explainFailure("deploy the functions", project.ref, answer);
  }
  throw new Error(
    `Cannot deploy the functions of project "${project.ref}": the Supabase CLI says: ${broken}`,
  );
}

/** Schedules the scans; a tick that was set stays. */
function configure(sql: ProjectSql, url: string) {
  return sql.change(
    `select coalesce(
      (select scanner.configure(${literal(url)}, j.schedule)
       from cron.job j where j.jobname = 'boardscan-dispatch' limit 1),
      scanner.configure(${literal(url)})) as said`,
  );
}

const Secrets = z.array(z.object({ name: z.string() }));

/** The functions' own variables that are set; null: the platform does not tell. */
async function readSecretNames(
  { cli, project }: Deployment,
): Promise<string[] | null> {
  const { code, printed } = await cli.run([
    "secrets",
    "list",
    project.platform,
    "--output=json",
    "--agent=no",
  ]);
  const text = /\[[\s\S]*\]/.exec(printed)?.[0];
  if (code !== 0 || text === undefined) return null;
  return Secrets.parse(JSON.parse(text)).map(({ name }) => name);
}

function tellByHand(names: string[] | null, print: (line: string) => void) {
  if (names?.includes("ALLOWED_ORIGINS")) return;
  print(
    "by hand     nothing; only for a dashboard in a browser:\n" +
      "              npx --yes supabase@3 secrets set ALLOWED_ORIGINS=https://<its address>",
  );
}

/** Brings the project to the state of this checkout. @throws {Error} for a person, at the first step that fails. */
export async function runDeploy(deployment: Deployment): Promise<void> {
  const { cli, project, root, dryRun, boards, print, murmur } = deployment;
  print(
    `project     ${project.ref} with Supabase CLI ${cli.version}` +
      (dryRun ? ", a dry run: nothing is changed" : ""),
  );
  const migrations = deployment.migrations ?? await readMigrations();
  const sql = createProjectSql(cli, project);

  const functions = await listFunctions(root);
  await checkFunctionNames(deployment, sql, functions);
  const taken = await findTakenNames(sql, migrations);
  if (taken.length > 0) throw new Error(describeTakenNames(taken));
  print("names       none is taken");

  const foreign = await findForeignVersions(sql, migrations);
  const pushed = await pushMigrations({
    cli,
    project,
    root,
    foreign,
    seed: boards,
    dryRun,
    hear: (line) => NOISE.test(line) || murmur(line),
  });
  const count = pushed.length === 0 ? "none new" : `${pushed.length} new`;
  const besides = foreign.length === 0
    ? ""
    : `; ${foreign.length} of the project's own stay as they are`;
  print(`migrations  ${count}, of ${migrations.length}${besides}`);
  if (boards) {
    print(
      `boards      the 49 of supabase/seed.sql${dryRun ? " would go in" : ""}`,
    );
  }

  if (!dryRun) await deployFunctions(deployment);
  print(
    `functions   ${functions.join(", ")}${dryRun ? " would be sent" : ""}`,
  );

  if (dryRun) {
    print(`schedule    select scanner.configure('${project.url}')`);
  } else {
    const [row] = await configure(sql, project.url);
    print(`schedule    ${row?.said}`);
  }
  tellByHand(await readSecretNames(deployment), print);
}
