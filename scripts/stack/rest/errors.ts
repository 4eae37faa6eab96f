/**
 * Failures in PostgREST's words: `{code, message, details, hint}` and the HTTP
 * status that belongs to each, also for what the database raises.
 *
 * @module
 */
import { type AsRole, DatabaseError } from "../database.ts";

export interface RestErrorOptions extends ErrorOptions {
  details?: string | null;
  hint?: string | null;
  headers?: Record<string, string>;
}

/** A request that is answered with PostgREST's error JSON. */
export class RestError extends Error {
  override name = "RestError";
  readonly details: string | null;
  readonly hint: string | null;
  readonly headers: Record<string, string>;

  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    { details = null, hint = null, headers = {}, ...options }:
      RestErrorOptions = {},
  ) {
    super(message, options);
    this.details = details;
    this.hint = hint;
    this.headers = headers;
  }
}

/** A query string that PostgREST refuses too. */
export function malformed(message: string, details: string): RestError {
  return new RestError(400, "PGRST100", message, { details });
}

/** What PostgREST can do and this stand-in cannot: said aloud, never ignored. */
export function notImitated(what: string): RestError {
  return new RestError(
    400,
    "PGRST100",
    `Cannot answer the request: the local stack does not imitate ${what}`,
    { hint: "A hosted project may well answer it." },
  );
}

/** The statuses by SQLSTATE, the first prefix that fits; anything else is 400. */
const STATUSES: readonly (readonly [prefix: string, status: number])[] = [
  ["08", 503],
  ["09", 500],
  ["0L", 403],
  ["0P", 403],
  ["21000", 500],
  ["23503", 409],
  ["23505", 409],
  ["25006", 405],
  ["25", 500],
  ["28", 403],
  ["2D", 500],
  ["38", 500],
  ["39", 500],
  ["3B", 500],
  ["40", 500],
  ["42883", 404],
  ["42P01", 404],
  ["42P17", 500],
  ["53400", 500],
  ["53", 503],
  ["54", 500],
  ["55", 500],
  ["57P01", 503],
  ["57", 500],
  ["58", 500],
  ["F0", 500],
  ["HV", 500],
  ["P0001", 400],
  ["P0", 500],
  ["XX", 500],
];

/** The HTTP status that PostgREST gives an SQLSTATE. */
export function statusOf(code: string, role: AsRole["role"]): number {
  if (code === "42501") return role === "anon" ? 401 : 403;
  if (code.startsWith("PT")) {
    const status = Number(code.slice(2));
    return status >= 200 && status <= 599 ? status : 500;
  }
  return STATUSES.find(([prefix]) => code.startsWith(prefix))?.[1] ?? 400;
}

/** Drivers give the loss of a connection a code of their own, or the system's. */
function isSqlState(code: string): boolean {
  return /^[0-9A-Z]{5}$/.test(code) && code !== "EPIPE";
}

function fromDatabase(error: DatabaseError, role: AsRole["role"]): RestError {
  if (!isSqlState(error.code)) {
    return new RestError(
      503,
      "PGRST000",
      "Database connection error. Retrying the connection.",
      { cause: error },
    );
  }
  const status = statusOf(error.code, role);
  return new RestError(status, error.code, error.message, {
    details: error.detail,
    hint: error.hint,
    headers: status === 401 ? { "WWW-Authenticate": "Bearer" } : {},
    cause: error,
  });
}

/** The statuses whose responses have no body. */
const BODYLESS = [204, 205, 304];

/** The answer to a failure; what is not a refusal or a database error is thrown on. */
export function errorResponse(
  thrown: unknown,
  role: AsRole["role"],
  method: string,
): Response {
  const error = thrown instanceof DatabaseError
    ? fromDatabase(thrown, role)
    : thrown;
  if (!(error instanceof RestError)) throw error;
  const { status, code, message, details, hint } = error;
  const body = method === "HEAD" || BODYLESS.includes(status)
    ? null
    : JSON.stringify({ code, message, details, hint });
  return new Response(body, {
    status,
    headers: {
      ...error.headers,
      "Content-Type": "application/json; charset=utf-8",
      "Proxy-Status": `PostgREST; error=${code}`,
    },
  });
}
