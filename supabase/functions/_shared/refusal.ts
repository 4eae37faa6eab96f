/**
 * What an answer other than a good one means for a scan.
 *
 * @module
 */
import { ScanError, type ScanErrorKind } from "./errors.ts";
import { isRedirect } from "./redirects.ts";
import { retryAfterSeconds } from "./retry.ts";

function kindOfStatus(status: number): ScanErrorKind {
  if (status === 404 || status === 410) return "not_found";
  if (status === 401 || status === 403) return "blocked";
  if (status === 429) return "throttled";
  return status >= 500 || status === 408 || status === 425 || isRedirect(status)
    ? "unavailable"
    : "payload";
}

/** The failure that a status is; of the answer only its number and its Retry-After are told. */
export function refusal(response: Response, host: string, now: Date) {
  const { status } = response;
  const seconds = retryAfterSeconds(response.headers.get("retry-after"), now);
  return new ScanError(
    kindOfStatus(status),
    isRedirect(status)
      ? `Cannot read ${host}: it sends a search elsewhere`
      : `Cannot read ${host}: it answered ${status}`,
    seconds === null ? {} : { retryAfterSeconds: seconds },
  );
}
