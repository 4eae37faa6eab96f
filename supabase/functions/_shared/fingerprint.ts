/**
 * What a scan read, and how it would judge it. A scan that comes to the
 * fingerprint of the last complete one has read all that one read, and nothing
 * has changed: it can stop before it parses anything. Where only the last answer
 * is still missing, the board may say itself that it is as it was.
 *
 * @module
 */
import { z } from "zod";
import { sha256 } from "./body.ts";
import { Validators } from "./conditional.ts";

/** Raise when `normalise` of any provider or the judge changes: old fingerprints then match nothing. */
export const READER_REVISION = 3;

/**
 * A board that never says 304 wrongly does not exist for sure: once a day its
 * answer itself is looked at.
 */
const BELIEVED_MS = 24 * 60 * 60 * 1_000;

/** Thrown through a provider that is reading, and caught by `collect()`: the board is as it was. */
export class UnchangedBoard extends Error {
  override name = "UnchangedBoard";
}

export interface Fingerprint {
  /**
   * What to ask a request with; null unless "as it was" would complete the
   * expected whole.
   */
  condition(request: string): Promise<Validators | null>;
  /** The board says that a request asked with its condition is as it was. @throws {UnchangedBoard} */
  confirm(): never;
  /** Takes note of one answer. @throws {UnchangedBoard} when it completes the expected whole. */
  add(
    request: string,
    body: Uint8Array<ArrayBuffer>,
    validators: Validators | null,
  ): Promise<void>;
  /** Of everything noted so far, as text. */
  value(): Promise<string>;
}

const Stored = z.object({
  form: z.literal(1),
  /** Hash of all that decides besides the board. */
  judging: z.string(),
  /** Hash of all requests with their answers. */
  bodies: z.string(),
  /** How many there were: with fewer or more it need not be compared. */
  count: z.number(),
  /** The answer that came last, where the board told of its state. */
  last: z.object({
    request: z.string(),
    body: z.string(),
    at: z.number(),
    validators: Validators,
  }).nullable(),
});

type Stored = z.infer<typeof Stored>;

/** Null for none and for one of a form that is no longer read. */
function parseStored(text: string | null): Stored | null {
  try {
    return text === null ? null : Stored.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

// Pages may arrive in any order.
function hashOf(bodies: ReadonlyMap<string, string>): Promise<string> {
  return sha256(JSON.stringify([...bodies].sort()));
}

/** `judging` is all that decides besides the board: filters and settings. */
export function createFingerprint(
  judging: readonly unknown[],
  stored: string | null,
  now: Date,
): Fingerprint {
  const bodies = new Map<string, string>();
  const judgingHash = sha256(JSON.stringify([READER_REVISION, ...judging]));
  const parsed = parseStored(stored);
  let last: Stored["last"] = null;
  let isConfirmed = false;

  async function expected(): Promise<Stored | null> {
    return parsed?.judging === await judgingHash ? parsed : null;
  }

  return {
    async condition(request) {
      const before = await expected();
      if (!before?.last || before.last.request !== request) return null;
      if (now.getTime() - before.last.at > BELIEVED_MS) return null;
      if (bodies.size !== before.count - 1) return null;
      const whole = new Map(bodies).set(request, before.last.body);
      return await hashOf(whole) === before.bodies
        ? before.last.validators
        : null;
    },
    confirm() {
      isConfirmed = true;
      throw new UnchangedBoard("The board says that it is unchanged");
    },
    async add(request, body, validators) {
      const hash = await sha256(body);
      bodies.set(request, hash);
      last = validators &&
        { request, body: hash, at: now.getTime(), validators };
      const before = await expected();
      if (
        before && bodies.size === before.count &&
        await hashOf(bodies) === before.bodies
      ) {
        throw new UnchangedBoard("The board is unchanged");
      }
    },
    async value() {
      if (isConfirmed && stored !== null) return stored;
      const whole: Stored = {
        form: 1,
        judging: await judgingHash,
        bodies: await hashOf(bodies),
        count: bodies.size,
        last,
      };
      return JSON.stringify(whole);
    },
  };
}
