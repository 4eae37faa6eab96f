/**
 * The local stack around a database that is open already, with a count of what
 * goes through its gateway. The clock is left out: nothing is scanned but what
 * is asked for.
 *
 * @module
 */
import { z } from "zod";
import { type RunningFunction, startFunction } from "../stack/edge/runtime.ts";
import type { Database } from "../stack/database.ts";
import { createGateway } from "../stack/gateway.ts";
import { createKeys } from "../stack/keys.ts";
import { startNet } from "../stack/net.ts";
import { createRest } from "../stack/rest/rest.ts";
import { FUNCTION_NAMES } from "../stack/stack.ts";

const Body = z.object({ scan_id: z.string() });

/** One call of a door. */
export interface RpcCall {
  readonly door: string;
  readonly scanId: string | null;
  readonly ms: number;
}

export interface WatchedStack {
  readonly door: { readonly apiUrl: string; readonly secretKey: string };
  readonly worker: RunningFunction;
  /** Since the last time it was asked for. */
  takeCalls(): readonly RpcCall[];
  stop(): Promise<void>;
}

/** Starts gateway, functions and network worker; `boards` is where board requests go. */
export async function startWatchedStack(
  database: Database,
  boards: string,
): Promise<WatchedStack> {
  const keys = await createKeys();
  const rest = createRest({ database, keys, now: () => new Date() });
  let calls: RpcCall[] = [];
  async function watchedRest(request: Request): Promise<Response> {
    const { pathname } = new URL(request.url);
    const door = /^\/rest\/v1\/rpc\/(\w+)$/.exec(pathname)?.[1];
    if (!door) return await rest(request);
    const { url, method, headers } = request;
    const body = await request.text();
    const startedAt = performance.now();
    const response = await rest(new Request(url, { method, headers, body }));
    const ms = performance.now() - startedAt;
    const asked = Body.safeParse(JSON.parse(body));
    calls.push({ door, scanId: asked.data?.scan_id ?? null, ms });
    return response;
  }

  const functions: RunningFunction[] = [];
  const server = Deno.serve(
    { hostname: "127.0.0.1", port: 0, onListen: () => {} },
    createGateway({
      rest: watchedRest,
      keys,
      functionByName: (name) => functions.find((one) => one.name === name),
    }),
  );
  const apiUrl = `http://127.0.0.1:${server.addr.port}`;
  for (const name of FUNCTION_NAMES) {
    functions.push(
      await startFunction({
        name,
        environment: {
          SUPABASE_URL: apiUrl,
          SUPABASE_SECRET_KEYS: JSON.stringify({ default: keys.secret }),
          BOARD_GATEWAY_URL: boards,
        },
        log: () => {},
      }),
    );
  }
  const [worker] = functions;
  if (!worker) throw new Error("Cannot measure the stack: it has no functions");
  await database.query(
    `update scanner.settings set project_url = '${apiUrl}'`,
  );
  const stopNet = await startNet({
    database,
    log: (line) => console.error(line),
  });

  return {
    door: { apiUrl, secretKey: keys.secret },
    worker,
    takeCalls() {
      const taken = calls;
      calls = [];
      return taken;
    },
    async stop() {
      await stopNet();
      await Promise.all(functions.map((one) => one.stop()));
      await server.shutdown();
    },
  };
}
