/**
 * The keys that a project signs its users' tokens with, asked for rarely:
 * anybody can make up a key's id, and must not make the function ask for it.
 *
 * @module
 */
import { z } from "zod";

const KEPT_MS = 10 * 60_000;
/** A key that is new to the project is known after that long. */
const ASKED_AGAIN_MS = 60_000;

const Jwks = z.object({
  keys: z.array(z.looseObject({
    kty: z.enum(["RSA", "EC"]),
    key_ops: z.array(z.string()).default(["verify"]),
    alg: z.string(),
    kid: z.string(),
  })),
});

/** JSON Web Key Set (RFC 7517, section 5). */
export type Jwks = z.infer<typeof Jwks>;

export interface PublicKeysOptions {
  /** Asks the project for `/auth/v1/.well-known/jwks.json`. */
  readonly ask: () => Promise<unknown>;
  readonly now: () => Date;
}

/** The project's keys if this one is among them, else null. */
export type KeysWith = (kid: string) => Promise<Jwks | null>;

export function createPublicKeys({ ask, now }: PublicKeysOptions): KeysWith {
  let known: Jwks = { keys: [] };
  let askedAt = -Infinity;
  let asking: Promise<void> | null = null;

  async function refresh(): Promise<void> {
    askedAt = now().getTime();
    try {
      const answer = Jwks.safeParse(await ask());
      if (answer.success) known = answer.data;
    } catch {
      // The keys of before are still good; the next minute asks again.
    }
    asking = null;
  }

  return async function keysWith(kid) {
    const has = () => known.keys.some((key) => key.kid === kid);
    const age = now().getTime() - askedAt;
    if (age >= KEPT_MS || (!has() && age >= ASKED_AGAIN_MS)) {
      asking ??= refresh();
    }
    if (asking) await asking;
    return has() ? known : null;
  };
}
