/**
 * The politeness of one process: of a host that bears only so many requests a
 * second, all its boards together are asked no faster. How many boards of a host
 * are under way at once is left to the design: ten, at most, is what hosts bear.
 *
 * @module
 */
import { createPace } from "../../../supabase/functions/_shared/pace.ts";

export interface HostPace {
  readonly host: string;
  readonly requestsPerSecond: number;
}

export interface PacedFetchOptions {
  readonly fetch: typeof fetch;
  /** Hosts without one are asked as fast as it comes. */
  readonly paces: readonly HostPace[];
  readonly signal: AbortSignal;
  readonly now: () => Date;
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
}

/** The host that a request through a board gateway is for. */
function hostOf(input: RequestInfo | URL): string {
  const address = input instanceof Request ? input.url : String(input);
  const [, host = ""] = new URL(address).pathname.split("/");
  return host;
}

/** A `fetch` through a board gateway that keeps to the pace of every host. */
export function createPacedFetch(
  { fetch, paces, ...clock }: PacedFetchOptions,
): typeof globalThis.fetch {
  const waits = new Map(
    paces.map(({ host, requestsPerSecond }) => [
      host,
      createPace({ requestsPerSecond: () => requestsPerSecond, ...clock }),
    ]),
  );
  return async function pacedFetch(input, init) {
    await waits.get(hostOf(input))?.();
    return await fetch(input, init);
  };
}
