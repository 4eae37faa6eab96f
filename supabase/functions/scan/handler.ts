/**
 * The manual door: the Scan button, curl, the command line.
 *
 *   POST {sources?: [ids]}       202 {batch_id, sources}: how many are scanned
 *   GET  ?batch=<id>             how far that batch is
 *   POST {add: url, company?}    201 {source, provider, board, company, postings}
 *
 * @module
 */
import { STATUS_CODE } from "@std/http/status";
import { z } from "zod";
import { RpcError } from "../_shared/client.ts";
import type { Rpc } from "../_shared/report.ts";
import { addBoard, type AddDeps, WantedBoard } from "./add_board.ts";

const WantedScan = z.strictObject({
  sources: z.array(z.number().int().positive()).min(1).max(10_000).optional(),
});
const Wanted = z.union([WantedScan, WantedBoard]);

const Progress = z.looseObject({ total: z.number() });

export interface Deps {
  /** Whether the caller may start scans. */
  isAllowed(request: Request): Promise<boolean>;
  rpc: Rpc;
  /** How boards are reached, to look at one before it is added. */
  way: AddDeps["way"];
  log(line: Readonly<Record<string, unknown>>): void;
}

function refuse(status: number, error: string, hint?: string): Response {
  return Response.json({ error, ...(hint && { hint }) }, { status });
}

/** What an SQL function says to a person, with the status that fits its code. */
function refusal(error: RpcError): Response | null {
  switch (error.code) {
    case "22023":
      return refuse(STATUS_CODE.BadRequest, error.message, error.hint ?? "");
    case "PT404":
      return refuse(STATUS_CODE.NotFound, error.message, error.hint ?? "");
    case "55000":
      return refuse(STATUS_CODE.Conflict, error.message, error.hint ?? "");
    default:
      return null;
  }
}

async function readWanted(request: Request) {
  const text = await request.text();
  if (text.trim() === "") return Wanted.safeParse({});
  try {
    return Wanted.safeParse(JSON.parse(text));
  } catch {
    return Wanted.safeParse(null);
  }
}

/** Makes the handler; who may not gets 401, and nothing is done. */
export function createHandler({ isAllowed, rpc, way, log }: Deps) {
  async function post(request: Request): Promise<Response> {
    const wanted = await readWanted(request);
    if (!wanted.success) {
      return refuse(
        STATUS_CODE.BadRequest,
        'Wanted: a JSON body {"sources": [ids]}, or none for all sources, or {"add": "https://..."}',
      );
    }
    return "add" in wanted.data
      ? await addBoard(wanted.data, { rpc, way })
      : await start(wanted.data.sources ?? null);
  }

  async function start(source_ids: number[] | null): Promise<Response> {
    const batch_id = await rpc("request_scan", { source_ids });
    const { total } = Progress.parse(await rpc("scan_progress", { batch_id }));
    return Response.json(
      { batch_id, sources: total },
      { status: STATUS_CODE.Accepted },
    );
  }

  async function progress(request: Request): Promise<Response> {
    const batch = z.uuid().safeParse(
      new URL(request.url).searchParams.get("batch"),
    );
    if (!batch.success) {
      return refuse(STATUS_CODE.BadRequest, "Wanted: ?batch=<the batch's id>");
    }
    return Response.json(await rpc("scan_progress", { batch_id: batch.data }));
  }

  return async function handle(request: Request): Promise<Response> {
    if (!await isAllowed(request)) {
      return refuse(STATUS_CODE.Unauthorized, "Unauthorized");
    }
    try {
      if (request.method === "POST") return await post(request);
      if (request.method === "GET") return await progress(request);
      return refuse(
        STATUS_CODE.MethodNotAllowed,
        "Wanted: POST to scan or to add a board, GET ?batch=<id> to follow",
      );
    } catch (error) {
      const answer = error instanceof RpcError ? refusal(error) : null;
      if (answer) return answer;
      log({ door: "scan", error: String(error) });
      return refuse(
        STATUS_CODE.InternalServerError,
        "Cannot reach the database",
        "The function's log says why",
      );
    }
  };
}
