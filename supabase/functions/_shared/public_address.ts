/**
 * Which IP addresses are on the public internet (RFC 6890 and IANA's registries
 * of special-purpose addresses).
 *
 * @module
 */

type V4 = readonly [a: number, b: number, c: number, d: number];

/** Not public, as first address and length of the prefix. */
const SPECIAL_V4: readonly (readonly [V4, bits: number])[] = [
  [[0, 0, 0, 0], 8], // this network
  [[10, 0, 0, 0], 8], // private
  [[100, 64, 0, 0], 10], // a carrier's own, and some clouds' metadata
  [[127, 0, 0, 0], 8], // loopback
  [[169, 254, 0, 0], 16], // link-local, and the clouds' metadata
  [[172, 16, 0, 0], 12], // private
  [[192, 0, 0, 0], 24], // protocol assignments
  [[192, 0, 2, 0], 24], // documentation
  [[192, 88, 99, 0], 24], // 6to4 relays
  [[192, 168, 0, 0], 16], // private
  [[198, 18, 0, 0], 15], // benchmarking
  [[198, 51, 100, 0], 24], // documentation
  [[203, 0, 113, 0], 24], // documentation
  [[224, 0, 0, 0], 3], // multicast, reserved, broadcast
];

/** Of the public unicast addresses, 2000::/3: prefixes that are not, or that hide an IPv4 address. */
const SPECIAL_V6: readonly (readonly [a: number, b: number, bits: number])[] = [
  [0x2001, 0x0000, 23], // protocol assignments, Teredo
  [0x2001, 0x0db8, 32], // documentation
  [0x2002, 0x0000, 16], // 6to4
  [0x3fff, 0x0000, 20], // documentation
];

function toNumber([a, b, c, d]: V4): number {
  return ((a << 24) | (b << 16) | (c << 8) | d) >>> 0;
}

function sharePrefix(one: number, other: number, bits: number): boolean {
  return ((one ^ other) >>> (32 - bits)) === 0;
}

function isPublicV4(address: number): boolean {
  return !SPECIAL_V4.some(([first, bits]) =>
    sharePrefix(address, toNumber(first), bits)
  );
}

function parseV4(text: string): number | null {
  const parts = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(text);
  if (!parts) return null;
  const [a = 256, b = 256, c = 256, d = 256] = parts.slice(1).map(Number);
  return Math.max(a, b, c, d) > 255 ? null : toNumber([a, b, c, d]);
}

/** Its eight groups; null for what is no IPv6 address. */
function parseV6(text: string): number[] | null {
  // The URL parser knows every way to write one, and writes them in one way.
  if (!/^[\da-f:.]*:[\da-f:.]*$/i.test(text)) return null;
  if (!URL.canParse(`http://[${text}]/`)) return null;
  const { hostname } = new URL(`http://[${text}]/`);
  const [head = "", tail] = hostname.slice(1, -1).split("::");
  const before = head.split(":").filter(Boolean);
  const after = tail?.split(":").filter(Boolean) ?? [];
  const zeros = Array<string>(8 - before.length - after.length).fill("0");
  return [...before, ...zeros, ...after].map((group) => parseInt(group, 16));
}

function isPublicV6(groups: readonly number[]): boolean {
  const [a = 0, b = 0, c, d, e, f, g = 0, h = 0] = groups;
  // NAT64: what a network without IPv4 writes for an IPv4 address.
  if (a === 0x64 && b === 0xff9b && !c && !d && !e && !f) {
    return isPublicV4(((g << 16) | h) >>> 0);
  }
  const start = ((a << 16) | b) >>> 0;
  return sharePrefix(start, 0x20000000, 3) &&
    !SPECIAL_V6.some(([first, second, bits]) =>
      sharePrefix(start, ((first << 16) | second) >>> 0, bits)
    );
}

/** True for an IP address, without brackets, in the form that URLs and DNS answers have. */
export function isIpAddress(text: string): boolean {
  return parseV4(text) !== null || parseV6(text) !== null;
}

/** False for every address that is not on the public internet, and for what is none. */
export function isPublicAddress(text: string): boolean {
  const v4 = parseV4(text);
  if (v4 !== null) return isPublicV4(v4);
  const v6 = parseV6(text);
  return v6 !== null && isPublicV6(v6);
}
