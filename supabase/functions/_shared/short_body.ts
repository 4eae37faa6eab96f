/**
 * The body of a request to a door, which is short or not wanted.
 *
 * @module
 */

/** The text; else why there is none. */
export type ShortBody =
  | { readonly text: string }
  | { readonly text: null; readonly isTooLong: boolean };

/** Reads no further than the limit; a body whose sender hung up is broken, and nobody's fault here. */
export async function readShortBody(
  request: Request,
  maxBytes: number,
): Promise<ShortBody> {
  const decoder = new TextDecoder();
  let text = "";
  let size = 0;
  try {
    for await (const chunk of request.body ?? []) {
      size += chunk.length;
      if (size > maxBytes) return { text: null, isTooLong: true };
      text += decoder.decode(chunk, { stream: true });
    }
  } catch {
    return { text: null, isTooLong: false };
  }
  return { text: text + decoder.decode() };
}
