/**
 * The migrations as the Supabase CLI sends them, and its own lints over the
 * result. Runs with `deno task test:postgres`, where npm can be reached.
 */
import { assertEquals } from "@std/assert";
import { z } from "zod";
import { CLI_VERSION } from "../../scripts/deploy/cli.ts";
import { readMigrations } from "../../scripts/stack/migrate.ts";
import { connectPostgres } from "../../scripts/stack/postgres_database.ts";
import { startPostgres } from "../../scripts/stack/postgres_server.ts";

const CLI = `supabase@${CLI_VERSION}`;
const ROOT = new URL("../../", import.meta.url);
const PRELUDE = new URL("../../scripts/stack/prelude.sql", import.meta.url);

async function supabase(...args: string[]) {
  const { code, stdout, stderr } = await new Deno.Command("npx", {
    args: ["--yes", CLI, ...args],
    cwd: ROOT,
    env: { DO_NOT_TRACK: "1", SUPABASE_TELEMETRY_DISABLED: "1" },
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
  }).output();
  const decoder = new TextDecoder();
  return {
    code,
    stdout: decoder.decode(stdout),
    stderr: decoder.decode(stderr),
  };
}

/** Why these tests cannot run here; null when they can. */
async function whyNot(): Promise<string | null> {
  if (!Deno.env.has("BOARDSCAN_TEST_DATABASE")) return "needs test:postgres";
  try {
    return (await supabase("--version")).code === 0
      ? null
      : "the CLI cannot be installed";
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return "there is no npx";
    throw error;
  }
}

const reason = await whyNot();
const suffix = reason ? ` (${reason})` : "";

const Lint = z.object({
  name: z.string(),
  level: z.string(),
  detail: z.string(),
});

Deno.test({
  name:
    `supabase db push applies the migrations to a bare project, and its advisors find nothing${suffix}`,
  ignore: reason !== null,
  async fn(t) {
    const server = await startPostgres();
    const database = connectPostgres(server.url);
    try {
      await database.execute(await Deno.readTextFile(PRELUDE));

      await t.step("db push applies every migration", async () => {
        const { code, stderr } = await supabase(
          "db",
          "push",
          `--remote=${server.url}`,
          "--yes",
        );
        assertEquals(code, 0, stderr);
        const { rows } = await database.query(
          "select count(*)::text as count from supabase_migrations.schema_migrations",
        );
        assertEquals(rows[0]?.count, String((await readMigrations()).length));
      });

      await t.step("the advisors report no warning", async () => {
        // Without it the lints for exposed schemas pass silently.
        await database.execute(
          "alter database postgres set pgrst.db_schemas = 'public'",
        );
        const { code, stdout, stderr } = await supabase(
          "db",
          "advisors",
          `--remote=${server.url}`,
          "--type=all",
          "--level=warn",
          "--fail-on=warn",
        );
        const lints = z.array(Lint).safeParse(
          JSON.parse(/\[[\s\S]*\]/.exec(stdout)?.[0] ?? "[]"),
        );
        assertEquals(lints.data ?? stdout, []);
        assertEquals(code, 0, stderr);
      });
    } finally {
      await database.close();
      await server.stop();
    }
  },
});
