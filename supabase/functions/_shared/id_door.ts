/**
 * The door that pg_net posts an id to, which is answered at once; the work runs
 * on after that. One slow answer would hold back pg_net's whole batch, so nothing
 * is looked up before the answer, and the answer is the same whether the id means
 * anything or not.
 *
 * @module
 */
import { STATUS_CODE } from "@std/http/status";
import { z } from "zod";
import { readShortBody } from "./short_body.ts";

const MAX_BODY_BYTES = 4 * 1024;

export interface IdDoorOptions {
  /** What the body calls the id. */
  readonly field: "scan_id" | "digest_id";
  /** Keeps the isolate alive until the promise settles. */
  readonly waitUntil: (promise: Promise<unknown>) => void;
  /** Does the work to its end. */
  readonly run: (id: string) => Promise<void>;
  readonly log: (line: Readonly<Record<string, unknown>>) => void;
  /** What may be logged of a mistake of ours. */
  readonly describe: (error: unknown) => string;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Makes the handler: 202 for every well-formed body, else 400, 405 or 413. */
export function createIdDoor(
  { field, waitUntil, run, log, describe }: IdDoorOptions,
) {
  const Body = z.record(z.string(), z.unknown())
    .transform((body) => body[field]).pipe(z.uuid());
  const refuse = (status: number) =>
    Response.json({ error: `Wanted: POST {${field}}` }, { status });

  return async function handle(request: Request): Promise<Response> {
    if (request.method !== "POST") return refuse(STATUS_CODE.MethodNotAllowed);
    const read = await readShortBody(request, MAX_BODY_BYTES);
    if (read.text === null && read.isTooLong) {
      return refuse(STATUS_CODE.ContentTooLarge);
    }
    const body = Body.safeParse(parse(read.text ?? ""));
    if (!body.success) return refuse(STATUS_CODE.BadRequest);
    const id = body.data;
    waitUntil(
      // A rejection inside waitUntil would be silent.
      run(id).catch((error) =>
        log({ [field]: id, outcome: "crashed", error: describe(error) })
      ),
    );
    return Response.json({ accepted: true }, { status: STATUS_CODE.Accepted });
  };
}
