/**
 * A Supabase project for tests: a bare PostgreSQL server with the stand-in
 * extensions, the platform's API, and the functions that were deployed, which
 * read simulated boards. Nothing of boardscan is in it. Imported by tests only.
 *
 * @module
 */
import { createBoards } from "../boards/mod.ts";
import { startCron } from "../stack/cron.ts";
import type { Database } from "../stack/database.ts";
import { type RunningFunction, startFunction } from "../stack/edge/runtime.ts";
import { isStandIn } from "../stack/extensions.ts";
import { createGateway } from "../stack/gateway.ts";
import { createKeys } from "../stack/keys.ts";
import { startNet } from "../stack/net.ts";
import { connectPostgres } from "../stack/postgres_database.ts";
import {
  type PostgresServer,
  startPostgres,
} from "../stack/postgres_server.ts";
import { createRest } from "../stack/rest/rest.ts";
import { type FakePlatform, startFakePlatform } from "./fake_platform.ts";

const PRELUDE = new URL("../stack/prelude.sql", import.meta.url);

export interface ProjectStandIn {
  /** Where REST and the functions answer. */
  readonly apiUrl: string;
  readonly secretKey: string;
  readonly server: PostgresServer;
  readonly database: Database;
  readonly platform: FakePlatform;
  /** Starts what was deployed, and what the extensions in the database need. */
  wake(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

/** Why there can be no server here; null when there can. */
export async function whyNoServer(): Promise<string | null> {
  try {
    for await (const { name } of Deno.readDir("/usr/lib/postgresql")) {
      if (/^\d+$/.test(name)) return null;
    }
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
  try {
    await new Deno.Command("pg_config", { stdout: "null" }).output();
    return null;
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
    return "no PostgreSQL is installed here";
  }
}

/** Starts an empty project. */
export async function startProject(): Promise<ProjectStandIn> {
  await using stack = new AsyncDisposableStack();
  const server = await startPostgres();
  stack.defer(() => server.stop());
  const database = connectPostgres(server.url);
  stack.defer(() => database.close());
  await database.execute(await Deno.readTextFile(PRELUDE));

  const boards = createBoards({ latencyScale: 0, postingsScale: 0.02 });
  const boardServer = Deno.serve(
    { hostname: "127.0.0.1", port: 0, onListen: () => {} },
    boards.handle,
  );
  stack.defer(() => boardServer.shutdown());

  const keys = await createKeys();
  const platform = await startFakePlatform({
    database,
    secretKey: keys.secret,
  });
  stack.defer(() => platform.stop());

  const functions = new Map<string, RunningFunction>();
  const gateway = Deno.serve(
    { hostname: "127.0.0.1", port: 0, onListen: () => {} },
    createGateway({
      rest: createRest({ database, keys, now: () => new Date() }),
      keys,
      functionByName: (name) => functions.get(name),
    }),
  );
  stack.defer(() => gateway.shutdown());
  const apiUrl = `http://127.0.0.1:${gateway.addr.port}`;

  const owned = stack.move();
  let isAwake = false;
  return {
    apiUrl,
    secretKey: keys.secret,
    server,
    database,
    platform,
    async wake() {
      for (const name of platform.functions.keys()) {
        if (functions.has(name)) continue;
        const running = await startFunction({
          name,
          environment: {
            SUPABASE_URL: apiUrl,
            SUPABASE_SECRET_KEYS: JSON.stringify({ default: keys.secret }),
            BOARD_GATEWAY_URL: `http://127.0.0.1:${boardServer.addr.port}`,
          },
          log: () => {},
        });
        owned.defer(() => running.stop());
        functions.set(name, running);
      }
      if (isAwake) return;
      isAwake = true;
      const log = () => {};
      if (await isStandIn(database, "net")) {
        owned.defer(await startNet({ database, log }));
      }
      if (await isStandIn(database, "cron")) {
        owned.defer(startCron({ database, now: () => new Date(), log }));
      }
    },
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}
