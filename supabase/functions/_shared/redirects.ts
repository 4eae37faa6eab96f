/**
 * Where a board's redirect may lead: on to the board's own hosts, for a GET.
 *
 * @module
 */
import { ScanError } from "./errors.ts";
import type { BoardRequest } from "./providers/types.ts";
import { assertSafeUrl } from "./safe_url.ts";

const MAX_REDIRECTS = 5;
const LASTING = new Set([301, 308]);

/** Every 3xx but 304, which leads nowhere. */
export function isRedirect(status: number): boolean {
  return status >= 300 && status <= 399 && status !== 304;
}

function locationOf(response: Response, url: URL): URL | null {
  const location = response.headers.get("location");
  return location !== null && URL.canParse(location, url)
    ? new URL(location, url)
    : null;
}

/**
 * The next address of a GET; null for a POST, which is not sent elsewhere.
 *
 * @throws {ScanError} where the redirect says that the board is not to be found here.
 */
function nextHop(
  response: Response,
  url: URL,
  request: BoardRequest,
  hosts: readonly string[],
): URL | null {
  const cannot = `Cannot read ${url.host}: it`;
  const target = locationOf(response, url);
  if (request.redirectMeansGone) {
    const place = target?.host === url.host
      ? target.pathname
      : target?.host || "another page";
    throw new ScanError(
      "not_found",
      `${cannot} sends readers to ${place}, the board is switched off`,
    );
  }
  if (!target) {
    throw new ScanError(
      "unavailable",
      `${cannot} redirects without an address that can be read`,
    );
  }
  // Workday's maintenance sends searches elsewhere for a while.
  if (request.method === "POST" && !LASTING.has(response.status)) return null;
  // Many a site behind a proxy takes itself for http, and corrects that with the next hop.
  if (url.protocol === "https:" && target.protocol === "http:") {
    target.protocol = "https:";
  }
  assertSafeUrl(target);
  if (!hosts.includes(target.host)) {
    throw new ScanError(
      "moved",
      `${cannot} sends readers on to ${target.host}`,
      { movedTo: target },
    );
  }
  return request.method === "POST" ? null : target;
}

/** What came of a request in the end, and from where. */
export interface Arrival {
  readonly response: Response;
  readonly from: URL;
}

/**
 * Sends a request and follows where it is sent on to; a POST that is sent on
 * comes back as it is.
 *
 * @throws {ScanError} where a redirect leads where this scan does not go.
 */
export async function followRedirects(
  first: URL,
  request: BoardRequest,
  hosts: readonly string[],
  send: (url: URL) => Promise<Response>,
): Promise<Arrival> {
  const visited = new Set<string>();
  let url = first;
  while (true) {
    visited.add(url.href);
    const response = await send(url);
    if (!isRedirect(response.status)) return { response, from: url };
    await response.body?.cancel();
    const target = nextHop(response, url, request, hosts);
    if (!target) return { response, from: url };
    if (visited.has(target.href)) {
      throw new ScanError(
        "unavailable",
        `Cannot read ${first.host}: it redirects in a circle`,
      );
    }
    if (visited.size > MAX_REDIRECTS) {
      throw new ScanError(
        "unavailable",
        `Cannot read ${first.host}: it redirects more than ${MAX_REDIRECTS} times`,
      );
    }
    url = target;
  }
}
