/**
 * The scheduled door: POST {scan_id}.
 *
 * @module
 */
import { createIdDoor, type IdDoorOptions } from "../_shared/id_door.ts";

export interface Deps extends Pick<IdDoorOptions, "waitUntil" | "log"> {
  /** Runs a scan to its end. */
  scan(scanId: string): Promise<void>;
}

/** Makes the handler: 202 for every well-formed body, else 400, 405 or 413. */
export function createHandler({ waitUntil, scan, log }: Deps) {
  return createIdDoor({
    field: "scan_id",
    waitUntil,
    run: scan,
    log,
    describe: String,
  });
}
