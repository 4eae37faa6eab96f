/**
 * Who asks: the gateway's check of the `apikey` header, then PostgREST's of
 * the user's token.
 *
 * @module
 */
import type { AsRole } from "../database.ts";
import type { Keys, TokenFault } from "../keys.ts";
import { RestError } from "./errors.ts";

const ROLES = ["anon", "authenticated", "service_role"] as const;

export type Who = Pick<AsRole, "role" | "claims">;

/** The gateway refuses in its own form, before PostgREST hears of it. */
function refuse(message: string, hint: string): Response {
  return Response.json({ message, hint }, { status: 401 });
}

function tokenError(code: string, message: string, details?: string) {
  return new RestError(401, code, message, {
    details: details ?? null,
    headers: {
      "WWW-Authenticate":
        `Bearer error="invalid_token", error_description="${message}"`,
    },
  });
}

function faultError(fault: TokenFault): RestError {
  switch (fault.fault) {
    case "parts":
      return tokenError(
        "PGRST301",
        `Expected 3 parts in JWT; got ${fault.parts}`,
      );
    case "key":
      return tokenError(
        "PGRST301",
        "No suitable key or wrong key type",
        "None of the keys was able to decode the JWT",
      );
    case "claims":
      return tokenError("PGRST303", "Parsing claims failed");
    case "expired":
      return tokenError("PGRST303", "JWT expired");
  }
}

function roleOf(claims: Record<string, unknown>): AsRole["role"] {
  const wanted = claims.role ?? "anon";
  const role = ROLES.find((each) => each === wanted);
  if (role) return role;
  throw new RestError(401, "22023", `role "${wanted}" does not exist`);
}

/**
 * The role and claims of a request, or the gateway's refusal. An
 * `Authorization` that only repeats the key, as supabase-js sends it, is the
 * key's own role; any other is a user's token and decides alone.
 *
 * @throws {RestError} when the token is not a valid one of this stack
 */
export async function identify(
  headers: Headers,
  keys: Keys,
  now: Date,
): Promise<Who | Response> {
  const key = headers.get("apikey");
  if (!key) {
    return refuse(
      "No API key found in request",
      "No `apikey` request header or url param was found.",
    );
  }
  const role = key === keys.secret
    ? "service_role"
    : key === keys.publishable
    ? "anon"
    : null;
  if (role === null) {
    return refuse(
      "Invalid API key",
      "Double check your Supabase `anon` or `service_role` API key.",
    );
  }
  const token = /^bearer +(.*)$/i.exec(headers.get("Authorization") ?? "")?.[1];
  if (token === undefined || token === key) return { role, claims: { role } };
  const result = await keys.examine(token, now);
  if ("fault" in result) throw faultError(result);
  const userRole = roleOf(result.claims);
  return { role: userRole, claims: { ...result.claims, role: userRole } };
}
