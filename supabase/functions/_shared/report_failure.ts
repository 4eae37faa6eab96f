/**
 * Tells the database why a scan failed, and the log where that cannot be told.
 *
 * @module
 */
import { ScanError } from "./errors.ts";
import type { Failure, Reporter } from "./report.ts";

export interface FailedScan
  extends Pick<Failure, "requests" | "bytes" | "resolved"> {
  readonly reporter: Pick<Reporter, "failScan">;
  readonly log: (line: Readonly<Record<string, unknown>>) => void;
}

/** Reports what ended a scan; never throws. */
export async function reportFailure(
  scanId: string,
  error: unknown,
  { reporter, log, requests, bytes, resolved }: FailedScan,
): Promise<void> {
  const known = error instanceof ScanError ? error : null;
  const message = error instanceof Error ? error.message : String(error);
  try {
    await reporter.failScan(scanId, {
      kind: known?.kind ?? "internal",
      message,
      retry_after_seconds: known?.retryAfterSeconds ?? null,
      requests,
      bytes,
      resolved,
    });
  } catch (cause) {
    // The lease finds this scan; its own reason must not get lost meanwhile.
    log({
      scan_id: scanId,
      outcome: "unreported",
      error: message,
      cause: cause instanceof Error ? cause.message : String(cause),
    });
  }
}
