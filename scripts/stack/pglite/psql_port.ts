/**
 * The port at which psql reaches PGlite.
 *
 * psql asks first whether the server speaks TLS, and waits; pglite-socket takes
 * that question for the start of a session and waits too. So a door in front
 * answers "no" and hands the rest through.
 *
 * @module
 */
import type { PGlite } from "@electric-sql/pglite";
import { PGLiteSocketServer } from "@electric-sql/pglite-socket";
import { connect, createServer, type Socket } from "node:net";
import { once } from "node:events";

// PostgreSQL protocol 3.0, "Message Formats": SSLRequest and GSSENCRequest.
const ENCRYPTION_REQUESTS = [80_877_103, 80_877_104];
const REQUEST_BYTES = 8;

function isEncryptionRequest(bytes: Uint8Array): boolean {
  if (bytes.length < REQUEST_BYTES) return false;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return view.getUint32(0) === REQUEST_BYTES &&
    ENCRYPTION_REQUESTS.includes(view.getUint32(4));
}

function admit(client: Socket, inner: number): void {
  const hear = (bytes: Uint8Array) => {
    if (isEncryptionRequest(bytes)) {
      client.write("N");
      return;
    }
    client.off("data", hear);
    client.pause();
    const server = connect(inner, "127.0.0.1", () => {
      server.write(bytes);
      client.pipe(server).pipe(client);
    });
    server.on("error", () => client.destroy());
    client.on("close", () => server.destroy());
    server.on("close", () => client.destroy());
  };
  client.on("data", hear);
  client.on("error", () => client.destroy());
}

/** Serves psql on 127.0.0.1 until stopped; port 0 takes a free one. */
export async function servePsql(
  database: PGlite,
  port: number,
): Promise<{ port: number; stop(): Promise<void> }> {
  const inner = new PGLiteSocketServer({
    db: database,
    host: "127.0.0.1",
    port: 0,
    maxConnections: 20,
  });
  await inner.start();
  const innerPort = Number(inner.getServerConn().split(":").at(-1));

  const clients = new Set<Socket>();
  const door = createServer((client) => {
    clients.add(client);
    client.on("close", () => clients.delete(client));
    admit(client, innerPort);
  });
  door.listen(port, "127.0.0.1");
  await once(door, "listening");
  const address = door.address();
  return {
    port: address !== null && typeof address === "object" ? address.port : port,
    async stop() {
      for (const client of clients) client.destroy();
      door.close();
      await inner.stop();
    },
  };
}
