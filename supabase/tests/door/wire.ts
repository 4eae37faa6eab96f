/**
 * HTTP/1.1 byte by byte, for what no client sends. Imported by tests only.
 *
 * @module
 */

/** Longer than any answer takes. */
const PATIENCE_MS = 20_000;

/** One request as it goes over the wire. */
export interface WireRequest {
  readonly method: string;
  readonly target: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: Uint8Array;
  /** Says nothing more after that, though it has promised to. */
  readonly breaksOff: boolean;
}

function bytesOf({ method, target, headers, body }: WireRequest): Uint8Array {
  const head = [
    `${method} ${target} HTTP/1.1`,
    ...headers.map(([name, value]) => `${name}: ${value}`),
    "\r\n",
  ].join("\r\n");
  // One byte a character: header values may hold any but a few.
  const bytes = new Uint8Array(head.length + body.length);
  for (let at = 0; at < head.length; at++) bytes[at] = head.charCodeAt(at);
  bytes.set(body, head.length);
  return bytes;
}

async function write(connection: Deno.Conn, request: WireRequest) {
  const bytes = bytesOf(request);
  try {
    for (let at = 0; at < bytes.length;) {
      at += await connection.write(bytes.subarray(at));
    }
    if (request.breaksOff) await connection.closeWrite();
  } catch {
    // Answered before it had read everything.
  }
}

/** The status that was answered in the end (not "100 Continue"); null: it hung up, as on half a request. */
export async function send(
  url: string,
  request: WireRequest,
): Promise<number | null> {
  const { hostname, port } = new URL(url);
  const connection = await Deno.connect({ hostname, port: Number(port) });
  let isLate = false;
  const timer = setTimeout(() => {
    isLate = true;
    connection.close();
  }, PATIENCE_MS);
  const written = write(connection, request);
  let head = "";
  try {
    const buffer = new Uint8Array(4_096);
    while (!/^HTTP\/1\.1 [2-9].*\r\n/m.test(head)) {
      const count = await connection.read(buffer);
      if (count === null) break;
      head += new TextDecoder("latin1").decode(buffer.subarray(0, count));
    }
  } catch {
    // Hung up.
  } finally {
    clearTimeout(timer);
    if (!isLate) connection.close();
    await written;
  }
  if (isLate) throw new Error(`No answer to ${request.method} ${url}`);
  const [, status] = /^HTTP\/1\.1 ([2-9]\d\d)/m.exec(head) ?? [];
  return status === undefined ? null : Number(status);
}
