/**
 * Holds PGlite. A query blocks the thread it runs on, so the database has one
 * of its own; psql is served from here too.
 *
 * @module
 */
/// <reference lib="deno.worker" />
import { PGlite } from "@electric-sql/pglite";
import { z } from "zod";
import { type FromWorker, type Open, ToWorker, type Work } from "./messages.ts";
import { servePsql } from "./psql_port.ts";
import { createTurns } from "./turns.ts";

const Failure = z.object({
  message: z.string(),
  code: z.string().default("XX000"),
  detail: z.string().nullish(),
  hint: z.string().nullish(),
});

let database: PGlite | null = null;
let stopPsql: (() => Promise<void>) | null = null;
const heard = new Map<string, () => Promise<void>>();
const take = createTurns();

function say(message: z.infer<typeof FromWorker>): void {
  self.postMessage(message);
}

function opened(): PGlite {
  if (!database) throw new TypeError("The database is not open");
  return database;
}

async function open({ folder, port, extensions }: z.infer<typeof Open>) {
  database = await PGlite.create({
    ...(folder !== null && { dataDir: folder }),
    extensions: {
      standins: {
        name: "standins",
        setup: () =>
          Promise.resolve({ bundlePath: new URL(`file://${extensions}`) }),
      },
    },
  });
  if (port === null) return null;
  const psql = servePsql(database, port, take);
  stopPsql = psql.stop;
  return psql.port;
}

/** Work that no client of the psql port may come between. */
async function performInTurn(work: Work) {
  const endTurn = await take();
  try {
    return await perform(work);
  } finally {
    endTurn();
  }
}

async function perform(work: Work) {
  switch (work.do) {
    case "query": {
      const { rows, affectedRows } = await opened().query<
        Record<string, unknown>
      >(work.text, work.parameters);
      return { rows, affected: affectedRows ?? 0 };
    }
    case "execute":
      await opened().exec(work.script);
      return null;
    case "queryAs":
      return await opened().transaction(async (transaction) => {
        const names = Object.keys(work.settings);
        await transaction.query(
          "select set_config('role', $1, true)" +
            names.map((name, i) => `, set_config('${name}', $${i + 2}, true)`)
              .join(""),
          [work.role, ...names.map((name) => work.settings[name])],
        );
        const { rows, affectedRows } = await transaction.query<
          Record<string, unknown>
        >(work.text, work.parameters);
        return { rows, affected: affectedRows ?? 0 };
      });
    case "listen": {
      const { channel } = work;
      heard.set(
        channel,
        await opened().listen(
          channel,
          (payload) => say({ kind: "heard", channel, payload }),
        ),
      );
      return null;
    }
    case "unlisten":
      await heard.get(work.channel)?.();
      heard.delete(work.channel);
      return null;
    case "close":
      await database?.close();
      database = null;
      return null;
    default:
      throw new TypeError(`The worker does not know "${work.do}"`);
  }
}

self.onmessage = async (event: MessageEvent) => {
  const { id, work } = ToWorker.parse(event.data);
  try {
    if (work.do === "close" || work.do === "closePort") {
      // Before its turn: a client in a transaction would never end it.
      await stopPsql?.();
      stopPsql = null;
    }
    const port = work.do === "open" ? await open(work.open) : null;
    const result = work.do === "open" || work.do === "closePort"
      ? null
      : await performInTurn(work);
    say({ kind: "done", id, result, port });
  } catch (error) {
    const failure = Failure.safeParse(error);
    say({
      kind: "failed",
      id,
      message: failure.data?.message ?? String(error),
      code: failure.data?.code ?? "XX000",
      detail: failure.data?.detail ?? null,
      hint: failure.data?.hint ?? null,
    });
  }
};
