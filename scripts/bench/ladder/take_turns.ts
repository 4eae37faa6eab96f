/**
 * A client that blocks: whoever calls it, and from whichever worker, waits until
 * the calls before have been answered. What looks like ten at once is a queue.
 *
 * @module
 */
import { createTurns } from "../../stack/pglite/turns.ts";
import type { PredecessorClient } from "./predecessor_client.ts";

/** One lock around every call of the client. */
export function takeTurns(client: PredecessorClient): PredecessorClient {
  const take = createTurns();
  async function inTurn<T>(call: () => Promise<T>): Promise<T> {
    const leave = await take();
    try {
      return await call();
    } finally {
      leave();
    }
  }
  return {
    sources: () => inTurn(() => client.sources()),
    filters: () => inTurn(() => client.filters()),
    readKnown: (source, whole) => inTurn(() => client.readKnown(source, whole)),
    upsert: (source, postings) => inTurn(() => client.upsert(source, postings)),
    archive: (source, ids) => inTurn(() => client.archive(source, ids)),
    logScan: (source, log) => inTurn(() => client.logScan(source, log)),
  };
}
