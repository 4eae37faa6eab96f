/**
 * pg_net and the function notify in this process: what is queued is taken out
 * and run, lost, or run by a function that dies on its way. Imported by tests
 * only.
 *
 * @module
 */
import { z } from "zod";
import type { Rpc } from "../../functions/_shared/rpc.ts";
import { createDigestDoors } from "../../functions/notify/digest.ts";
import { createNotify } from "../../functions/notify/notify.ts";
import { createPostMessage } from "../../functions/notify/post_message.ts";
import {
  type AsRole,
  type Database,
  DatabaseError,
} from "../../../scripts/stack/database.ts";
import { Answer } from "../testing/read.ts";
import type { Receiver } from "./receiver.ts";

const SERVICE: AsRole = {
  role: "service_role",
  claims: {},
  method: "POST",
  path: "/",
};
const CALLS: Readonly<Record<string, string>> = {
  begin_digest: "begin_digest(r.digest_id)",
  end_digest: "end_digest(r.digest_id, r.ok, r.error, r.retry_after_seconds)",
};

/** When a function dies: not at all, before it posts, or before it can say that it did. */
export type Death = "none" | "before the post" | "after the post";

class Died extends Error {
  override name = "Died";
}

/** Calls the doors of messages as the API does for the function. */
export function createDigestRpc(database: Database): Rpc {
  return async function rpc(name, args) {
    const { rows } = await database.queryAs(
      SERVICE,
      `select public.${CALLS[name]}::text as answer
       from jsonb_to_record($1::text::jsonb)
         as r (digest_id uuid, ok boolean, error text, retry_after_seconds double precision)`,
      [JSON.stringify(args)],
    );
    const [{ answer }] = Answer.parse(rows);
    return answer === null ? null : JSON.parse(answer);
  };
}

export function createSending(database: Database, receiver: Receiver) {
  const log: Readonly<Record<string, unknown>>[] = [];
  const refusals: string[] = [];
  const rpc = createDigestRpc(database);
  const doors = createDigestDoors((name, args) =>
    rpc(name, args).catch((error) => {
      refusals.push(error instanceof DatabaseError ? error.code : `${error}`);
      throw error;
    })
  );
  const post = createPostMessage({
    fetch: receiver.fetch,
    gateway: null,
    resolveHost: () => Promise.resolve(["93.184.215.14"]),
    deadline: () => new AbortController().signal,
    now: () => new Date("2026-03-01T12:00:00Z"),
  });

  /** What waits in pg_net's queue for notify, which is empty then. */
  async function takeQueue(): Promise<string[]> {
    const { rows } = await database.query(
      `delete from net.http_request_queue where url like '%/functions/v1/notify'
       returning convert_from(body, 'UTF8') as body`,
    );
    return rows.map(({ body }) =>
      z.strictObject({ digest_id: z.uuid() })
        .parse(JSON.parse(String(body))).digest_id
    );
  }

  async function run(digestId: string, death: Death = "none"): Promise<void> {
    const notify = createNotify({
      doors,
      async postMessage(...message) {
        if (death === "before the post") throw new Died();
        const outcome = await post(...message);
        if (death === "after the post") throw new Died();
        return outcome;
      },
      log: (line) => log.push(line),
    });
    await notify(digestId).catch((error) => {
      if (!(error instanceof Died)) throw error;
    });
  }

  return {
    log,
    /** SQLSTATEs of calls that the database refused. */
    refusals,
    takeQueue,
    run,
    /** Runs what is queued, and what that queues, until nothing is; how many. */
    async drain(): Promise<number> {
      let count = 0;
      while (true) {
        const ids = await takeQueue();
        if (ids.length === 0) return count;
        for (const id of ids) await run(id);
        count += ids.length;
      }
    },
    /** As if all leases had run out. */
    expireLeases: () =>
      database.query(
        `update scanner.digests set lease_until = now() - interval '1 second'
         where id in (select id from scanner.digests where lease_until is not null for no key update skip locked)`,
      ),
    /** As if every pause were over and every hour had struck. */
    strike: () =>
      database.query(
        `update scanner.notifications set next_at = now()
         where id in (select id from scanner.notifications for no key update skip locked)`,
      ),
    tick: () => database.query("select scanner.dispatch()"),
  };
}

export type Sending = ReturnType<typeof createSending>;
