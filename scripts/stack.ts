/**
 * `deno task start`: the local stack in the foreground, until Ctrl-C.
 *
 *   --db DIR|memory|postgres://…   default .boardscan/data
 *   --port N                       default 54321
 *   --boards URL                   where board requests go (BOARD_GATEWAY_URL)
 *   --no-seed                      no boards, no filter
 *
 * @module
 */
import { parseArgs } from "@std/cli/parse-args";
import { z } from "zod";
import { startStack } from "./stack/stack.ts";

const Flags = z.object({
  db: z.string().min(1).default(".boardscan/data"),
  port: z.coerce.number().int().min(0).max(65_535).default(54_321),
  boards: z.url().optional(),
  seed: z.boolean().default(true),
});

const flags = Flags.parse(parseArgs(Deno.args, {
  string: ["db", "port", "boards"],
  boolean: ["seed"],
  negatable: ["seed"],
  default: { seed: true },
}));

const stack = await startStack({
  db: flags.db,
  port: flags.port,
  boards: flags.boards ?? null,
  seed: flags.seed,
  log: (line) => console.error(line),
  functionLog: (line) => console.error(line),
});

// The names that `supabase status -o env` prints.
const variables = {
  API_URL: stack.apiUrl,
  REST_URL: `${stack.apiUrl}/rest/v1`,
  FUNCTIONS_URL: `${stack.apiUrl}/functions/v1`,
  DB_URL: stack.dbUrl,
  PUBLISHABLE_KEY: stack.keys.publishable,
  SECRET_KEY: stack.keys.secret,
};
for (const [name, value] of Object.entries(variables)) {
  console.log(`${name}="${value}"`);
}
console.log("ready");

const stopping = Promise.withResolvers<void>();
Deno.addSignalListener("SIGINT", () => stopping.resolve());
Deno.addSignalListener("SIGTERM", () => stopping.resolve());
await stopping.promise;
await stack.stop();
Deno.exit(0);
