/**
 * Any other receiver: the digest as it is, with a line for people.
 *
 * @module
 */
import type { Digest } from "./digest.ts";
import { heading } from "./wording.ts";

/** The body for a receiver that takes JSON. */
export function jsonMessage(digest: Digest) {
  const { digest_id, notification, filter, test, matches, postings } = digest;
  return {
    digest_id,
    notification,
    filter,
    test,
    text: heading(digest),
    matches,
    more: matches - postings.length,
    postings,
  };
}
