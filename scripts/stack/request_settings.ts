/**
 * What PostgREST tells SQL about a request, as transaction settings.
 * https://docs.postgrest.org/en/stable/references/transactions.html
 *
 * @module
 */
import type { AsRole } from "./database.ts";

/** Setting name -> value, all local to the transaction. */
export function requestSettings(as: AsRole): Record<string, string> {
  return {
    "request.jwt.claims": JSON.stringify({ ...as.claims, role: as.role }),
    "request.method": as.method,
    "request.path": as.path,
    // PostgREST lets a function see only the exposed schemas by bare name.
    "search_path": "public, extensions",
  };
}
