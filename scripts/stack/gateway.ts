/**
 * The API gateway of the local stack: one address for REST, functions and the
 * keys that sign users' tokens.
 *
 * Not imitated: TLS, storage, Realtime, GraphQL, sign-in (tokens are made by
 * `keys.ts`), and the platform's check of JWTs before a function (both
 * functions check their callers themselves).
 *
 * @module
 */
import { STATUS_CODE } from "@std/http/status";
import type { RunningFunction } from "./edge/runtime.ts";
import type { Keys } from "./keys.ts";

export interface GatewayDeps {
  readonly rest: (request: Request) => Promise<Response>;
  readonly keys: Keys;
  readonly functionByName: (name: string) => RunningFunction | undefined;
}

/** What fetch sends as it is written; CONNECT and TRACE the platform lets through no more than fetch. */
const SENDABLE = /^(?!(?:CONNECT|TRACE|TRACK)$)[A-Z-]+$/;

/** Between two neighbours alone (RFC 9110, 7.6.1); the length is counted anew. */
const HOP_BY_HOP = [
  "connection",
  "content-length",
  "expect",
  "keep-alive",
  "proxy-connection",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
];

function refuse(status: number, code: string, message: string): Response {
  return Response.json({ code, message }, { status });
}

async function callFunction(
  request: Request,
  called: RunningFunction,
): Promise<Response> {
  if (!SENDABLE.test(request.method)) {
    return refuse(
      STATUS_CODE.MethodNotAllowed,
      "METHOD_NOT_ALLOWED",
      `Nothing answers to ${request.method}`,
    );
  }
  const headers = new Headers(request.headers);
  for (const name of HOP_BY_HOP) headers.delete(name);
  try {
    return await called.fetch(
      new Request(request.url, {
        method: request.method,
        headers,
        body: request.body,
      }),
    );
  } catch {
    // Of a function that is there, only the caller can have broken off.
    return await called.usage().then(
      () => refuse(STATUS_CODE.BadRequest, "BAD_REQUEST", "It broke off"),
      () =>
        refuse(
          STATUS_CODE.ServiceUnavailable,
          "BOOT_ERROR",
          `Function "${called.name}" is not running`,
        ),
    );
  }
}

/** Makes the handler of every request to the stack. */
export function createGateway({ rest, keys, functionByName }: GatewayDeps) {
  return async function handle(request: Request): Promise<Response> {
    if (!URL.canParse(request.url)) {
      return refuse(STATUS_CODE.BadRequest, "BAD_REQUEST", "No such address");
    }
    const { pathname } = new URL(request.url);
    const [, service, version, name] = pathname.split("/");
    if (service === "rest") return await rest(request);
    if (pathname === "/auth/v1/.well-known/jwks.json") {
      return Response.json(keys.jwks());
    }
    const called = service === "functions" && version === "v1" && name
      ? functionByName(name)
      : undefined;
    if (called) return await callFunction(request, called);
    return refuse(
      STATUS_CODE.NotFound,
      "NOT_FOUND",
      `Nothing answers at ${pathname}`,
    );
  };
}
