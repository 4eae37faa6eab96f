/**
 * The story of one message: claim it, write it, post it, say how that went.
 *
 * @module
 */
import type { DigestDoors, Outcome } from "./digest.ts";
import { renderMessage } from "./message.ts";
import type { PostMessage } from "./post_message.ts";

export interface NotifyDeps {
  readonly doors: DigestDoors;
  readonly postMessage: PostMessage;
  readonly log: (line: Readonly<Record<string, unknown>>) => void;
}

/** Makes the sender of one attempt; its log has counts, never words of a message. */
export function createNotify({ doors, postMessage, log }: NotifyDeps) {
  async function send(digestId: string) {
    const digest = await doors.beginDigest(digestId).catch((error) => {
      log({ digest_id: digestId, outcome: "not_begun", error: error.name });
      return undefined;
    });
    if (digest === undefined) return;
    if (digest === null) {
      log({ digest_id: digestId, outcome: "stale" });
      return;
    }
    const { webhook, kind, test, postings } = digest;
    const outcome: Outcome = webhook === null
      ? {
        ok: false,
        error: "The address is no longer in Vault: add_notification() again",
        retryAfterSeconds: null,
      }
      : await postMessage(webhook, renderMessage(digest), digestId);
    log({
      digest_id: digestId,
      kind,
      test,
      postings: postings.length,
      outcome: outcome.ok ? "sent" : "failed",
      ...(!outcome.ok && { error: outcome.error }),
    });
    // Its lease will run out, and the same message is sent again.
    await doors.endDigest(digestId, outcome).catch((error) =>
      log({ digest_id: digestId, outcome: "not_reported", error: error.name })
    );
  }
  return send;
}
