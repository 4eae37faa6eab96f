/**
 * The one error class that a scan records, and the kinds it can have.
 *
 * @module
 */

/**
 * Why a scan stopped; stored in `scanner.scans.error_kind`. A kind exists only
 * because something reacts differently to it.
 */
export const SCAN_ERROR_KINDS = [
  "not_found", // gone: health says so, looked at daily, never archived
  "moved", // it sends readers to another host: as not_found, but an advert that moved is not gone
  "blocked", // 401, 403 or a bot wall: retrying soon makes it worse
  "throttled", // the host asked us to wait: the host is paused
  "unavailable", // 5xx, network, TLS, DNS: tried again with back-off
  "timeout", // no whole answer in time
  "too_large", // more than we may hold in memory
  "payload", // an answer of a shape we do not know: the provider needs mending
  "unsafe_url", // an address that a scan must not talk to
  "deadline", // the scan's own time is up
  "duplicate", // another source already watches this board: this one is switched off
  "internal", // a mistake of ours
] as const;

export type ScanErrorKind = typeof SCAN_ERROR_KINDS[number];

export interface ScanErrorOptions extends ErrorOptions {
  /** Seconds the host asked us to stay away (Retry-After). */
  retryAfterSeconds?: number;
  /** With `moved`: where readers are sent. */
  movedTo?: URL;
}

/** Thrown by providers and `http.ts`; the only error class a scan records. */
export class ScanError extends Error {
  override name = "ScanError";
  readonly retryAfterSeconds: number | null;
  readonly movedTo: URL | null;

  constructor(
    readonly kind: ScanErrorKind,
    message: string,
    options?: ScanErrorOptions,
  ) {
    super(message, options);
    this.retryAfterSeconds = options?.retryAfterSeconds ?? null;
    this.movedTo = options?.movedTo ?? null;
  }
}
