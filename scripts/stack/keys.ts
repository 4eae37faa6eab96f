/**
 * The keys of one local stack: a publishable and a secret API key, and the
 * ES256 pair that signs its users' tokens, as a hosted project has them.
 *
 * @module
 */
import { Buffer } from "node:buffer";
import { z } from "zod";

const ALGORITHM = { name: "ECDSA", namedCurve: "P-256" } as const;
const SIGNATURE = { name: "ECDSA", hash: "SHA-256" } as const;

const Stored = z.object({
  publishable: z.string().startsWith("sb_publishable_"),
  secret: z.string().startsWith("sb_secret_"),
  kid: z.string().min(1),
  signing: z.object({
    kty: z.literal("EC"),
    crv: z.literal("P-256"),
    x: z.string(),
    y: z.string(),
    d: z.string(),
  }),
});

const Header = z.object({ alg: z.literal("ES256"), kid: z.string() });
const Claims = z.record(z.string(), z.unknown());

/** What a stack keeps on disk so that its keys outlive a restart. */
export type StoredKeys = z.infer<typeof Stored>;

/** What is wrong with a token; PostgREST words each of them differently. */
export type TokenFault =
  | { fault: "parts"; parts: number }
  | { fault: "key" } // another key, another algorithm, a signature that does not fit
  | { fault: "claims" } // not a JSON object, or without a numeric exp
  | { fault: "expired" };

/** The public half of the signing key, as a JSON Web Key. */
export interface PublicKey {
  kty: "EC";
  crv: "P-256";
  x: string;
  y: string;
  kid: string;
  alg: "ES256";
  use: "sig";
  key_ops: ["verify"];
}

/** One stack's keys. `JSON.stringify` gives what `restoreKeys` takes. */
export interface Keys {
  readonly publishable: string;
  readonly secret: string;
  /** The answer of `/auth/v1/.well-known/jwks.json`. */
  jwks(): { keys: PublicKey[] };
  /** A user's token with exactly these claims; without `exp` nobody accepts it. */
  sign(claims: Record<string, unknown>): Promise<string>;
  /** The claims of a token of this stack that has not expired at `now`, else null. */
  verify(token: string, now: Date): Promise<Record<string, unknown> | null>;
  /** Like `verify`, but says what is wrong. */
  examine(
    token: string,
    now: Date,
  ): Promise<{ claims: Record<string, unknown> } | TokenFault>;
  toJSON(): StoredKeys;
}

function randomKey(prefix: string): string {
  const bytes = crypto.getRandomValues(new Uint8Array(24));
  return prefix + Buffer.from(bytes).toString("base64url");
}

function encode(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString("base64url");
}

function decode(part: string): unknown {
  try {
    return JSON.parse(Buffer.from(part, "base64url").toString());
  } catch {
    return null;
  }
}

/** Makes the keys of a new stack. */
export async function createKeys(): Promise<Keys> {
  const pair = await crypto.subtle.generateKey(ALGORITHM, true, [
    "sign",
    "verify",
  ]);
  return restoreKeys({
    publishable: randomKey("sb_publishable_"),
    secret: randomKey("sb_secret_"),
    kid: crypto.randomUUID(),
    signing: await crypto.subtle.exportKey("jwk", pair.privateKey),
  });
}

/** The keys of a stack that was started before. */
export async function restoreKeys(stored: unknown): Promise<Keys> {
  const kept = Stored.parse(stored);
  const { kid, signing: { d, ...point } } = kept;
  const privateKey = await crypto.subtle.importKey(
    "jwk",
    { ...point, d },
    ALGORITHM,
    false,
    ["sign"],
  );
  const publicKey = await crypto.subtle.importKey(
    "jwk",
    point,
    ALGORITHM,
    false,
    ["verify"],
  );

  async function sign(claims: Record<string, unknown>): Promise<string> {
    const text = `${encode({ alg: "ES256", typ: "JWT", kid })}.${
      encode(claims)
    }`;
    const signature = await crypto.subtle.sign(
      SIGNATURE,
      privateKey,
      new TextEncoder().encode(text),
    );
    return `${text}.${Buffer.from(signature).toString("base64url")}`;
  }

  async function examine(
    token: string,
    now: Date,
  ): Promise<{ claims: Record<string, unknown> } | TokenFault> {
    const parts = token.split(".");
    const [head, body, signature] = parts;
    if (
      parts.length !== 3 || head === undefined || body === undefined ||
      signature === undefined
    ) {
      return { fault: "parts", parts: parts.length };
    }
    const header = Header.safeParse(decode(head));
    if (!header.success || header.data.kid !== kid) return { fault: "key" };
    const genuine = await crypto.subtle.verify(
      SIGNATURE,
      publicKey,
      Buffer.from(signature, "base64url"),
      new TextEncoder().encode(`${head}.${body}`),
    );
    if (!genuine) return { fault: "key" };
    const claims = Claims.safeParse(decode(body));
    if (!claims.success || typeof claims.data.exp !== "number") {
      return { fault: "claims" };
    }
    if (claims.data.exp * 1000 <= now.getTime()) return { fault: "expired" };
    return { claims: claims.data };
  }

  return {
    publishable: kept.publishable,
    secret: kept.secret,
    sign,
    examine,
    async verify(token, now) {
      const result = await examine(token, now);
      return "claims" in result ? result.claims : null;
    },
    jwks: () => ({
      keys: [{
        ...point,
        kid,
        alg: "ES256",
        use: "sig",
        key_ops: ["verify"],
      }],
    }),
    toJSON: () => kept,
  };
}
