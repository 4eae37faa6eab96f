/**
 * The body of a board's answer: counted while it arrives, never held beyond a
 * limit.
 *
 * @module
 */
import { ScanError } from "./errors.ts";
import type { Seat } from "./gate.ts";
import type { TimeLimit } from "./time_limit.ts";

/** More than any board sends: the largest seen, 1,000 Greenhouse postings, has 15 MB. */
export const MAX_BODY_BYTES = 25 * 1024 * 1024;

/** Room for an answer that does not say how long it is; asked for before any of it is taken. */
const FIRST_BYTES = 64 * 1024;

export interface BodyOptions {
  /** Where what has arrived is held, until its reader leaves. */
  readonly seat: Seat;
  readonly limit: Pick<TimeLimit, "signal" | "paused">;
  readonly maxBytes?: number;
}

/**
 * Reads a body to its end, into one buffer: chunks of the runtime's own would be
 * as many bytes again, for which nobody waits to be freed.
 *
 * @throws {ScanError} `too_large` as soon as the limit is passed.
 */
export async function readBody(
  response: Response,
  host: string,
  { seat, limit, maxBytes = MAX_BODY_BYTES }: BodyOptions,
): Promise<Uint8Array<ArrayBuffer>> {
  const reader = response.body && byteReader(response.body);
  if (!reader) return new Uint8Array();
  const { signal } = limit;
  // Ends a read that waits for a board which sends no more.
  const cancel = () => void reader.cancel(signal.reason).catch(() => {});
  signal.addEventListener("abort", cancel);
  let body = new Uint8Array();
  let size = 0;
  let isWhole = false;
  try {
    signal.throwIfAborted();
    // What is packed is larger when it is unpacked.
    const length = Number(response.headers.get("content-length"));
    assertSize(length, host, maxBytes);
    while (!isWhole) {
      if (size === body.length) {
        const most = Math.min(size * 2 || roomFor(length), maxBytes + 1);
        const wait = seat.hold(Math.min(most, maxBytes), signal);
        if (wait) await limit.paused(wait);
        body = grown(body, most);
      }
      const { value, done } = await reader.read(body.subarray(size));
      signal.throwIfAborted();
      isWhole = done;
      if (!value) continue;
      // It has taken the buffer away and gives it back.
      body = new Uint8Array(value.buffer);
      size += value.length;
      assertSize(size, host, maxBytes);
    }
  } finally {
    signal.removeEventListener("abort", cancel);
    if (!isWhole) cancel();
  }
  return body.subarray(0, size);
}

/** `fetch` gives streams of bytes; any other becomes one. */
function byteReader(
  stream: ReadableStream<Uint8Array<ArrayBuffer>>,
): ReadableStreamBYOBReader {
  try {
    return stream.getReader({ mode: "byob" });
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
  }
  const reader = stream.getReader();
  return new ReadableStream({
    type: "bytes",
    async pull(controller) {
      while (true) {
        const { value, done } = await reader.read();
        if (done) {
          controller.close();
          controller.byobRequest?.respond(0);
          return;
        }
        // A stream of bytes takes no empty piece.
        if (value.length > 0) return controller.enqueue(value.slice());
      }
    },
    cancel: (reason) => reader.cancel(reason),
  }).getReader({ mode: "byob" });
}

/** With one byte in which to see that the answer ends where it says. */
function roomFor(length: number): number {
  return length > 0 ? length + 1 : FIRST_BYTES;
}

function grown(
  body: Uint8Array<ArrayBuffer>,
  length: number,
): Uint8Array<ArrayBuffer> {
  const more = new Uint8Array(length);
  more.set(body);
  return more;
}

function assertSize(size: number, host: string, maxBytes: number): void {
  if (!(size > maxBytes)) return;
  throw new ScanError(
    "too_large",
    `Cannot read ${host}: the answer is larger than ${
      Math.round(maxBytes / 1024 / 1024)
    } MB`,
  );
}

/** SHA-256 as hexadecimal text. */
export async function sha256(
  bytes: Uint8Array<ArrayBuffer> | string,
): Promise<string> {
  const digest = new Uint8Array(
    await crypto.subtle.digest(
      "SHA-256",
      typeof bytes === "string" ? new TextEncoder().encode(bytes) : bytes,
    ),
  );
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join(
    "",
  );
}
