/**
 * Refuses addresses that a scan must not talk to, as far as the address itself
 * shows it: people type the pages that json_ld reads.
 *
 * @module
 */
import { ScanError } from "./errors.ts";

// The URL parser has already turned octal, hexadecimal and short forms into
// four decimal numbers (WHATWG URL, "IPv4 parser").
const IPV4 = /^(\d+)\.(\d+)\.(\d+)\.(\d+)$/;

/** RFC 6890 and the metadata address of the clouds, by first and second number. */
function isPrivateV4(a: number, b: number): boolean {
  return a === 0 || a === 10 || a === 127 || a >= 224 ||
    (a === 100 && b >= 64 && b <= 127) ||
    (a === 169 && b === 254) ||
    (a === 172 && b >= 16 && b <= 31) ||
    (a === 192 && (b === 0 || b === 168)) ||
    (a === 198 && (b === 18 || b === 19));
}

function isPrivateHost(hostname: string): boolean {
  // Every IPv6 literal: boards have names, and mapped forms hide IPv4 ones.
  if (hostname.startsWith("[")) return true;
  const v4 = IPV4.exec(hostname);
  if (v4) return isPrivateV4(Number(v4[1]), Number(v4[2]));
  const name = hostname.replace(/\.$/, "");
  return !name.includes(".") ||
    /(?:^|\.)(?:localhost|local|internal|localdomain|home\.arpa)$/.test(name);
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
