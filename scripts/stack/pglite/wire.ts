/**
 * The little of the PostgreSQL protocol (3.0, "Message Formats") that it takes
 * to hand a client's messages to PGlite one by one.
 *
 * @module
 */

/** Longer than any statement that a person sends. */
const MAX_MESSAGE_BYTES = 64 * 1024 * 1024;
/** As PostgreSQL has it: what is longer is no start of a session. */
const MAX_STARTUP_BYTES = 10_000;

// In the place of a protocol version: SSLRequest, GSSENCRequest, CancelRequest.
const ENCRYPTION_REQUESTS = [80_877_103, 80_877_104];
const CANCEL_REQUEST = 80_877_102;

const READY_AND_IDLE = [0x5a, 0, 0, 0, 5, 0x49];

/** Ends what the extended protocol has begun, also after an error. */
export const SYNC = new Uint8Array([0x53, 0, 0, 0, 4]);

/** One message of a client, and what is to be done with it. */
export interface ClientMessage {
  readonly kind: "encryption" | "cancel" | "terminate" | "other";
  readonly bytes: Uint8Array<ArrayBuffer>;
}

function uint32(bytes: Uint8Array, at: number): number {
  return new DataView(bytes.buffer, bytes.byteOffset).getUint32(at);
}

function kindOf(bytes: Uint8Array, begun: boolean): ClientMessage["kind"] {
  if (begun) return bytes[0] === 0x58 ? "terminate" : "other";
  const code = bytes.length >= 8 ? uint32(bytes, 4) : 0;
  if (ENCRYPTION_REQUESTS.includes(code)) return "encryption";
  return code === CANCEL_REQUEST ? "cancel" : "other";
}

/**
 * Cuts what a client sends into messages. Those before the session begins have
 * no type byte.
 *
 * @throws {RangeError} for what cannot be a message.
 */
export async function* readMessages(
  chunks: AsyncIterable<Uint8Array>,
): AsyncGenerator<ClientMessage> {
  let rest = new Uint8Array();
  let begun = false;
  for await (const chunk of chunks) {
    const joined = new Uint8Array(rest.length + chunk.length);
    joined.set(rest);
    joined.set(chunk, rest.length);
    rest = joined;
    while (true) {
      const type = begun ? 1 : 0;
      if (rest.length < type + 4) break;
      const length = uint32(rest, type);
      if (
        length < 4 || length > (begun ? MAX_MESSAGE_BYTES : MAX_STARTUP_BYTES)
      ) {
        throw new RangeError(`Cannot read a message of ${length} bytes`);
      }
      if (rest.length < type + length) break;
      const bytes = rest.slice(0, type + length);
      rest = rest.slice(type + length);
      const kind = kindOf(bytes, begun);
      begun ||= kind === "other";
      yield { kind, bytes };
    }
  }
}

/** Whether an answer ends with: ready for the next query, in no transaction. */
export function isIdleAfter(answer: Uint8Array): boolean {
  const end = answer.subarray(-READY_AND_IDLE.length);
  return READY_AND_IDLE.every((byte, i) => end[i] === byte);
}
