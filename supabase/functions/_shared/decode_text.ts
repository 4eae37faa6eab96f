/**
 * What a body says as text. APIs speak UTF-8; old careers pages do not, and not
 * all of them say so.
 *
 * @module
 */

/** What browsers take a page for that says nothing or something unknown. */
const OTHERWISE = "windows-1252";

/** UTF-8 wherever it is UTF-8, else what the content type names. */
export function decodeText(
  body: Uint8Array,
  contentType: string | null,
): string {
  const text = new TextDecoder().decode(body);
  if (!text.includes("\ufffd")) return text;
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(body);
  } catch {
    return decoderOf(contentType).decode(body);
  }
}

function decoderOf(contentType: string | null): TextDecoder {
  const label = /;\s*charset\s*=\s*["']?([\w-]+)/i.exec(contentType ?? "")?.[1];
  try {
    return new TextDecoder(label ?? OTHERWISE);
  } catch {
    return new TextDecoder(OTHERWISE);
  }
}
