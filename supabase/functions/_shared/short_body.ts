/**
 * The body of a request to a door, which is short or not wanted.
 *
 * @module
 */

/** As text; null as soon as it is longer than the limit. */
export async function readShortBody(
  request: Request,
  maxBytes: number,
): Promise<string | null> {
  const decoder = new TextDecoder();
  let text = "";
  let size = 0;
  for await (const chunk of request.body ?? []) {
    size += chunk.length;
    if (size > maxBytes) return null;
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}
