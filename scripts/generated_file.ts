/**
 * A file that a task writes from the database as it is after all migrations, on
 * a real server of its own; `--check` writes nothing and fails when it is stale.
 *
 * @module
 */
import { migrate } from "./stack/migrate.ts";
import { connectPostgres } from "./stack/postgres_database.ts";
import {
  NoPostgres,
  type PostgresServer,
  startPostgres,
} from "./stack/postgres_server.ts";

export interface GeneratedFile {
  /** From the repository's root. */
  readonly path: string;
  /** The task that writes it. */
  readonly task: string;
  readonly generate: (server: PostgresServer) => Promise<string>;
}

async function generateFrom(generate: GeneratedFile["generate"]) {
  const server = await startPostgres();
  try {
    const database = connectPostgres(server.url);
    await migrate(database);
    await database.close();
    return await generate(server);
  } finally {
    await server.stop();
  }
}

/** Writes the file or, with `--check`, looks whether it is stale; ends the process. */
export async function runGeneratedFile(
  { path, task, generate }: GeneratedFile,
): Promise<never> {
  const file = new URL(`../${path}`, import.meta.url);
  try {
    const now = await generateFrom(generate);
    if (!Deno.args.includes("--check")) {
      await Deno.writeTextFile(file, now);
      Deno.exit(0);
    }
    if (await Deno.readTextFile(file).catch(() => "") === now) Deno.exit(0);
    console.error(`${path} is stale: run deno task ${task}`);
  } catch (error) {
    if (!(error instanceof NoPostgres)) throw error;
    console.error(error.message);
  }
  Deno.exit(1);
}
