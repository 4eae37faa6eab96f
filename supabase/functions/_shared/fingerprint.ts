/**
 * What a scan read, and how it would judge it, as one hash. A scan that comes to
 * the fingerprint of the last complete one has read all that one read, and
 * nothing has changed: it can stop before it parses anything.
 *
 * @module
 */
import { sha256 } from "./body.ts";

/** Raise when `normalise` of any provider or the judge changes: old fingerprints then match nothing. */
export const READER_REVISION = 1;

/** Thrown through a provider that is reading, and caught by `collect()`: the board is as it was. */
export class UnchangedBoard extends Error {
  override name = "UnchangedBoard";
}

export interface Fingerprint {
  /** Takes note of one answer. @throws {UnchangedBoard} when it completes the expected whole. */
  add(request: string, body: Uint8Array<ArrayBuffer>): Promise<void>;
  /** Of everything noted so far. */
  value(): Promise<string>;
}

/** `judging` is all that decides besides the board: filters and settings. */
export function createFingerprint(
  judging: readonly unknown[],
  expected: string | null,
): Fingerprint {
  const bodies = new Map<string, string>();
  const value = () =>
    // Pages may arrive in any order.
    sha256(
      JSON.stringify([READER_REVISION, ...judging, [...bodies].sort()]),
    );
  return {
    async add(request, body) {
      bodies.set(request, await sha256(body));
      if (expected !== null && await value() === expected) {
        throw new UnchangedBoard("The board is unchanged");
      }
    },
    value,
  };
}
