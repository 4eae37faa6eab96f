/**
 * The door of messages: POST {digest_id}.
 *
 * @module
 */
import { createIdDoor, type IdDoorOptions } from "../_shared/id_door.ts";

export interface Deps extends Pick<IdDoorOptions, "waitUntil" | "log"> {
  /** Makes one attempt to send a digest. */
  notify(digestId: string): Promise<void>;
}

/** Makes the handler: 202 for every well-formed body, else 400, 405 or 413. */
export function createHandler({ waitUntil, notify, log }: Deps) {
  return createIdDoor({
    field: "digest_id",
    waitUntil,
    run: notify,
    log,
    // The message of an error might hold the receiver's address.
    describe: (error) => error instanceof Error ? error.name : "unknown",
  });
}
