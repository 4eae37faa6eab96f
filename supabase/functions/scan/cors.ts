/**
 * Which pages may call the door from a browser: those of ALLOWED_ORIGINS.
 *
 * @module
 */
import { STATUS_CODE } from "@std/http/status";

const ALLOWED_HEADERS =
  "authorization, apikey, content-type, x-client-info, last-event-id";
const A_DAY_S = 86_400;

/** Answers a browser's question, or adds to an answer what it needs to be shown to its page. */
export function createCors(allowedOrigins: readonly string[]) {
  const allowed = new Set(allowedOrigins);

  function originOf(request: Request): string | null {
    const origin = request.headers.get("origin");
    return origin !== null && allowed.has(origin) ? origin : null;
  }

  return {
    /** The answer to OPTIONS. */
    preflight(request: Request): Response {
      const origin = originOf(request);
      if (origin === null) {
        return new Response(null, {
          status: STATUS_CODE.Forbidden,
          headers: { vary: "Origin" },
        });
      }
      return new Response(null, {
        status: STATUS_CODE.NoContent,
        headers: {
          "access-control-allow-origin": origin,
          "access-control-allow-methods": "GET, POST",
          "access-control-allow-headers": ALLOWED_HEADERS,
          "access-control-max-age": String(A_DAY_S),
          vary: "Origin",
        },
      });
    },

    /** For every other answer; a page that is not listed gets nothing of it. */
    share(request: Request, response: Response): Response {
      const origin = originOf(request);
      response.headers.set("vary", "Origin");
      if (origin !== null) {
        response.headers.set("access-control-allow-origin", origin);
        response.headers.set("access-control-expose-headers", "retry-after");
      }
      return response;
    },
  };
}
