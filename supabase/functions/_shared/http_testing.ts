/**
 * What the tests of the way to a board share: boards on loopback that answer one
 * thing after the other. Imported by tests only.
 *
 * @module
 */
import { ScanError } from "./errors.ts";
import { createGate } from "./gate.ts";
import { createHttp, type HttpOptions } from "./http.ts";
import type { BoardRequest } from "./providers/types.ts";
import { NOW } from "./testing.ts";

export const JOBS = new URL("https://boards.example/v1/jobs?page=2&q=a%20b");

/** A way to boards.example whose clock moves only by sleeping. */
export function createWay(over: Partial<HttpOptions>) {
  const slept: number[] = [];
  let now = NOW.getTime();
  const tally = { requests: 0, bytes: 0 };
  const http = createHttp({
    fetch: () => Promise.reject(new Error("Unexpected request")),
    hosts: ["boards.example"],
    gateway: null,
    resolveHost: null,
    gate: createGate(),
    retriesForbidden: false,
    requestsPerSecond: () => null,
    signal: new AbortController().signal,
    fingerprint: null,
    tally,
    now: () => new Date(now),
    after: (ms, act) => {
      const timer = setTimeout(act, ms);
      return () => clearTimeout(timer);
    },
    random: () => 1,
    sleep(ms) {
      slept.push(ms);
      now += ms;
      return Promise.resolve();
    },
    ...over,
  });
  return { http, slept, tally };
}

interface Seen {
  readonly path: string;
  readonly method: string;
  readonly headers: Headers;
  readonly body: string;
}

export type Answer = () => Response;

/** A gateway on loopback, behind which boards give these answers one after the other. */
export function startGateway(answers: readonly Answer[]) {
  const left = [...answers];
  const seen: Seen[] = [];
  const server = Deno.serve(
    { port: 0, hostname: "127.0.0.1", onListen() {} },
    async (request) => {
      const { pathname, search } = new URL(request.url);
      const { method, headers } = request;
      const body = await request.text();
      seen.push({ path: pathname + search, method, headers, body });
      return left.shift()?.() ??
        new Response("Unexpected request", { status: 418 });
    },
  );
  return {
    url: new URL(`http://127.0.0.1:${server.addr.port}`),
    seen,
    [Symbol.asyncDispose]: () => server.shutdown(),
  };
}

/** Asks a board that answers so; what comes of it is a text or an error. */
export async function ask(
  answers: readonly Answer[],
  over: Partial<HttpOptions> = {},
  request: BoardRequest = {},
) {
  await using gateway = startGateway(answers);
  const way = createWay({ fetch, gateway: gateway.url, ...over });
  const outcome = await way.http.text(JOBS, request)
    .catch((error: unknown) => error);
  return { ...way, outcome, seen: gateway.seen };
}

export function kindOf(outcome: unknown): string {
  return outcome instanceof ScanError
    ? outcome.kind
    : `no ScanError: ${outcome}`;
}

export const says = (body: string) => () => new Response(body);
export const refuses = (status: number, headers: HeadersInit = {}) => () =>
  new Response("Our database at db.internal is down", { status, headers });
export const sendsOnTo = (location: string, status = 302) =>
  refuses(status, { location });
