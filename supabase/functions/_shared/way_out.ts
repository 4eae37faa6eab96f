/**
 * The way from a function to the boards: what all requests have in common,
 * whichever board they go to, and what one board adds to it.
 *
 * @module
 */
import type { Fingerprint } from "./fingerprint.ts";
import type { Gate } from "./gate.ts";
import { createHttp, type HttpOptions, type Tally } from "./http.ts";
import type { BoardHttp } from "./providers/types.ts";
import type { Target } from "./resolve.ts";
import type { ResolveHost } from "./resolve_host.ts";
import type { After } from "./time_limit.ts";

/** What an isolate has to offer. */
export interface WayDeps {
  readonly fetch: HttpOptions["fetch"];
  readonly gateway: URL | null;
  readonly resolveHost: ResolveHost;
  /** One for all scans of an isolate. */
  readonly gate: Gate;
  readonly now: () => Date;
  readonly after: After;
  readonly random: () => number;
  readonly sleep: HttpOptions["sleep"];
}

/** What every request of one scan, or of one question, has in common. */
export type WayOut =
  & Omit<HttpOptions, "hosts" | "fingerprint" | "retriesForbidden">
  & {
    /** For the requests that are not waiting for their turn yet. */
    readonly setPace: (requestsPerSecond: number | null) => void;
  };

export function createWayOut(
  { fetch, gateway, gate, now, after, random, sleep, resolveHost }: WayDeps,
  { requestsPerSecond, ...own }: {
    readonly requestsPerSecond: number | null;
    readonly tally: Tally;
    readonly signal: AbortSignal;
  },
): WayOut {
  let pace = requestsPerSecond;
  return {
    fetch,
    gateway,
    requestsPerSecond: () => pace,
    setPace(requestsPerSecond) {
      pace = requestsPerSecond;
    },
    // Behind a gateway names are the gateway's to look up.
    resolveHost: gateway ? null : resolveHost,
    gate,
    now,
    after,
    random,
    sleep,
    ...own,
  };
}

/** The way to one board, and to nothing else. */
export function createBoardHttp(
  { provider, board }: Pick<Target, "provider" | "board">,
  way: WayOut,
  fingerprint: Fingerprint | null,
): BoardHttp {
  return createHttp({
    ...way,
    hosts: provider.hosts(board),
    // The names of its system's own hosts are a provider's own word.
    resolveHost: provider.typedHosts ? way.resolveHost : null,
    retriesForbidden: provider.retriesForbidden ?? false,
    fingerprint,
  });
}
