/**
 * A text that a scan can do without: robots.txt, a sitemap.
 *
 * @module
 */
import { ScanError, type ScanErrorKind } from "../errors.ts";
import type { BoardHttp } from "../providers/types.ts";

/** After these the scan must not go on talking to the host. */
const FATAL: ReadonlySet<ScanErrorKind> = new Set(
  ["throttled", "deadline", "unsafe_url"] as const,
);

/** True for what ends a scan, wherever in it it happens. */
export function isFatal(error: unknown): boolean {
  return !(error instanceof ScanError) || FATAL.has(error.kind);
}

/**
 * Null where the host does not give it.
 *
 * @throws {ScanError} when the host or the scan's time forbids to go on.
 */
export async function optionalText(
  url: URL,
  http: BoardHttp,
): Promise<string | null> {
  try {
    return await http.text(url);
  } catch (error) {
    if (isFatal(error)) throw error;
    return null;
  }
}
