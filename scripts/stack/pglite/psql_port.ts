/**
 * The port at which psql reaches PGlite.
 *
 * PGlite is one session. A client has it to itself from its first message until
 * it is in no transaction any more; meanwhile all others wait, the stack too, so
 * that no statement of one runs in the transaction of another.
 *
 * Not imitated: TLS and passwords, cancelling a statement, `copy … from stdin`,
 * and sessions: what a client sets (`set role`, `set search_path`) ends with its
 * transaction, and temporary tables and prepared statements are everybody's.
 *
 * @module
 */
import type { PGlite } from "@electric-sql/pglite";
import { refuseCopy } from "./refuse_copy.ts";
import type { TakeTurn } from "./turns.ts";
import { isIdleAfter, readMessages, SYNC } from "./wire.ts";

const NO_ENCRYPTION = new TextEncoder().encode("N");

// So that nobody goes on as the role, or under the settings, of another.
const CLEAN = "reset session authorization; reset role; reset all";

/** Serves one client until it leaves. */
async function attend(
  client: Deno.TcpConn,
  database: PGlite,
  take: TakeTurn,
): Promise<void> {
  const answers = client.writable.getWriter();
  let endTurn: (() => void) | null = null;
  async function leave() {
    await database.exec(CLEAN);
    endTurn?.();
    endTurn = null;
  }
  try {
    for await (const { kind, bytes } of readMessages(client.readable)) {
      if (kind === "encryption") {
        await answers.write(NO_ENCRYPTION);
        continue;
      }
      if (kind !== "other") break;
      endTurn ??= await take();
      const answer = (await database.execProtocolRaw(refuseCopy(bytes)))
        .slice();
      if (isIdleAfter(answer)) await leave();
      // After the turn: who does not read holds nobody up.
      await answers.write(answer);
    }
  } finally {
    if (endTurn) {
      await database.execProtocolRaw(SYNC);
      if (database.isInTransaction()) await database.exec("rollback");
      await leave();
    }
    await answers.abort().catch(() => {});
  }
}

/** Serves psql on 127.0.0.1 until stopped; port 0 takes a free one. */
export function servePsql(
  database: PGlite,
  port: number,
  take: TakeTurn,
): { port: number; stop(): Promise<void> } {
  const listener = Deno.listen({ hostname: "127.0.0.1", port });
  const clients = new Map<Deno.TcpConn, Promise<void>>();
  const accepting = (async () => {
    for await (const client of listener) {
      const attended = attend(client, database, take)
        .catch(() => {}) // it has gone, or speaks another protocol
        .finally(() => clients.delete(client));
      clients.set(client, attended);
    }
  })();
  return {
    port: listener.addr.port,
    async stop() {
      listener.close();
      await accepting;
      const attended = [...clients.values()];
      for (const client of clients.keys()) client.close();
      await Promise.all(attended);
    },
  };
}
