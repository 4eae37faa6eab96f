/**
 * The door of messages: pg_net posts a digest's id, which is answered at once;
 * the sending runs on after that. The answer is the same whether the id means
 * anything or not. Twin in manner: scan-source/handler.ts.
 *
 * @module
 */
import { STATUS_CODE } from "@std/http/status";
import { z } from "zod";
import { readShortBody } from "../_shared/short_body.ts";

const MAX_BODY_BYTES = 4 * 1024;
const WANTED = "Wanted: POST {digest_id}";
const Body = z.object({ digest_id: z.uuid() });

export interface Deps {
  /** Keeps the isolate alive until the promise settles. */
  waitUntil(promise: Promise<unknown>): void;
  /** Makes one attempt to send a digest. */
  notify(digestId: string): Promise<void>;
  log(line: Readonly<Record<string, unknown>>): void;
}

function refuse(status: number): Response {
  return Response.json({ error: WANTED }, { status });
}

function parse(text: string) {
  try {
    return Body.safeParse(JSON.parse(text));
  } catch {
    return Body.safeParse(null);
  }
}

/** Makes the handler: 202 for every well-formed body, else 400, 405 or 413. */
export function createHandler({ waitUntil, notify, log }: Deps) {
  return async function handle(request: Request): Promise<Response> {
    if (request.method !== "POST") return refuse(STATUS_CODE.MethodNotAllowed);
    const read = await readShortBody(request, MAX_BODY_BYTES);
    if (read.text === null && read.isTooLong) {
      return refuse(STATUS_CODE.ContentTooLarge);
    }
    const body = parse(read.text ?? "");
    if (!body.success) return refuse(STATUS_CODE.BadRequest);
    const { digest_id } = body.data;
    waitUntil(
      // A rejection inside waitUntil would be silent; its message might hold an address.
      notify(digest_id).catch((error) =>
        log({ digest_id, outcome: "crashed", error: error?.name })
      ),
    );
    return Response.json({ accepted: true }, { status: STATUS_CODE.Accepted });
  };
}
