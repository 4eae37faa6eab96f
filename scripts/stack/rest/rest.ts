/**
 * Stands in for the Data API of a project: the platform's gateway (API keys,
 * CORS) and PostgREST behind `/rest/v1`, as far as supabase-js needs them for
 * boardscan.
 *
 * It does not imitate: embedding, aggregates, casts and json paths in
 * `select`; `and=`, nested `or=`, full-text, regex, range and quantified
 * operators; `select`, filters, order and limits on a function's result;
 * order and limits on writes; PUT; CSV, GeoJSON, form bodies,
 * `nulls=stripped` and query plans; `missing=default` and `max-affected`;
 * functions with variadic or single unnamed arguments; the OpenAPI document
 * and other schemas. Those are refused, never ignored.
 *
 * It answers otherwise than the original here: a volatile function by GET is
 * refused unseen; every POST is 201; a count is always exact;
 * `Prefer: tx=`, `response.headers`, `response.status` and `raise sqlstate
 * 'PGRST'` have no effect; hints of misspelt names are missing; role
 * timeouts, the keys of the old kind, the `apikey` query parameter and the
 * refusal of secret keys from browsers are left out. The schema needs no
 * reload.
 *
 * @module
 */
import { type AsRole, type Database, DatabaseError } from "../database.ts";
import type { Keys } from "../keys.ts";
import { createCatalogue } from "./catalogue.ts";
import { errorResponse, RestError } from "./errors.ts";
import type { Asked } from "./outcome.ts";
import { readPreferences } from "./preferences.ts";
import { read } from "./read.ts";
import { call } from "./rpc.ts";
import { identify } from "./who.ts";
import { insert, remove, update } from "./write.ts";

/** What the stand-in needs from outside. */
export interface RestDeps {
  database: Database;
  keys: Keys;
  now: () => Date;
}

const PREFIX = "/rest/v1";
const METHODS = "GET,HEAD,PUT,PATCH,POST,DELETE,OPTIONS";
const EXPOSED = "Content-Range, Content-Type, Date, Range-Unit, Proxy-Status";

/** Undefined function, table, column or type: what is known of the schema may be old. */
const STALE = ["42883", "42P01", "42703", "42704"];

const RELATION_METHODS: Record<
  string,
  (asked: Asked, name: string) => Promise<Response>
> = { GET: read, HEAD: read, POST: insert, PATCH: update, DELETE: remove };

function preflight(request: Request): Response {
  return new Response(null, {
    status: 204,
    headers: {
      "Access-Control-Allow-Origin": "*",
      "Access-Control-Allow-Methods": METHODS,
      "Access-Control-Allow-Headers":
        request.headers.get("Access-Control-Request-Headers") ?? "*",
      "Access-Control-Max-Age": "3600",
    },
  });
}

function forBrowsers(response: Response): Response {
  response.headers.set("Access-Control-Allow-Origin", "*");
  response.headers.set("Access-Control-Expose-Headers", EXPOSED);
  return response;
}

function readPath(path: string): string[] {
  try {
    return path.split("/").slice(1).map(decodeURIComponent);
  } catch {
    return [];
  }
}

function route(asked: Asked): Promise<Response> {
  const { method } = asked.request;
  const [first, second, ...rest] = readPath(asked.as.path);
  if (first === "rpc" && second && rest.length === 0) {
    return call(asked, second);
  }
  if (first === "" && second === undefined) {
    throw new RestError(404, "PGRST126", "Root endpoint metadata is disabled");
  }
  if (!first || second !== undefined) {
    throw new RestError(
      404,
      "PGRST125",
      "Invalid path specified in request URL",
    );
  }
  const answer = Object.hasOwn(RELATION_METHODS, method)
    ? RELATION_METHODS[method]
    : undefined;
  if (!answer) {
    throw new RestError(
      405,
      "PGRST117",
      `Unsupported HTTP method: ${method}`,
    );
  }
  return answer(asked, first);
}

/** Answers requests on `/rest/v1` from a database. */
export function createRest(
  { database, keys, now }: RestDeps,
): (request: Request) => Promise<Response> {
  const catalogue = createCatalogue(database);

  async function answer(request: Request): Promise<Response> {
    const url = new URL(request.url);
    if (!`${url.pathname}/`.startsWith(`${PREFIX}/`)) {
      return Response.json(
        { message: "no Route matched with those values" },
        { status: 404 },
      );
    }
    let role: AsRole["role"] = "anon";
    try {
      const who = await identify(request.headers, keys, now());
      if (who instanceof Response) return who;
      role = who.role;
      return await route({
        request,
        query: url.searchParams,
        as: {
          ...who,
          method: request.method,
          path: url.pathname.slice(PREFIX.length) || "/",
        },
        preferences: readPreferences(request.headers, request.method),
        database,
        catalogue,
      });
    } catch (error) {
      if (error instanceof DatabaseError && STALE.includes(error.code)) {
        catalogue.forget();
      }
      return errorResponse(error, role, request.method);
    }
  }

  return async function handle(request) {
    return request.method === "OPTIONS"
      ? preflight(request)
      : forBrowsers(await answer(request));
  };
}
