/**
 * The scheduled door: pg_net posts a scan id, which is answered at once; the
 * scan itself runs on after that. One slow answer would hold back pg_net's whole
 * batch, so nothing is looked up before the answer, and the answer is the same
 * whether the id means anything or not.
 *
 * @module
 */
import { STATUS_CODE } from "@std/http/status";
import { z } from "zod";
import { readShortBody } from "../_shared/short_body.ts";

const MAX_BODY_BYTES = 4 * 1024;
const Body = z.object({ scan_id: z.uuid() });

export interface Deps {
  /** Keeps the isolate alive until the promise settles. */
  waitUntil(promise: Promise<unknown>): void;
  /** Runs a scan to its end. */
  scan(scanId: string): Promise<void>;
  log(line: Readonly<Record<string, unknown>>): void;
}

function refuse(status: number, error: string): Response {
  return Response.json({ error }, { status });
}

function parse(text: string) {
  try {
    return Body.safeParse(JSON.parse(text));
  } catch {
    return Body.safeParse(null);
  }
}

/** Makes the handler: 202 for every well-formed body, else 400, 405 or 413. */
export function createHandler({ waitUntil, scan, log }: Deps) {
  return async function handle(request: Request): Promise<Response> {
    if (request.method !== "POST") {
      return refuse(STATUS_CODE.MethodNotAllowed, "Wanted: POST {scan_id}");
    }
    const read = await readShortBody(request, MAX_BODY_BYTES);
    if (read.text === null && read.isTooLong) {
      return refuse(STATUS_CODE.ContentTooLarge, "Wanted: POST {scan_id}");
    }
    const body = parse(read.text ?? "");
    if (!body.success) {
      return refuse(STATUS_CODE.BadRequest, "Wanted: POST {scan_id}");
    }
    const { scan_id } = body.data;
    waitUntil(
      // A rejection inside waitUntil would be silent.
      scan(scan_id).catch((error) =>
        log({ scan_id, outcome: "crashed", error: String(error) })
      ),
    );
    return Response.json({ accepted: true }, { status: STATUS_CODE.Accepted });
  };
}
