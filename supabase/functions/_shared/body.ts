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

/** The largest piece in which the runtime hands a body over; asked for before it is taken. */
const PIECE_BYTES = 64 * 1024;

export interface BodyOptions {
  /** Where what has arrived is held, until its reader leaves. */
  readonly seat: Seat;
  readonly limit: Pick<TimeLimit, "signal" | "paused">;
  readonly maxBytes?: number;
}

/**
 * Reads a body to its end; bytes count as they are once unpacked.
 *
 * @throws {ScanError} `too_large` as soon as the limit is passed.
 */
export async function readBody(
  response: Response,
  host: string,
  { seat, limit, maxBytes = MAX_BODY_BYTES }: BodyOptions,
): Promise<Uint8Array<ArrayBuffer>> {
  const reader = response.body?.getReader();
  if (!reader) return new Uint8Array();
  const { signal } = limit;
  // Ends a read that waits for a board which sends no more.
  const cancel = () => void reader.cancel(signal.reason).catch(() => {});
  signal.addEventListener("abort", cancel);
  const chunks: Uint8Array[] = [];
  let size = 0;
  let isWhole = false;
  try {
    signal.throwIfAborted();
    // What is packed is larger when it is unpacked.
    assertSize(Number(response.headers.get("content-length")), host, maxBytes);
    while (!isWhole) {
      const wait = seat.hold(Math.min(size + PIECE_BYTES, maxBytes), signal);
      if (wait) await limit.paused(wait);
      const { value, done } = await reader.read();
      signal.throwIfAborted();
      isWhole = done;
      if (!value) continue;
      size += value.length;
      assertSize(size, host, maxBytes);
      chunks.push(value);
    }
  } finally {
    signal.removeEventListener("abort", cancel);
    if (!isWhole) cancel();
  }
  return join(chunks, size);
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

function join(
  chunks: readonly Uint8Array[],
  size: number,
): Uint8Array<ArrayBuffer> {
  const body = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    body.set(chunk, at);
    at += chunk.length;
  }
  return body;
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
