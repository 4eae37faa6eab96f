/**
 * Keeps `copy … from stdin` away from PGlite, which ends for everybody when a
 * client sends it.
 *
 * @module
 */

const COPY = /(?:^|;)\s*copy\b[^;]*\bfrom\s+stdin\b/i;

// Raised by PostgreSQL itself, so that the transaction fails as it would.
const REFUSAL = `do $$ begin
  raise exception 'Cannot copy from stdin: PGlite does not have it' using errcode = '0A000',
    hint = 'Use insert, or the stack on a Postgres server (--db postgres://…)';
end $$`;

const [QUERY, PARSE] = [0x51, 0x50];

function encodeMessage(type: number, ...texts: string[]): Uint8Array {
  // Each text ends with a zero; a Parse says at last that it types no parameters.
  const body = texts.map((text) => `${text}\0`).join("") +
    (type === PARSE ? "\0\0" : "");
  const encoded = new TextEncoder().encode(body);
  const bytes = new Uint8Array(5 + encoded.length);
  bytes[0] = type;
  new DataView(bytes.buffer).setUint32(1, 4 + encoded.length);
  bytes.set(encoded, 5);
  return bytes;
}

/** The client's message, or in place of a copy from stdin one that PostgreSQL refuses. */
export function refuseCopy(message: Uint8Array): Uint8Array {
  const [type] = message;
  if (type !== QUERY && type !== PARSE) return message;
  const [first = "", second = ""] = new TextDecoder()
    .decode(message.subarray(5)).split("\0");
  if (type === QUERY) {
    return COPY.test(first) ? encodeMessage(QUERY, REFUSAL) : message;
  }
  return COPY.test(second) ? encodeMessage(PARSE, first, REFUSAL) : message;
}
