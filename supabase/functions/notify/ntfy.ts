/**
 * ntfy: the text is the body, its title a header, which takes ASCII only.
 * https://docs.ntfy.sh/publish/
 *
 * @module
 */
import type { Digest, DigestPosting } from "./digest.ts";
import type { Message } from "./message.ts";
import {
  clip,
  countOf,
  factsOf,
  heading,
  linkOf,
  remainder,
} from "./wording.ts";

/** A longer body becomes an attachment (4,096); room is kept for the last line. */
const MOST_BYTES = 4_096 - 100;

function describe(posting: DigestPosting): string {
  return [
    clip(posting.title, 120),
    clip(factsOf(posting), 200),
    linkOf(posting),
  ]
    .filter(Boolean).join("\n");
}

/** The message for ntfy; what finds no room in it is counted. */
export function ntfyMessage(digest: Digest): Message {
  const encoder = new TextEncoder();
  const parts = [heading(digest)];
  let bytes = encoder.encode(parts[0]).length;
  for (const posting of digest.postings) {
    const part = describe(posting);
    bytes += encoder.encode(part).length + 2;
    if (bytes > MOST_BYTES) break;
    parts.push(part);
  }
  const rest = remainder(digest, parts.length - 1);
  return {
    headers: {
      "content-type": "text/plain; charset=utf-8",
      title: `boardscan: ${countOf(digest)}`,
    },
    body: [...parts, ...(rest ? [rest] : [])].join("\n\n"),
  };
}
