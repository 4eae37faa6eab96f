/**
 * Lets a scan ask its board's hosts and nobody else.
 *
 * Names that people typed are looked up first, and refused when any of their
 * addresses is not public. `fetch` then looks the name up again by itself, and
 * the runtime offers no way to hold it to the addresses seen here without giving
 * up the name in TLS: a name server that changes its answer between the two
 * (rebinding) is not stopped. What limits the harm: only GETs of ports 80 and
 * 443, no credentials, and no answer is shown to anybody unless it is a listing.
 *
 * @module
 */
import { ScanError } from "./errors.ts";
import { isIpAddress, isPublicAddress } from "./public_address.ts";
import type { ResolveHost } from "./resolve_host.ts";
import { assertSafeUrl, plainHost } from "./safe_url.ts";

/** @throws {ScanError} `unsafe_url` for an address that this scan must not ask. */
export type HostGuard = (url: URL, signal: AbortSignal) => Promise<void>;

export interface HostGuardOptions {
  readonly hosts: readonly string[];
  /** Null: names are not looked up. */
  readonly resolveHost: ResolveHost | null;
}

/** Makes the guard of one scan, which looks up each name once. */
export function createHostGuard(
  { hosts, resolveHost }: HostGuardOptions,
): HostGuard {
  const known = new Map<string, readonly string[] | null>();

  return async function guard(url, signal) {
    assertSafeUrl(url);
    if (!hosts.includes(url.host)) {
      throw new ScanError(
        "unsafe_url",
        `Cannot read "${url.host}": this board is at ${hosts.join(", ")}`,
      );
    }
    const { hostname } = url;
    if (!resolveHost || isIpAddress(plainHost(hostname))) return;
    const addresses = known.has(hostname)
      ? known.get(hostname)
      : await resolveHost(hostname, signal);
    known.set(hostname, addresses ?? null);
    if (addresses?.length === 0) {
      throw new ScanError(
        "unavailable",
        `Cannot read "${url.host}": its name leads nowhere`,
      );
    }
    if (addresses?.some((address) => !isPublicAddress(address))) {
      throw new ScanError(
        "unsafe_url",
        `Cannot read "${url.host}": its name leads to no public address`,
      );
    }
  };
}
