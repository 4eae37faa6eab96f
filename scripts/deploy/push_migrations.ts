/**
 * `supabase db push`, also into a project that has migrations of its own.
 *
 * The CLI refuses to push where the project's history names files that are not
 * in the folder, and proposes to mark those as reverted, which would be a lie.
 * So the push then runs in a folder of its own, where each of them has an empty
 * file by its name: applied already, it is never run.
 *
 * @module
 */
import type { Migration } from "../stack/migrate.ts";
import type { Cli } from "./cli.ts";
import { explainFailure } from "./failure.ts";
import type { Project } from "./project.ts";
import type { ProjectSql } from "./project_sql.ts";

/** The project's migrations that are not boardscan's, in order. */
export async function findForeignVersions(
  sql: Pick<ProjectSql, "query">,
  own: readonly Migration[],
): Promise<string[]> {
  const { rows: [history] } = await sql.query(
    "select (to_regclass('supabase_migrations.schema_migrations') is not null)::text as noted",
  );
  if (history?.noted !== "true") return [];
  const { rows } = await sql.query(
    "select version from supabase_migrations.schema_migrations order by version",
  );
  const versions = new Set(own.map(({ version }) => version));
  return rows.map(({ version }) => String(version))
    .filter((version) => /^\d+$/.test(version) && !versions.has(version));
}

async function copyFolder(from: string, to: string): Promise<void> {
  await Deno.mkdir(to, { recursive: true });
  for await (const { name, isFile } of Deno.readDir(from)) {
    if (isFile) await Deno.copyFile(`${from}/${name}`, `${to}/${name}`);
  }
}

/** What a push reads, with an empty file for each foreign version; the caller removes it. */
async function stage(root: string, foreign: readonly string[]) {
  const folder = await Deno.makeTempDir({ prefix: "boardscan-push-" });
  const from = `${root}/supabase`;
  const to = `${folder}/supabase`;
  await copyFolder(from, to);
  await copyFolder(`${from}/migrations`, `${to}/migrations`);
  // The link, where there is one: the CLI knows the database's password by it.
  await copyFolder(`${from}/.temp`, `${to}/.temp`).catch((error) => {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  });
  for (const version of foreign) {
    await Deno.writeTextFile(
      `${to}/migrations/${version}_of_this_project.sql`,
      "-- Applied already, by someone else.\n",
    );
  }
  return folder;
}

export interface Push {
  readonly cli: Cli;
  readonly project: Project;
  readonly root: string;
  readonly foreign: readonly string[];
  /** Whether supabase/seed.sql goes too. */
  readonly seed: boolean;
  readonly dryRun: boolean;
  readonly hear: (line: string) => void;
}

const LISTED = /^(?:Applying migration | • )(\d+_\w+)\.sql/gm;

/** Sends what the project lacks; the names of the migrations that were (or would be) new. */
export async function pushMigrations(
  { cli, project, root, foreign, seed, dryRun, hear }: Push,
): Promise<string[]> {
  const folder = foreign.length > 0 ? await stage(root, foreign) : null;
  try {
    const answer = await cli.run([
      "db",
      "push",
      project.database,
      "--agent=no",
      dryRun ? "--dry-run" : "--yes",
      ...(seed ? ["--include-seed"] : []),
      ...(folder === null ? [] : ["--include-all", `--workdir=${folder}`]),
    ], hear);
    if (answer.code !== 0) {
      throw explainFailure("migrate the database", project.ref, answer);
    }
    const words = `${answer.complained}\n${answer.printed}`;
    return [...words.matchAll(LISTED)].map(([, name = ""]) => name);
  } finally {
    if (folder !== null) await Deno.remove(folder, { recursive: true });
  }
}
