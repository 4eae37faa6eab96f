/**
 * Whether a caller holds one of the project's secret keys.
 *
 * @module
 */
import { timingSafeEqual } from "@std/crypto/timing-safe-equal";

async function digest(text: string): Promise<Uint8Array> {
  return new Uint8Array(
    await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text)),
  );
}

/** The key that a request presents: `apikey`, or a bearer token as old clients send it. */
export function presentedKey(headers: Headers): string | null {
  return headers.get("apikey") ??
    /^Bearer (.+)$/i.exec(headers.get("authorization") ?? "")?.[1] ?? null;
}

/**
 * Makes the check. Digests have one length, and every accepted key is compared,
 * so the time it takes says nothing about the keys.
 */
export function createKeyCheck(accepted: readonly [string, ...string[]]) {
  let digests: Promise<Uint8Array[]> | undefined;
  return async function holdsSecretKey(request: Request): Promise<boolean> {
    const key = presentedKey(request.headers);
    if (key === null) return false;
    const known = await (digests ??= Promise.all(accepted.map(digest)));
    const presented = await digest(key);
    let equal = false;
    for (const one of known) {
      equal = timingSafeEqual(one, presented) || equal;
    }
    return equal;
  };
}
