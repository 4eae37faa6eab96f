/**
 * When a failed request is worth another one, and after how long.
 *
 * @module
 */

export const MAX_RETRIES = 3;
/** A host that wants us away for longer is left alone for that long, by the database. */
export const MAX_WAIT_MS = 30_000;
const FIRST_WAIT_MS = 500;

// A redirect is one of a POST, which is not followed: such incidents pass.
const RETRIED = new Set([302, 303, 307, 408, 425, 429]);

/** Whether an answer with this status may be followed by a better one. */
export function isRetried(
  status: number,
  retries: number,
  retriesForbidden: boolean,
): boolean {
  // Workday and bot walls say 403 for a moment; asking once more is enough to know.
  if (status === 403) return retriesForbidden && retries < 1;
  if (retries >= MAX_RETRIES) return false;
  // Avature says 406 twice to whom it does not know.
  return status === 406
    ? retriesForbidden
    : RETRIED.has(status) || status >= 500;
}

/** Exponential with full jitter: clients that failed together do not come back together. */
export function backoffMs(retries: number, random: () => number): number {
  return random() * FIRST_WAIT_MS * 2 ** (retries + 1);
}

/**
 * Seconds of a Retry-After header, which is a number or a date (RFC 9110,
 * section 10.2.3); null when there is none that can be read.
 */
export function retryAfterSeconds(
  header: string | null,
  now: Date,
): number | null {
  if (header === null || header.trim() === "") return null;
  const seconds = Number(header);
  if (Number.isFinite(seconds)) return Math.max(0, seconds);
  const at = Date.parse(header);
  return Number.isNaN(at)
    ? null
    : Math.max(0, Math.ceil((at - now.getTime()) / 1_000));
}
