/**
 * Asking a board for an answer only if it has another one than last time
 * (RFC 9110, section 13).
 *
 * @module
 */
import { z } from "zod";

export const Validators = z.object({
  /** Of the answer itself, behind all redirects: no other address is asked with these. */
  url: z.string(),
  etag: z.string().nullable(),
  modified: z.string().nullable(),
});

/** What a board said about the state of one answer. */
export type Validators = z.infer<typeof Validators>;

// Only what RFC 9110 calls an entity tag; nobody needs a long one.
const ETAG = /^(?:W\/)?"[\x21\x23-\x7e]{0,200}"$/;
const DATE = /^[\w ,:+-]{1,40}$/;

/** Null where the board said nothing, or nothing that can be sent back. */
export function validatorsOf(response: Response, url: URL): Validators | null {
  const etag = response.headers.get("etag");
  const modified = response.headers.get("last-modified");
  const validators = {
    url: url.href,
    etag: etag !== null && ETAG.test(etag) ? etag : null,
    modified: modified !== null && DATE.test(modified) ? modified : null,
  };
  return validators.etag ?? validators.modified ? validators : null;
}

/** The headers that make a request conditional. */
export function conditionHeaders(
  { etag, modified }: Validators,
): Record<string, string> {
  return {
    ...(etag !== null && { "if-none-match": etag }),
    ...(modified !== null && { "if-modified-since": modified }),
  };
}
