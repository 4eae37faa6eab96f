/**
 * Which failure of one page ends the whole scan.
 *
 * @module
 */
import { ScanError, type ScanErrorKind } from "../errors.ts";

/** After these the scan must not go on talking to the host. */
const FATAL: ReadonlySet<ScanErrorKind> = new Set(
  ["throttled", "deadline", "unsafe_url"] as const,
);

/** True for what ends a scan, wherever in it it happens. */
export function isFatal(error: unknown): boolean {
  return !(error instanceof ScanError) || FATAL.has(error.kind);
}
