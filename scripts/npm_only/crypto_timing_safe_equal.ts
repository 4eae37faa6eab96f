/**
 * Stand-in for `@std/crypto/timing-safe-equal`, over node:crypto.
 *
 * @module
 */
import { timingSafeEqual as nodeTimingSafeEqual } from "node:crypto";

export function timingSafeEqual(a: Uint8Array, b: Uint8Array): boolean {
  return a.byteLength === b.byteLength && nodeTimingSafeEqual(a, b);
}
