/**
 * The worker of the stand-in pg_net: sends what is queued, in closed batches of
 * at most 200, with a pause of a second after each, and shows the responses of a
 * batch together when its slowest has ended. That is how the real one behaves
 * (measured on pg_net 0.20.4), and what makes a slow answer dear.
 *
 * Not imitated: redirects with custom headers, the batch coming back to the
 * queue after a worker error (here what was taken is lost with the process, as
 * in a crash of the database).
 *
 * @module
 */
import { z } from "zod";
import type { Database } from "./database.ts";

const BATCH_SIZE = 200;
const PAUSE_MS = 1_000;

const Queued = z.object({
  id: z.string(),
  method: z.string(),
  url: z.string(),
  headers: z.string().nullable(),
  body: z.string().nullable(),
  timeout: z.string(),
});

interface Answer {
  id: string;
  status_code: number | null;
  content_type: string | null;
  headers: Record<string, string> | null;
  content: string | null;
  timed_out: boolean;
  error_msg: string | null;
}

/** fetch itself says only that it failed; the reason is in the cause. */
function wordsOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause ? wordsOf(error.cause) : error.message;
}

async function send(
  request: z.infer<typeof Queued>,
  signal: AbortSignal,
): Promise<Answer> {
  const timeout = AbortSignal.timeout(Number(request.timeout));
  const failed = (timed_out: boolean, error_msg: string): Answer => ({
    id: request.id,
    status_code: null,
    content_type: null,
    headers: null,
    content: null,
    timed_out,
    error_msg,
  });
  try {
    const response = await fetch(request.url, {
      method: request.method,
      headers: z.record(z.string(), z.string()).parse(
        JSON.parse(request.headers ?? "{}"),
      ),
      ...(request.body !== null && { body: request.body }),
      signal: AbortSignal.any([signal, timeout]),
    });
    return {
      id: request.id,
      status_code: response.status,
      content_type: response.headers.get("content-type"),
      headers: Object.fromEntries(response.headers),
      content: await response.text(),
      timed_out: false,
      error_msg: null,
    };
  } catch (error) {
    return timeout.aborted
      ? failed(true, `Timeout of ${request.timeout} ms reached`)
      : failed(false, wordsOf(error));
  }
}

export interface NetOptions {
  readonly database: Database;
  readonly log: (line: string) => void;
  readonly pauseMs?: number;
}

/** Starts the worker; the answer stops it and what it has in flight. */
export async function startNet(
  { database, log, pauseMs = PAUSE_MS }: NetOptions,
): Promise<() => Promise<void>> {
  const stopping = new AbortController();
  let wake = Promise.withResolvers<void>();

  async function batch(): Promise<number> {
    const { rows } = await database.query(
      `delete from net.http_request_queue q
       where q.id in (select id from net.http_request_queue order by id limit ${BATCH_SIZE})
       returning q.id::text, q.method, q.url, q.headers::text, convert_from(q.body, 'UTF8') as body,
         q.timeout_milliseconds::text as timeout`,
    );
    if (rows.length === 0) return 0;
    const answers = await Promise.all(
      z.array(Queued).parse(rows).map((row) => send(row, stopping.signal)),
    );
    await database.query(
      `insert into net._http_response (id, status_code, content_type, headers, content, timed_out, error_msg)
       select * from jsonb_to_recordset($1::text::jsonb)
         as r (id bigint, status_code int, content_type text, headers jsonb, content text, timed_out bool, error_msg text)`,
      [JSON.stringify(answers)],
    );
    return rows.length;
  }

  function pause(): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(resolve, pauseMs);
    stopping.signal.addEventListener("abort", () => {
      clearTimeout(timer);
      resolve();
    }, { once: true });
    return promise;
  }

  async function work(): Promise<void> {
    while (!stopping.signal.aborted) {
      await wake.promise;
      wake = Promise.withResolvers();
      try {
        await database.query(
          "delete from net._http_response where created < now() - interval '6 hours'",
        );
        while (!stopping.signal.aborted && await batch() > 0) await pause();
      } catch (error) {
        if (!stopping.signal.aborted) log(`net: ${error}`);
      }
    }
  }

  const unlisten = await database.listen("pg_net_wake", () => wake.resolve());
  wake.resolve(); // what a former process left in the queue
  const working = work();
  return async () => {
    stopping.abort();
    wake.resolve();
    await unlisten();
    await working;
  };
}
