/**
 * PGlite behind the interface of `../database.ts`: Postgres 17 in this process,
 * in a worker of its own. One session serves all, so queries queue.
 *
 * @module
 */
import {
  type AsRole,
  type Database,
  DatabaseError,
  type QueryResult,
} from "../database.ts";
import { bundleExtensions } from "../extensions.ts";
import { requestSettings } from "../request_settings.ts";
import { FromWorker, type Work } from "./messages.ts";

export interface PgliteOptions {
  /** A folder that is locked by the caller; null: in memory. */
  folder: string | null;
  /** Where psql shall find it; 0: a free port; null: nowhere. */
  port: number | null;
}

type Outcome = { result: QueryResult | null; port: number | null };

export interface OpenPglite {
  readonly database: Database;
  /** Where psql finds it. */
  readonly port: number | null;
  /** Ends all sessions of psql; what they have not committed is rolled back. */
  closePort(): Promise<void>;
}

/** Opens PGlite with the stand-in extensions on offer. */
export async function openPglite(
  options: PgliteOptions,
): Promise<OpenPglite> {
  const worker = new Worker(new URL("./worker.ts", import.meta.url), {
    type: "module",
  });
  const waiting = new Map<number, PromiseWithResolvers<Outcome>>();
  const hearers = new Map<string, Set<(payload: string) => void>>();
  let last = 0;

  worker.onmessage = (event: MessageEvent) => {
    const message = FromWorker.parse(event.data);
    if (message.kind === "heard") {
      for (const hear of hearers.get(message.channel) ?? []) {
        hear(message.payload);
      }
      return;
    }
    const answer = waiting.get(message.id);
    waiting.delete(message.id);
    if (message.kind === "done") answer?.resolve(message);
    else answer?.reject(new DatabaseError(message.message, message));
  };
  worker.onerror = (event) => {
    event.preventDefault();
    const error = new DatabaseError(
      `The database's worker failed: ${event.message}`,
      { code: "57P01" },
    );
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  };

  function ask(work: Work): Promise<Outcome> {
    const answer = Promise.withResolvers<Outcome>();
    waiting.set(++last, answer);
    worker.postMessage({ id: last, work });
    return answer.promise;
  }
  async function rows(work: Work): Promise<QueryResult> {
    return (await ask(work)).result ?? { rows: [], affected: 0 };
  }
  const plain = (parameters: readonly unknown[]) =>
    parameters.map((value) =>
      value === null || value === undefined ? null : String(value)
    );

  const extensions = await bundleExtensions();
  const { port } = await ask({ do: "open", open: { ...options, extensions } })
    .finally(() => Deno.remove(extensions));

  const database: Database = {
    query: (text, parameters = []) =>
      rows({ do: "query", text, parameters: plain(parameters) }),
    async execute(script) {
      await ask({ do: "execute", script });
    },
    queryAs: (as: AsRole, text, parameters = []) =>
      rows({
        do: "queryAs",
        role: as.role,
        settings: requestSettings(as),
        text,
        parameters: plain(parameters),
      }),
    async listen(channel, hear) {
      const all = hearers.get(channel) ?? new Set();
      hearers.set(channel, all);
      if (all.size === 0) await ask({ do: "listen", channel });
      all.add(hear);
      return async () => {
        all.delete(hear);
        if (all.size === 0) await ask({ do: "unlisten", channel });
      };
    },
    async close() {
      await ask({ do: "close" });
      worker.terminate();
    },
  };
  return {
    database,
    port,
    async closePort() {
      await ask({ do: "closePort" });
    },
  };
}
