import { assertEquals, assertRejects } from "@std/assert";
import {
  createRpc,
  createServiceClient,
  createVerifySignature,
  RpcError,
} from "./client.ts";

const KEY = "sb_secret_of_this_test";

interface Seen {
  readonly path: string;
  readonly apikey: string | null;
  readonly args: unknown;
}

/** A project's API on loopback that gives one answer to everything. */
function startApi(status: number, answer: unknown) {
  const seen: Seen[] = [];
  const server = Deno.serve(
    { port: 0, hostname: "127.0.0.1", onListen() {} },
    async (request) => {
      seen.push({
        path: new URL(request.url).pathname,
        apikey: request.headers.get("apikey"),
        args: await request.json(),
      });
      return Response.json(answer, { status });
    },
  );
  const rpc = createRpc(createServiceClient({
    supabaseUrl: `http://127.0.0.1:${server.addr.port}`,
    secretKeys: [KEY, "sb_secret_of_others"],
  }));
  return { rpc, seen, [Symbol.asyncDispose]: () => server.shutdown() };
}

Deno.test("rpc() calls a function with the first secret key and answers what it answers", async () => {
  await using api = startApi(200, { batch: 1 });
  assertEquals(await api.rpc("request_scan", { source_ids: [1] }), {
    batch: 1,
  });
  assertEquals(api.seen, [{
    path: "/rest/v1/rpc/request_scan",
    apikey: KEY,
    args: { source_ids: [1] },
  }]);
});

Deno.test("rpc() rejects with the code, the message and the hint that SQL gave", async () => {
  await using api = startApi(409, {
    code: "PT409",
    message: 'Cannot finish scan "1": it is finished',
    hint: "Scan again",
    details: null,
  });
  const error = await assertRejects(
    () => api.rpc("finish_scan", { scan_id: "1", report: {} }),
    RpcError,
    'Cannot call finish_scan: Cannot finish scan "1": it is finished',
  );
  assertEquals(error.code, "PT409");
  assertEquals(error.hint, "Scan again");
});

Deno.test("rpc() has no hint where SQL gave none", async () => {
  await using api = startApi(400, {
    code: "22023",
    message: "Cannot scan",
    hint: null,
    details: null,
  });
  const error = await assertRejects(
    () => api.rpc("begin_scan", { scan_id: "1" }),
    RpcError,
  );
  assertEquals(error.hint, null);
});

Deno.test("rpc() rejects when the database cannot be reached", async () => {
  const api = startApi(200, null);
  await api[Symbol.asyncDispose]();
  const error = await assertRejects(
    () => api.rpc("begin_scan", { scan_id: "1" }),
    RpcError,
  );
  assertEquals(error.hint, null);
});

Deno.test("verifySignature() takes what is no token, or names a key of another kind, for nobody's", async () => {
  const pair = await crypto.subtle.generateKey(
    { name: "ECDSA", namedCurve: "P-256" },
    true,
    ["sign", "verify"],
  );
  const key = await crypto.subtle.exportKey("jwk", pair.publicKey);
  const keys = {
    keys: [{
      ...key,
      kty: "EC" as const,
      kid: "k",
      alg: "ES256",
      key_ops: ["verify"],
    }],
  };
  // Nobody is there to be asked.
  const verify = createVerifySignature(createServiceClient({
    supabaseUrl: "http://127.0.0.1:9",
    secretKeys: [KEY],
  }));
  const part = (text: string) =>
    btoa(text).replaceAll("=", "").replaceAll("+", "-").replaceAll("/", "_");
  const es256 = part('{"alg":"ES256","kid":"k"}');
  const rs256 = part('{"alg":"RS256","kid":"k"}');
  const claims = part('{"sub":"x","exp":4102444800}');
  for (
    const token of [
      "",
      "a.b",
      `${es256}.${part("no JSON")}.AAAA`,
      `${es256}.${part("null")}.AAAA`,
      `${es256}.${claims}.AAAA`,
      `${rs256}.${claims}.AAAA`,
    ]
  ) {
    assertEquals(await verify(token, keys), null, token);
  }
});
