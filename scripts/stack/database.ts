/**
 * What the local stack asks of its database, whichever one it is: PGlite in
 * this process or a Postgres server. The stand-ins know no driver, only this.
 *
 * @module
 */

/** One request's worth of SQL: `set local role`, the request's claims, then one statement, in one transaction. */
export interface AsRole {
  role: "anon" | "authenticated" | "service_role";
  claims: Record<string, unknown>;
  method: string;
  path: string;
}

/** The rows of one statement, and how many rows it touched. */
export interface QueryResult {
  rows: Record<string, unknown>[];
  affected: number;
}

/**
 * A database that the stand-ins talk to. Drivers serialise types differently,
 * so parameters are strings or null and the SQL casts them: `$1::text::uuid`.
 */
export interface Database {
  /** As the owner (postgres). Each call is one statement. */
  query(text: string, parameters?: readonly unknown[]): Promise<QueryResult>;
  /** Several statements at once, no parameters. */
  execute(script: string): Promise<void>;
  /** In a transaction with `set local role`, `request.jwt.claims`, `request.method`, `request.path` set; rolled back when it fails. */
  queryAs(
    as: AsRole,
    text: string,
    parameters?: readonly unknown[],
  ): Promise<QueryResult>;
  /** Calls back on each notification until the returned function is called. */
  listen(
    channel: string,
    hear: (payload: string) => void,
  ): Promise<() => Promise<void>>;
  close(): Promise<void>;
}

/** The fields of a failed statement beside its message. */
export interface DatabaseErrorOptions extends ErrorOptions {
  /** SQLSTATE, five characters. */
  code: string;
  detail?: string | null;
  hint?: string | null;
}

/** What a failed statement throws, whatever the driver: the fields that PostgREST passes on. */
export class DatabaseError extends Error {
  override name = "DatabaseError";
  /** SQLSTATE. */
  readonly code: string;
  readonly detail: string | null;
  readonly hint: string | null;

  constructor(
    message: string,
    { code, detail = null, hint = null, ...options }: DatabaseErrorOptions,
  ) {
    super(message, options);
    this.code = code;
    this.detail = detail;
    this.hint = hint;
  }
}
