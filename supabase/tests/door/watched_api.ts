/**
 * The project's API as the functions reach it, with an ear in between: what
 * they ask for, and when. Imported by tests only.
 *
 * @module
 */
import { z } from "zod";

/** Longer than anything takes. */
const PATIENCE_MS = 20_000;

const Arguments = z.record(z.string(), z.unknown());

/** A call of an SQL function. */
export interface Call {
  readonly name: string;
  readonly args: Readonly<Record<string, unknown>>;
}

export function watchApi() {
  const calls: Call[] = [];
  let hear = () => {};
  let target = "";
  const server = Deno.serve(
    { hostname: "127.0.0.1", port: 0, onListen: () => {} },
    async (request) => {
      const { pathname, search } = new URL(request.url);
      const body = request.method === "POST" ? await request.text() : null;
      const [, name] = /^\/rest\/v1\/rpc\/(\w+)$/.exec(pathname) ?? [];
      if (name && body) {
        calls.push({ name, args: Arguments.parse(JSON.parse(body)) });
        hear();
      }
      return await fetch(`${target}${pathname}${search}`, {
        method: request.method,
        headers: request.headers,
        body,
      });
    },
  );
  return {
    url: `http://127.0.0.1:${server.addr.port}`,
    forwardTo(url: string) {
      target = url;
    },
    count: (isMeant: (call: Call) => boolean) => calls.filter(isMeant).length,
    /** Resolves when so many more of these calls have come. */
    async more(count: number, isMeant: (call: Call) => boolean) {
      const wanted = calls.filter(isMeant).length + count;
      while (calls.filter(isMeant).length < wanted) {
        const heard = Promise.withResolvers<void>();
        hear = heard.resolve;
        const timer = setTimeout(
          () => heard.reject(new Error("Waited for a call of the API")),
          PATIENCE_MS,
        );
        await heard.promise.finally(() => clearTimeout(timer));
      }
    },
    [Symbol.asyncDispose]: () => server.shutdown(),
  };
}
