/**
 * The body of a board's answer: counted while it arrives, never held beyond a
 * limit.
 *
 * @module
 */
import { ScanError } from "./errors.ts";

/** More than any board sends: the largest seen, 1,000 Greenhouse postings, has 15 MB. */
export const MAX_BODY_BYTES = 25 * 1024 * 1024;

/**
 * Reads a body to its end.
 *
 * @throws {ScanError} `too_large` as soon as the limit is passed.
 */
export async function readBody(
  response: Response,
  host: string,
  maxBytes = MAX_BODY_BYTES,
): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.length;
    if (size > maxBytes) {
      throw new ScanError(
        "too_large",
        `Cannot read ${host}: the answer is larger than ${
          Math.round(maxBytes / 1024 / 1024)
        } MB`,
      );
    }
    chunks.push(chunk);
  }
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
