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

async function callFunction(
  request: Request,
  called: RunningFunction,
): Promise<Response> {
  try {
    return await called.fetch(request);
  } catch {
    return Response.json(
      {
        code: "BOOT_ERROR",
        message: `Function "${called.name}" is not running`,
      },
      { status: STATUS_CODE.ServiceUnavailable },
    );
  }
}

/** Makes the handler of every request to the stack. */
export function createGateway({ rest, keys, functionByName }: GatewayDeps) {
  return async function handle(request: Request): Promise<Response> {
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
    return Response.json(
      { code: "NOT_FOUND", message: `Nothing answers at ${pathname}` },
      { status: STATUS_CODE.NotFound },
    );
  };
}
