/**
 * `deno task test:postgres`: the database's tests on a real PostgreSQL server of
 * their own, with the real pg_cron where it is installed, and with what one
 * session cannot show: locks, overlapping dispatches, time-outs.
 *
 * @module
 */
import { chooseRegistry, registryFlags } from "./deno.ts";
import { NoPostgres, startPostgres } from "./stack/postgres_server.ts";

async function main(): Promise<number> {
  const server = await startPostgres();
  try {
    console.log(
      `${server.version}, ${
        server.hasRealCron ? "the real pg_cron" : "the stand-in for pg_cron"
      }`,
    );
    const { code } = await new Deno.Command(Deno.execPath(), {
      args: [
        "test",
        ...registryFlags(await chooseRegistry()),
        "--no-check",
        "--no-prompt",
        "--trace-leaks",
        "--sanitize-ops",
        "--sanitize-resources",
        "-A",
        ...Deno.args,
        "supabase/tests",
      ],
      env: {
        BOARDSCAN_TEST_DATABASE: server.url,
        BOARDSCAN_TEST_POSTGRES_BIN: server.bin,
      },
    }).spawn().status;
    return code;
  } finally {
    await server.stop();
  }
}

try {
  Deno.exit(await main());
} catch (error) {
  if (!(error instanceof NoPostgres)) throw error;
  console.error(error.message);
  Deno.exit(1);
}
