/**
 * Refuses addresses that a scan must not talk to, as far as the address itself
 * shows it: people type the pages that json_ld reads.
 *
 * @module
 */
import { ScanError } from "./errors.ts";
import { isIpAddress, isPublicAddress } from "./public_address.ts";

/** Last parts of names that a network gives to its own machines, or nobody may have. */
const OWN_NAMES =
  /(?:^|\.)(?:localhost|local|localdomain|internal|intranet|private|lan|corp|home|home\.arpa|test|invalid|onion)$/;

/**
 * A host without what only its writing adds: the brackets of IPv6 and the dots
 * at its end. The URL parser has already turned octal, hexadecimal, short and
 * full-width forms into four decimal numbers (WHATWG URL, "host parsing").
 */
export function plainHost(hostname: string): string {
  return hostname.replace(/^\[(.*)\]$/, "$1").replace(/\.+$/, "");
}

function isPrivateHost(hostname: string): boolean {
  const host = plainHost(hostname);
  return isIpAddress(host)
    ? !isPublicAddress(host)
    : !host.includes(".") || OWN_NAMES.test(host);
}

/** @throws {ScanError} `unsafe_url`, with what is wrong about the address. */
export function assertSafeUrl(url: URL): void {
  const refuse = (why: string) => {
    throw new ScanError("unsafe_url", `Cannot read "${url.host}": ${why}`);
  };
  if (url.protocol !== "https:" && url.protocol !== "http:") {
    refuse(`the address is ${url.protocol} and not http(s)`);
  }
  if (url.username || url.password) refuse("the address carries a login");
  if (url.port !== "" && url.port !== "80" && url.port !== "443") {
    refuse("only the ports 80 and 443 are read");
  }
  if (isPrivateHost(url.hostname)) refuse("it is no public address");
}
