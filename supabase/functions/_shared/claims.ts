/**
 * Who a user's token belongs to, checked as far as a token can be.
 *
 * The signature is checked by supabase-js against the project's public keys
 * (`/auth/v1/.well-known/jwks.json`). Tokens signed with a shared secret are
 * refused before that: it would ask the auth server about each of them, and
 * whoever holds that secret can make any token.
 *
 * @module
 */
import { z } from "zod";

/** What Supabase signs with, apart from its old shared secret. */
const ALGORITHMS = ["ES256", "RS256"] as const;
/** Longer than any of Supabase's. */
const MAX_TOKEN_CHARS = 8_192;

/** Of one isolate; a project changes its keys every few months. */
const UNKNOWN_KEYS_A_MINUTE = 10;

const Header = z.object({
  alg: z.enum(ALGORITHMS),
  kid: z.string().min(1),
});

/** Checks the signature; null: not by this project. */
export type VerifySignature = (token: string) => Promise<unknown>;

/** The user's id; null for a token that proves nobody. */
export type ReadClaims = (token: string) => Promise<string | null>;

export interface ClaimsOptions {
  readonly verify: VerifySignature;
  /** `iss` of the project's tokens. */
  readonly issuer: string;
  readonly now: () => Date;
}

function headerOf(token: string): unknown {
  try {
    const [part = ""] = token.split(".");
    return JSON.parse(atob(part.replaceAll("-", "+").replaceAll("_", "/")));
  } catch {
    return null;
  }
}

/** Makes the reader of this project's tokens. */
export function createReadClaims(
  { verify, issuer, now }: ClaimsOptions,
): ReadClaims {
  const Claims = z.object({
    sub: z.uuid(),
    exp: z.number(),
    iss: z.literal(issuer),
    // One audience or several.
    aud: z.union([z.string(), z.array(z.string())]).transform((aud) =>
      [aud].flat()
    ).refine((aud) => aud.includes("authenticated")),
    role: z.literal("authenticated"),
  });
  const mayVerify = createKeyBudget(now);
  return async function readClaims(token) {
    if (token.length > MAX_TOKEN_CHARS) return null;
    const header = Header.safeParse(headerOf(token));
    if (!header.success) return null;
    const { kid } = header.data;
    if (!mayVerify.of(kid)) return null;
    const claims = Claims.safeParse(await verify(token));
    if (!claims.success) return null;
    mayVerify.trust(kid);
    const { sub, exp } = claims.data;
    return exp * 1_000 > now().getTime() ? sub : null;
  };
}

/**
 * supabase-js asks the auth server about each key it does not know, and anybody
 * can make up key ids: only so many of them are looked up in a minute. A new key
 * of the project is among them soon, and then known.
 */
function createKeyBudget(now: () => Date) {
  const known = new Set<string>();
  let minute = 0;
  let tried = 0;
  return {
    of(kid: string): boolean {
      if (known.has(kid)) return true;
      const current = Math.floor(now().getTime() / 60_000);
      if (current !== minute) [minute, tried] = [current, 0];
      tried++;
      return tried <= UNKNOWN_KEYS_A_MINUTE;
    },
    /** A token of this key was good. */
    trust: (kid: string) => void known.add(kid),
  };
}
