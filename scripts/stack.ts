/**
 * `deno task start`: the local stack in the foreground, until Ctrl-C.
 *
 *   --db DIR|memory|postgres://…   default .boardscan/data
 *   --port N                       default 54321
 *   --boards URL                   where board requests go (BOARD_GATEWAY_URL)
 *   --no-seed                      no boards, no filter
 *
 * ALLOWED_ORIGINS and AUTH_ISSUER of its environment are told to the functions.
 *
 * @module
 */
import { z } from "zod";
import { NoArguments, Port, readFlags } from "./flags.ts";
import { startStack } from "./stack/stack.ts";

const USAGE =
  "deno task start [--db DIR|memory|postgres://…] [--port 54321] [--boards URL] [--no-seed]";

const Flags = z.strictObject({
  _: NoArguments,
  db: z.string().min(1).default(".boardscan/data"),
  port: Port.default(54_321),
  boards: z.url({ protocol: /^https?$/ }).optional(),
  seed: z.boolean(),
});

const flags = readFlags(USAGE, Flags, { seed: true });

// Heard from the first moment: a stack that is cut off while it starts would
// leave its functions and its data as they happen to be.
const stopping = Promise.withResolvers<void>();
Deno.addSignalListener("SIGINT", () => stopping.resolve());
Deno.addSignalListener("SIGTERM", () => stopping.resolve());

const stack = await startStack({
  db: flags.db,
  port: flags.port,
  boards: flags.boards ?? null,
  environment: {
    ALLOWED_ORIGINS: Deno.env.get("ALLOWED_ORIGINS") ?? "",
    AUTH_ISSUER: Deno.env.get("AUTH_ISSUER") ?? "",
  },
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

await stopping.promise;
await stack.stop();
Deno.exit(0);
