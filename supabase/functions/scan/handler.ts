/**
 * The manual door: the Scan button, curl, the command line.
 *
 *   POST {sources?, providers?, wait?}  202 {batch_id, sources}: how many are scanned
 *   GET  ?batch=<id>                    how far that batch is
 *   POST {add: url, company?}           201 {source, provider, board, company, postings}
 *   POST {explain: posting id}          what each filter says of it
 *   POST {preview: filter}              what it would take
 *
 * The first two answer with Server-Sent Events where `accept` or `wait` asks.
 *
 * @module
 */
import { STATUS_CODE } from "@std/http/status";
import { z } from "zod";
import { RpcError } from "../_shared/client.ts";
import type { Rpc } from "../_shared/rpc.ts";
import { readShortBody } from "../_shared/short_body.ts";
import { addBoard, type AddDeps } from "./add_board.ts";
import type { Caller, createAdmission } from "./admission.ts";
import { openBatchEvents } from "./batch_events.ts";
import { createCors } from "./cors.ts";
import { explain } from "./explain.ts";
import { preview } from "./preview.ts";
import {
  MAX_BODY_BYTES,
  readWanted,
  WANTED,
  type Wanted,
  type WantedScan,
} from "./wanted.ts";

const BROKEN = { wanted: null, why: "The body broke off" } as const;
const EVENT_STREAM = "text/event-stream";
const Started = z.looseObject({ total: z.number() });

export interface Deps {
  readonly admission: ReturnType<typeof createAdmission>;
  readonly allowedOrigins: readonly string[];
  readonly rpc: Rpc;
  /** How boards are reached, to look at one before it is added; and clock and timers. */
  readonly way: AddDeps["way"];
  readonly log: (line: Readonly<Record<string, unknown>>) => void;
}

function refuse(status: number, error: string, hint?: string | null): Response {
  return Response.json({ error, ...(hint && { hint }) }, { status });
}

/** What an SQL function says to a person, with the status that fits its code. */
function refusal({ code, said, hint }: RpcError): Response | null {
  switch (code) {
    case "22023":
      return refuse(STATUS_CODE.BadRequest, said, hint);
    case "PT404":
      return refuse(STATUS_CODE.NotFound, said, hint);
    case "55000":
      return refuse(STATUS_CODE.Conflict, said, hint);
    default:
      return null;
  }
}

/** Makes the handler; who may not gets 401 or 403, and nothing is done. */
export function createHandler(deps: Deps) {
  const { admission, rpc, way, log } = deps;
  const { now, sleep } = way;
  const cors = createCors(deps.allowedOrigins);

  /** Null: the caller may go on. */
  async function refuseCaller(
    caller: Caller,
    presses: boolean,
  ): Promise<Response | null> {
    const admitted = await admission.admit(caller, presses);
    if (admitted === "admitted") return null;
    if (admitted === "forbidden") {
      return refuse(STATUS_CODE.Forbidden, "Forbidden");
    }
    const seconds = String(admitted.waitSeconds);
    const answer = refuse(
      STATUS_CODE.TooManyRequests,
      "Cannot start so soon after the last time",
      `Wait ${seconds} s; a batch that is under way goes on`,
    );
    answer.headers.set("retry-after", seconds);
    return answer;
  }

  async function stream(batchId: string, lastEventId: string | null) {
    const events = await openBatchEvents({
      batchId,
      lastEventId,
      rpc,
      now,
      sleep,
      log,
    });
    return new Response(events, {
      headers: {
        "content-type": EVENT_STREAM,
        "cache-control": "no-store",
        // Some proxies keep a stream until it ends.
        "x-accel-buffering": "no",
      },
    });
  }

  async function start(
    { sources, providers, wait }: WantedScan,
    asksForEvents: boolean,
  ): Promise<Response> {
    const batchId = z.uuid().parse(
      await rpc("request_scan", {
        source_ids: sources ?? null,
        providers: providers ?? null,
      }),
    );
    if (wait || asksForEvents) return await stream(batchId, null);
    const { total } = Started.parse(
      await rpc("scan_progress", { batch_id: batchId }),
    );
    return Response.json(
      { batch_id: batchId, sources: total },
      { status: STATUS_CODE.Accepted },
    );
  }

  async function act(
    wanted: Wanted,
    asksForEvents: boolean,
  ): Promise<Response> {
    if ("add" in wanted) return await addBoard(wanted, { rpc, way });
    if ("explain" in wanted) {
      return await explain(wanted.explain, { rpc, now });
    }
    if ("preview" in wanted) {
      return await preview(wanted.preview, { rpc, now });
    }
    return await start(wanted, asksForEvents);
  }

  async function post(request: Request, caller: Caller): Promise<Response> {
    const body = await readShortBody(request, MAX_BODY_BYTES);
    const read = body.text === null ? BROKEN : readWanted(body.text);
    const { wanted } = read;
    // What asks no board may be asked as often as anybody likes.
    const presses = wanted !== null &&
      !("explain" in wanted || "preview" in wanted);
    const refused = await refuseCaller(caller, presses);
    if (refused) return refused;
    if (body.text === null && body.isTooLong) {
      return refuse(STATUS_CODE.ContentTooLarge, WANTED);
    }
    if (read.wanted === null) return refuse(STATUS_CODE.BadRequest, read.why);
    return await act(read.wanted, asksForEvents(request));
  }

  async function follow(request: Request, caller: Caller): Promise<Response> {
    const refused = await refuseCaller(caller, false);
    if (refused) return refused;
    const batch = z.uuid().safeParse(
      new URL(request.url).searchParams.get("batch"),
    );
    if (!batch.success) {
      return refuse(STATUS_CODE.BadRequest, "Wanted: ?batch=<the batch's id>");
    }
    if (asksForEvents(request)) {
      return await stream(batch.data, request.headers.get("last-event-id"));
    }
    return Response.json(await rpc("scan_progress", { batch_id: batch.data }));
  }

  async function answer(request: Request): Promise<Response> {
    try {
      const caller = await admission.identify(request);
      if (!caller) return refuse(STATUS_CODE.Unauthorized, "Unauthorized");
      if (request.method === "POST") return await post(request, caller);
      if (request.method === "GET") return await follow(request, caller);
      return refuse(
        STATUS_CODE.MethodNotAllowed,
        "Wanted: POST to scan or to add a board, GET ?batch=<id> to follow",
      );
    } catch (error) {
      const known = error instanceof RpcError ? refusal(error) : null;
      if (known) return known;
      log({ door: "scan", error: String(error) });
      return refuse(
        STATUS_CODE.InternalServerError,
        "Cannot reach the database",
        "The function's log says why",
      );
    }
  }

  return async function handle(request: Request): Promise<Response> {
    if (request.method === "OPTIONS") return cors.preflight(request);
    return cors.share(request, await answer(request));
  };
}

function asksForEvents(request: Request): boolean {
  return request.headers.get("accept")?.includes(EVENT_STREAM) ?? false;
}
