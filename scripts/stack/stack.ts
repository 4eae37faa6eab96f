/**
 * The whole machine on a laptop: database, clock, network worker, functions and
 * gateway, put together.
 *
 * @module
 */
import { startCron } from "./cron.ts";
import { openDataFolder } from "./data_folder.ts";
import type { Database } from "./database.ts";
import { isStandIn } from "./extensions.ts";
import { type RunningFunction, startFunction } from "./edge/runtime.ts";
import { createGateway } from "./gateway.ts";
import { createKeys, type Keys } from "./keys.ts";
import { migrate } from "./migrate.ts";
import { startNet } from "./net.ts";
import { openPglite } from "./pglite/database.ts";
import { connectPostgres } from "./postgres_database.ts";
import { createRest } from "./rest/rest.ts";
import { seed } from "./seed.ts";

export const FUNCTION_NAMES = ["scan-source", "scan", "notify"] as const;

export interface StackOptions {
  /** A folder, `memory`, or the address of a Postgres server. */
  readonly db: string;
  /** 0: a free one. */
  readonly port: number;
  /** Where psql shall find PGlite; 0: a free one. */
  readonly dbPort?: number;
  /** Where board requests go; null: to the boards themselves. */
  readonly boards: string | null;
  /** Whether the 49 boards and the first filter are put in. */
  readonly seed: boolean;
  /** What the owner tells the functions beside what the platform does, such as ALLOWED_ORIGINS. */
  readonly environment?: Readonly<Record<string, string>>;
  readonly log: (line: string) => void;
  /** A function's own line of log. */
  readonly functionLog?: (line: string) => void;
}

export interface Stack {
  readonly apiUrl: string;
  readonly dbUrl: string;
  readonly keys: Keys;
  readonly database: Database;
  readonly functions: readonly RunningFunction[];
  stop(): Promise<void>;
}

/** Undoes what was started, the last first, even when a step fails. */
function createUndo() {
  const steps: (() => void | Promise<void>)[] = [];
  return {
    push: (step: () => void | Promise<void>) => void steps.push(step),
    async run() {
      const failures: unknown[] = [];
      for (const step of steps.splice(0).toReversed()) {
        try {
          await step();
        } catch (error) {
          failures.push(error);
        }
      }
      if (failures.length > 0) {
        throw new AggregateError(failures, "Cannot stop all of the stack");
      }
    },
  };
}

async function openDatabase(
  options: StackOptions,
  undo: ReturnType<typeof createUndo>,
): Promise<
  {
    database: Database;
    dbUrl: string;
    keys: Keys;
    closePort: () => Promise<void>;
  }
> {
  if (/^postgres(?:ql)?:\/\//.test(options.db)) {
    const database = connectPostgres(options.db);
    undo.push(() => database.close());
    return {
      database,
      dbUrl: options.db,
      keys: await createKeys(),
      closePort: async () => {},
    };
  }
  const folder = options.db === "memory"
    ? null
    : await openDataFolder(options.db);
  if (folder) undo.push(() => folder.release());
  const { database, port, closePort } = await openPglite({
    folder: folder?.database ?? null,
    port: options.dbPort ?? 0,
  });
  undo.push(() => database.close());
  return {
    database,
    dbUrl: `postgresql://postgres:postgres@127.0.0.1:${port}/postgres`,
    keys: folder?.keys ?? await createKeys(),
    closePort,
  };
}

function serve(
  port: number,
  handle: (request: Request) => Promise<Response>,
): Deno.HttpServer<Deno.NetAddr> {
  try {
    return Deno.serve(
      { hostname: "127.0.0.1", port, onListen: () => {} },
      handle,
    );
  } catch (cause) {
    if (!(cause instanceof Deno.errors.AddrInUse)) throw cause;
    throw new Error(`Cannot listen on port ${port}: another program does`, {
      cause,
    });
  }
}

/**
 * Starts everything; when one part cannot be started, what was started before
 * it is stopped again.
 */
export async function startStack(options: StackOptions): Promise<Stack> {
  const undo = createUndo();
  try {
    const { database, dbUrl, keys, closePort } = await openDatabase(
      options,
      undo,
    );
    await migrate(database);
    if (options.seed) await seed(database);

    const functions: RunningFunction[] = [];
    const server = serve(
      options.port,
      createGateway({
        rest: createRest({ database, keys, now: () => new Date() }),
        keys,
        functionByName: (name) => functions.find((one) => one.name === name),
      }),
    );
    undo.push(() => server.shutdown());
    const apiUrl = `http://127.0.0.1:${server.addr.port}`;

    const starts = await Promise.allSettled(
      FUNCTION_NAMES.map((name) =>
        startFunction({
          name,
          environment: {
            SUPABASE_URL: apiUrl,
            SUPABASE_SECRET_KEYS: JSON.stringify({ default: keys.secret }),
            ...(options.boards && { BOARD_GATEWAY_URL: options.boards }),
            ...options.environment,
          },
          log: options.functionLog ?? (() => {}),
        })
      ),
    );
    functions.push(
      ...starts.flatMap((start) =>
        start.status === "fulfilled" ? start.value : []
      ),
    );
    undo.push(async () => {
      await Promise.all(functions.map((one) => one.stop()));
    });
    const failed = starts.find(({ status }) => status === "rejected");
    if (failed?.status === "rejected") throw failed.reason;

    await database.query("select scanner.configure($1::text)", [apiUrl]);
    if (await isStandIn(database, "net")) {
      undo.push(await startNet({ database, log: options.log }));
    }
    if (await isStandIn(database, "cron")) {
      undo.push(
        startCron({ database, now: () => new Date(), log: options.log }),
      );
    }
    // First of all: a psql that sits in a transaction would hold up every other step.
    undo.push(closePort);
    return {
      apiUrl,
      dbUrl,
      keys,
      database,
      functions,
      stop: () => undo.run(),
    };
  } catch (error) {
    await undo.run().catch((failure) => options.log(`stack: ${failure}`));
    throw error;
  }
}
