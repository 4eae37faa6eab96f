/**
 * Who a user's token belongs to, checked as far as a token can be.
 *
 * The signature is checked by supabase-js against the project's public keys
 * (`/auth/v1/.well-known/jwks.json`). Tokens signed with a shared secret, or with
 * a key that is none of the project's, are refused before that: it would ask the
 * auth server about each of them.
 *
 * @module
 */
import { z } from "zod";
import type { Jwks, KeysWith } from "./public_keys.ts";

/** What Supabase signs with, apart from its old shared secret. */
const ALGORITHMS = ["ES256", "RS256"] as const;
/** Longer than any of Supabase's. */
const MAX_TOKEN_CHARS = 8_192;

const Header = z.object({
  alg: z.enum(ALGORITHMS),
  kid: z.string().min(1),
});

/** Checks the signature by one of these keys; null: none of them made it. */
export type VerifySignature = (token: string, keys: Jwks) => Promise<unknown>;

/** The user's id; null for a token that proves nobody. */
export type ReadClaims = (token: string) => Promise<string | null>;

export interface ClaimsOptions {
  readonly keysWith: KeysWith;
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
  { keysWith, verify, issuer, now }: ClaimsOptions,
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
  return async function readClaims(token) {
    if (token.length > MAX_TOKEN_CHARS) return null;
    const header = Header.safeParse(headerOf(token));
    if (!header.success) return null;
    const keys = await keysWith(header.data.kid);
    if (!keys) return null;
    const claims = Claims.safeParse(await verify(token, keys));
    if (!claims.success) return null;
    const { sub, exp } = claims.data;
    return exp * 1_000 > now().getTime() ? sub : null;
  };
}
