/**
 * The way from a scan to a board: only to the board's own hosts, with a limit of
 * time and size, retried politely, through the gateway where one is set.
 *
 * @module
 */
import { MAX_BODY_BYTES, readBody } from "./body.ts";
import { ScanError, type ScanErrorKind } from "./errors.ts";
import type { Fingerprint } from "./fingerprint.ts";
import type { BoardHttp, BoardRequest } from "./providers/types.ts";
import {
  backoffMs,
  isRetried,
  MAX_WAIT_MS,
  retryAfterSeconds,
} from "./retry.ts";
import { assertSafeUrl } from "./safe_url.ts";

/** Ashby takes some ten seconds for its largest boards. */
const REQUEST_TIMEOUT_MS = 30_000;
const MAX_REDIRECTS = 5;
const AGENT = "boardscan";

export interface HttpOptions {
  readonly fetch: typeof fetch;
  readonly hosts: readonly string[];
  /** Where requests go instead of to the host itself; null: to the host. */
  readonly gateway: URL | null;
  readonly retriesForbidden: boolean;
  /** Null: as fast as it comes. */
  readonly requestsPerSecond: number | null;
  /** Ends when the scan's time is up. */
  readonly signal: AbortSignal;
  readonly fingerprint: Fingerprint | null;
  /** Counted up with each request and answer. */
  readonly tally: Tally;
  readonly now: () => Date;
  readonly random: () => number;
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
}

/** What it took so far. */
export interface Tally {
  requests: number;
  /** Received, decoded. */
  bytes: number;
}

function kindOfStatus(status: number): ScanErrorKind {
  if (status === 404 || status === 410) return "not_found";
  if (status === 401 || status === 403) return "blocked";
  if (status === 429) return "throttled";
  return status >= 500 || status === 408 || status === 425
    ? "unavailable"
    : "payload";
}

/** Makes the way to one board, for one scan. */
export function createHttp(options: HttpOptions): BoardHttp {
  const { gateway, hosts, signal, tally } = options;
  let nextSlotAt = 0;

  async function pace(): Promise<void> {
    if (options.requestsPerSecond === null) return;
    const now = options.now().getTime();
    const slot = Math.max(now, nextSlotAt);
    nextSlotAt = slot + 1_000 / options.requestsPerSecond;
    if (slot > now) await options.sleep(slot - now, signal);
  }

  function check(url: URL): void {
    assertSafeUrl(url);
    if (!hosts.includes(url.host)) {
      throw new ScanError(
        "unsafe_url",
        `Cannot read "${url.host}": this board is at ${hosts.join(", ")}`,
      );
    }
  }

  async function send(url: URL, request: BoardRequest): Promise<Response> {
    check(url);
    await pace();
    tally.requests++;
    const address = gateway
      ? `${
        gateway.href.replace(/\/$/, "")
      }/${url.host}${url.pathname}${url.search}`
      : url;
    return await options.fetch(address, {
      method: request.method ?? "GET",
      headers: {
        accept: "application/json",
        "user-agent": AGENT,
        ...(request.body !== undefined &&
          { "content-type": "application/json" }),
        ...request.headers,
      },
      ...(request.body !== undefined && { body: JSON.stringify(request.body) }),
      redirect: "manual",
      signal: AbortSignal.any([
        signal,
        AbortSignal.timeout(REQUEST_TIMEOUT_MS),
      ]),
    });
  }

  /** Follows redirects, which must stay within the board's hosts. */
  async function sendOn(first: URL, request: BoardRequest): Promise<Response> {
    let url = first;
    for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
      const response = await send(url, request);
      const location = response.headers.get("location");
      if (response.status < 300 || response.status > 399 || !location) {
        return response;
      }
      await response.body?.cancel();
      const target = new URL(location, url);
      if (!hosts.includes(target.host)) {
        throw new ScanError(
          "moved",
          `Cannot read ${first.host}: it sends readers on to ${target.host}`,
        );
      }
      if (request.method === "POST") {
        throw new ScanError(
          "unavailable",
          `Cannot read ${first.host}: it sends a search elsewhere`,
        );
      }
      url = target;
    }
    throw new ScanError(
      "unavailable",
      `Cannot read ${first.host}: it redirects in a circle`,
    );
  }

  function translate(error: unknown, host: string): ScanError {
    if (error instanceof ScanError) return error;
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

  function refusal(response: Response, host: string): ScanError {
    const seconds = retryAfterSeconds(
      response.headers.get("retry-after"),
      options.now(),
    );
    return new ScanError(
      kindOfStatus(response.status),
      `Cannot read ${host}: it answered ${response.status}`,
      seconds === null ? {} : { retryAfterSeconds: seconds },
    );
  }

  async function read(
    url: URL,
    request: BoardRequest,
  ): Promise<Uint8Array<ArrayBuffer>> {
    for (let retries = 0;; retries++) {
      let failure: ScanError;
      let again: boolean;
      try {
        const response = await sendOn(url, request);
        if (response.ok) {
          const body = await readBody(response, url.host, MAX_BODY_BYTES);
          tally.bytes += body.length;
          return body;
        }
        await response.body?.cancel();
        failure = refusal(response, url.host);
        again = isRetried(response.status, retries, options.retriesForbidden);
      } catch (error) {
        failure = translate(error, url.host);
        again = failure !== error && failure.kind === "unavailable" &&
          isRetried(503, retries, false);
      }
      const waitMs = failure.retryAfterSeconds === null
        ? backoffMs(retries, options.random)
        : failure.retryAfterSeconds * 1_000;
      if (!again || waitMs > MAX_WAIT_MS || signal.aborted) throw failure;
      await options.sleep(waitMs, signal).catch((error) => {
        throw translate(error, url.host);
      });
    }
  }

  async function text(url: URL, request: BoardRequest = {}): Promise<string> {
    const body = await read(url, request);
    await options.fingerprint?.add(
      `${url.href} ${JSON.stringify(request.body) ?? ""}`,
      body,
    );
    return new TextDecoder().decode(body);
  }

  return {
    text,
    async json(url, request) {
      const body = await text(url, request);
      try {
        return JSON.parse(body);
      } catch (cause) {
        throw new ScanError(
          "payload",
          `Cannot read ${url.host}: the answer is no JSON`,
          { cause },
        );
      }
    },
  };
}
