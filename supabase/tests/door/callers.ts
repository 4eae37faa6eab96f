/**
 * Who may stand before the doors: everybody that the access matrix knows, with
 * the headers that each of them sends. Imported by tests only.
 *
 * @module
 */
import { Buffer } from "node:buffer";
import { createKeys, type Keys } from "../../../scripts/stack/keys.ts";

export const OPERATOR = "5e0c8e1a-0000-4000-8000-000000000001";
export const STRANGER = "5e0c8e1a-0000-4000-8000-000000000002";

/** The secret with which the tools of Supabase sign on a laptop, known to everybody. */
const WELL_KNOWN = "super-secret-jwt-token-with-at-least-32-characters-long";

type Claims = Readonly<Record<string, unknown>>;
type Headers = Readonly<Record<string, string>>;

export interface Caller {
  /** Short, for it heads a column. */
  readonly name: string;
  readonly is: string;
  readonly headers: Headers;
}

function encode(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString("base64url");
}

async function forge(
  header: Claims,
  claims: unknown,
  secret: string | null,
): Promise<string> {
  const text = `${encode(header)}.${encode(claims)}`;
  if (secret === null) return `${text}.`;
  const key = await crypto.subtle.importKey(
    "raw",
    new TextEncoder().encode(secret),
    { name: "HMAC", hash: "SHA-256" },
    false,
    ["sign"],
  );
  const signature = await crypto.subtle.sign(
    "HMAC",
    key,
    new TextEncoder().encode(text),
  );
  return `${text}.${Buffer.from(signature).toString("base64url")}`;
}

/** What a token of Supabase's says of a user who has signed in. */
export function userClaims(issuer: string, over: Claims = {}): Claims {
  return {
    sub: OPERATOR,
    role: "authenticated",
    aud: "authenticated",
    iss: issuer,
    exp: Math.floor(Date.now() / 1_000) + 3_600,
    ...over,
  };
}

function without(claims: Claims, name: string): Claims {
  return Object.fromEntries(
    Object.entries(claims).filter(([one]) => one !== name),
  );
}

/** All of them; `issuer` is the project's. */
export async function createCallers(
  keys: Keys,
  issuer: string,
): Promise<readonly Caller[]> {
  const [publicKey] = keys.jwks().keys;
  if (!publicKey) throw new Error("Cannot forge: the stack has no key");
  const { kid } = publicKey;
  const claims = userClaims(issuer);
  const elsewhere = await createKeys();
  const othersToken = await elsewhere.sign(claims);
  const [, othersClaims = "", othersSignature = ""] = othersToken.split(".");
  const [goodHeader = ""] = (await keys.sign(claims)).split(".");
  const hs256 = { alg: "HS256", typ: "JWT" };

  function user(name: string, is: string, token: string): Caller {
    return {
      name,
      is,
      headers: { apikey: keys.publishable, authorization: `Bearer ${token}` },
    };
  }
  function key(name: string, is: string, apikey: string): Caller {
    return {
      name,
      is,
      headers: { apikey, authorization: `Bearer ${apikey}` },
    };
  }
  const signed = (over: Claims) => keys.sign({ ...claims, ...over });

  return [
    { name: "none", is: "no key", headers: {} },
    key("publ", "the publishable key", keys.publishable),
    key("wron", "a secret key that is not this project's", elsewhere.secret),
    user(
      "hs-p",
      "HS256, signed with the publishable key",
      await forge(hs256, claims, keys.publishable),
    ),
    user(
      "hs-j",
      "HS256, signed with the public key",
      await forge({ ...hs256, kid }, claims, JSON.stringify(publicKey)),
    ),
    user(
      "hs-w",
      "HS256, signed with a well-known secret",
      await forge(hs256, claims, WELL_KNOWN),
    ),
    user(
      "hs-e",
      "HS256's signature under the name ES256",
      await forge({ alg: "ES256", typ: "JWT", kid }, claims, WELL_KNOWN),
    ),
    user(
      "rs-e",
      "RS256, with the id of a key of ES256",
      await forge({ alg: "RS256", typ: "JWT", kid }, claims, WELL_KNOWN),
    ),
    user(
      "alg0",
      "alg none",
      await forge({ alg: "none", typ: "JWT", kid }, claims, null),
    ),
    user("othr", "another project's, with its own key", othersToken),
    user(
      "swap",
      "another project's, under this project's key id",
      `${goodHeader}.${othersClaims}.${othersSignature}`,
    ),
    user("text", "claims that are no JSON", `${goodHeader}.bm90IEpTT04.AAAA`),
    user("null", "claims that are null", `${goodHeader}.bnVsbA.AAAA`),
    user("late", "expired", await signed({ exp: 1_700_000_000 })),
    user("noex", "no exp", await keys.sign(without(claims, "exp"))),
    user("nosu", "no sub", await keys.sign(without(claims, "sub"))),
    user("iss", "wrong issuer", await signed({ iss: "https://x.example" })),
    user("aud", "wrong audience", await signed({ aud: "anon" })),
    user("strg", "a stranger", await signed({ sub: STRANGER })),
    user("oper", "an operator", await signed({})),
    {
      name: "bear",
      is: "the secret key, as a bearer token alone",
      headers: { authorization: `Bearer ${keys.secret}` },
    },
    { name: "secr", is: "the secret key", headers: { apikey: keys.secret } },
  ];
}
