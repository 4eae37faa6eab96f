/**
 * What a hosted project has and the local stack has not, in front of it: sign-in
 * with a password, and Realtime. All else goes on to the stack, as from a page of
 * a listed origin; a stream can be broken off on the way. Imported by tests only.
 *
 * @module
 */
import { createRealtime } from "./realtime.ts";

export interface User {
  readonly id: string;
  readonly email: string;
  readonly password: string;
}

export interface FrontOptions {
  /** Of the page. */
  readonly origin: string;
  readonly sign: (user: User) => Promise<string>;
  readonly users: readonly User[];
}

/**
 * What happens to a stream: it ends in the middle of an event, says that it goes
 * on elsewhere or that the database is gone, or does not begin.
 */
export type Mishap = "cut" | "continue" | "broken" | "down";

/** One call of the function `scan`. */
export interface Asked {
  readonly method: string;
  readonly headers: Headers;
  readonly allowOrigin: string | null;
}

const LAST_WORDS: Readonly<Record<Mishap, string>> = {
  cut: "event: progress\nda",
  continue: "event: continue\ndata: {}\n\n",
  broken: 'event: broken\ndata: {"error": "Cannot reach the database"}\n\n',
  down: "",
};

/** Lets the first board through, and then the mishap happens. */
function breakOff(mishap: Mishap) {
  const decoder = new TextDecoder();
  let text = "";
  return new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      text += decoder.decode(chunk, { stream: true });
      const [, whole] = /^([\s\S]*?"board":\{[\s\S]*?\n\n)/.exec(text) ?? [];
      if (whole === undefined) return;
      const said = new TextEncoder().encode(whole + LAST_WORDS[mishap]);
      controller.enqueue(said);
      controller.terminate();
    },
  });
}

/** Starts it; `forwardTo` says where the stack is. */
export function startFront({ origin, sign, users }: FrontOptions) {
  const realtime = createRealtime();
  const asked: Asked[] = [];
  const mishaps: Mishap[] = [];
  let hear: (stream: number) => void = () => {};
  let streams = 0;
  let target = "";

  async function signIn(request: Request): Promise<Response> {
    const said = await request.json();
    const user = users.find(({ email, password }) =>
      email === said.email && password === said.password
    );
    if (!user) {
      return Response.json(
        { code: "invalid_credentials", message: "Invalid login credentials" },
        { status: 400 },
      );
    }
    return Response.json({
      access_token: await sign(user),
      token_type: "bearer",
      expires_in: 3_600,
      refresh_token: "none",
      user: {
        id: user.id,
        aud: "authenticated",
        role: "authenticated",
        email: user.email,
        app_metadata: {},
        user_metadata: {},
        created_at: "2026-01-01T00:00:00Z",
      },
    });
  }

  async function goOn(request: Request): Promise<Response> {
    const { pathname, search } = new URL(request.url);
    const headers = new Headers(request.headers);
    headers.set("origin", origin);
    const response = await fetch(`${target}${pathname}${search}`, {
      method: request.method,
      headers,
      body: request.method === "POST" || request.method === "PATCH"
        ? await request.text()
        : null,
    });
    if (pathname !== "/functions/v1/scan") return response;
    asked.push({
      method: request.method,
      headers: request.headers,
      allowOrigin: response.headers.get("access-control-allow-origin"),
    });
    const { body } = response;
    if (response.headers.get("content-type") !== "text/event-stream" || !body) {
      return response;
    }
    hear(++streams);
    const mishap = mishaps.shift();
    if (mishap === undefined) return response;
    if (mishap === "down") {
      await body.cancel();
      return Response.json({ error: "Cannot reach the database" }, {
        status: 500,
      });
    }
    return new Response(body.pipeThrough(breakOff(mishap)), response);
  }

  const server = Deno.serve(
    { hostname: "127.0.0.1", port: 0, onListen: () => {} },
    async (request) => {
      const { pathname } = new URL(request.url);
      if (pathname === "/auth/v1/token") return await signIn(request);
      if (pathname === "/auth/v1/logout") {
        return new Response(null, { status: 204 });
      }
      if (pathname === "/realtime/v1/websocket") {
        return realtime.handle(request);
      }
      return await goOn(request);
    },
  );
  return {
    url: `http://127.0.0.1:${server.addr.port}`,
    realtime,
    /** Calls of the function `scan` so far. */
    asked,
    forwardTo(url: string) {
      target = url;
    },
    /** What happens to the next streams, in turn. */
    expect: (...next: readonly Mishap[]) => void mishaps.push(...next),
    /** Called with the number of each stream that is opened. */
    onStream(listener: (stream: number) => void) {
      hear = listener;
    },
    [Symbol.asyncDispose]: () => server.shutdown(),
  };
}
