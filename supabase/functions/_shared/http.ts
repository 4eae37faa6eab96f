/**
 * The way from a scan to a board: only to the board's own hosts, with a limit of
 * time and size, retried politely, through the gateway where one is set.
 *
 * @module
 */
import { readBody } from "./body.ts";
import {
  conditionHeaders,
  type Validators,
  validatorsOf,
} from "./conditional.ts";
import { decodeText } from "./decode_text.ts";
import { ScanError } from "./errors.ts";
import { type Fingerprint, UnchangedBoard } from "./fingerprint.ts";
import type { Gate } from "./gate.ts";
import { gatewayAddress } from "./gateway_address.ts";
import { createHostGuard } from "./host_guard.ts";
import { createPace } from "./pace.ts";
import { parseJson } from "./parse_json.ts";
import type { BoardHttp, BoardRequest } from "./providers/types.ts";
import { followRedirects } from "./redirects.ts";
import { refusal } from "./refusal.ts";
import type { ResolveHost } from "./resolve_host.ts";
import { backoffMs, isRetried, MAX_WAIT_MS } from "./retry.ts";
import { type After, createTimeLimit, type TimeLimit } from "./time_limit.ts";

/** Ashby takes some ten seconds for its largest boards. */
const REQUEST_TIMEOUT_MS = 30_000;
const AGENT = "boardscan";

export interface HttpOptions {
  readonly fetch: typeof fetch;
  readonly hosts: readonly string[];
  /** Where requests go instead of to the host itself; null: to the host. */
  readonly gateway: URL | null;
  /** Looks up names before they are asked; null: their form is all that counts. */
  readonly resolveHost: ResolveHost | null;
  /** Bounds what all scans of an isolate hold at once. */
  readonly gate: Gate;
  readonly retriesForbidden: boolean;
  /** Null: as fast as it comes. */
  readonly requestsPerSecond: () => number | null;
  /** Ends when the scan's time is up. */
  readonly signal: AbortSignal;
  readonly fingerprint: Fingerprint | null;
  /** Counted up with each request and answer. */
  readonly tally: Tally;
  readonly now: () => Date;
  readonly after: After;
  readonly random: () => number;
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
}

/** What it took so far. */
export interface Tally {
  requests: number;
  /** Received, decoded. */
  bytes: number;
}

/** A request that failed and may do better. */
interface Failure {
  readonly failure: ScanError;
  readonly again: boolean;
}

/** Makes the way to one board, for one scan. */
export function createHttp(options: HttpOptions): BoardHttp {
  const { fingerprint, gateway, hosts, now, signal, tally } = options;
  const guard = createHostGuard(options);
  const pace = createPace(options);

  async function send(
    url: URL,
    request: BoardRequest,
    condition: Validators | null,
    limit: TimeLimit,
  ): Promise<Response> {
    await guard(url, limit.signal);
    await limit.paused(pace());
    tally.requests++;
    return await options.fetch(gatewayAddress(gateway, url), {
      method: request.method ?? "GET",
      headers: {
        accept: "application/json",
        "user-agent": AGENT,
        ...(request.body !== undefined &&
          { "content-type": "application/json" }),
        ...request.headers,
        ...(condition?.url === url.href && conditionHeaders(condition)),
      },
      ...(request.body !== undefined && { body: JSON.stringify(request.body) }),
      redirect: "manual",
      signal: limit.signal,
    });
  }

  function translate(error: unknown, host: string): ScanError {
    if (signal.aborted) {
      return new ScanError(
        "deadline",
        `Cannot finish reading ${host}: the time of this scan is up`,
        { cause: error },
      );
    }
    return error instanceof DOMException && error.name === "TimeoutError"
      ? new ScanError(
        "timeout",
        `Cannot read ${host}: no whole answer within ${
          REQUEST_TIMEOUT_MS / 1_000
        } s`,
        { cause: error },
      )
      : new ScanError(
        "unavailable",
        `Cannot read ${host}: the connection failed`,
        { cause: error },
      );
  }

  async function attempt(
    url: URL,
    request: BoardRequest,
    retries: number,
  ): Promise<string | Failure> {
    const name = `${url.href} ${JSON.stringify(request.body) ?? ""}`;
    const condition = await fingerprint?.condition(name) ?? null;
    const limit = createTimeLimit(REQUEST_TIMEOUT_MS, options);
    const seat = options.gate.seat();
    try {
      const { response, from } = await followRedirects(
        url,
        request,
        hosts,
        (hop) => send(hop, request, condition, limit),
      );
      if (response.ok) {
        const body = await readBody(response, url.host, { seat, limit });
        tally.bytes += body.length;
        await fingerprint?.add(
          name,
          body,
          // What a board says of a search is not said of its answer.
          request.method === "POST" ? null : validatorsOf(response, from),
        );
        return decodeText(body, response.headers.get("content-type"));
      }
      await response.body?.cancel();
      if (response.status === 304 && condition?.url === from.href) {
        fingerprint?.confirm();
      }
      return {
        failure: refusal(response, url.host, now()),
        again: isRetried(response.status, retries, options.retriesForbidden),
      };
    } catch (error) {
      if (error instanceof ScanError || error instanceof UnchangedBoard) {
        throw error;
      }
      const failure = translate(error, url.host);
      return {
        failure,
        again: failure.kind === "unavailable" && isRetried(503, retries, false),
      };
    } finally {
      limit.end();
      seat.leave();
    }
  }

  async function text(url: URL, request: BoardRequest = {}): Promise<string> {
    for (let retries = 0;; retries++) {
      const answer = await attempt(url, request, retries);
      if (typeof answer === "string") return answer;
      const { failure, again } = answer;
      const waitMs = failure.retryAfterSeconds === null
        ? backoffMs(retries, options.random)
        : failure.retryAfterSeconds * 1_000;
      if (!again || waitMs > MAX_WAIT_MS || signal.aborted) throw failure;
      await options.sleep(waitMs, signal).catch((error) => {
        throw translate(error, url.host);
      });
    }
  }

  return {
    text,
    json: async (url, request) => parseJson(await text(url, request), url.host),
  };
}
