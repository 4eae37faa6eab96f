import { assertEquals } from "@std/assert";
import type { RunningFunction } from "./edge/runtime.ts";
import { createGateway } from "./gateway.ts";
import { createKeys } from "./keys.ts";

/** A function that says what it was asked; `dead` and `hasty` ones do not answer, and `dead` ones nothing at all. */
function fakeFunction(name: string): RunningFunction {
  const refuse = () => Promise.reject(new Error("Not part of this test"));
  return {
    name,
    pid: 0,
    url: "http://127.0.0.1:1",
    fetch: async (request) => {
      if (name === "dead" || name === "hasty") {
        throw new TypeError("error sending request");
      }
      return new Response(
        `${name}: ${request.method} ${request.url} ${await request.text()}`,
        {
          status: 202,
          headers: {
            "x-by": name,
            "x-heard": [...request.headers.keys()].join(),
          },
        },
      );
    },
    usage: name === "hasty"
      ? () =>
        Promise.resolve({
          cpuMs: 0,
          threadCpuMs: 0,
          rss: 0,
          peakRss: 0,
          background: 0,
        })
      : refuse,
    stop: refuse,
  };
}

async function start() {
  const keys = await createKeys();
  const functions = [
    fakeFunction("scan"),
    fakeFunction("scan-source"),
    fakeFunction("dead"),
    fakeFunction("hasty"),
  ];
  const handle = createGateway({
    rest: (request) =>
      Promise.resolve(new Response(`rest: ${new URL(request.url).pathname}`)),
    keys,
    functionByName: (name) => functions.find((one) => one.name === name),
  });
  return {
    keys,
    ask: (path: string, init?: RequestInit) =>
      handle(new Request(`http://127.0.0.1${path}`, init)),
  };
}

Deno.test("the gateway hands what is under /rest to PostgREST's part", async () => {
  const { ask } = await start();
  const response = await ask("/rest/v1/rpc/begin_scan");
  assertEquals(await response.text(), "rest: /rest/v1/rpc/begin_scan");
});

Deno.test("the gateway hands a request whole to the function of its name, and its answer back", async () => {
  const { ask } = await start();
  const response = await ask("/functions/v1/scan-source?a=b", {
    method: "POST",
    body: "hello",
  });
  assertEquals(response.status, 202);
  assertEquals(response.headers.get("x-by"), "scan-source");
  assertEquals(
    await response.text(),
    "scan-source: POST http://127.0.0.1/functions/v1/scan-source?a=b hello",
  );
});

Deno.test("the gateway answers 503 for a function that cannot be reached", async () => {
  const { ask } = await start();
  const response = await ask("/functions/v1/dead");
  assertEquals(response.status, 503);
  assertEquals(await response.json(), {
    code: "BOOT_ERROR",
    message: 'Function "dead" is not running',
  });
});

Deno.test("the gateway answers 400 where a function lives and only the request broke off", async () => {
  const { ask } = await start();
  const response = await ask("/functions/v1/hasty", { method: "POST" });
  assertEquals(response.status, 400);
  assertEquals(await response.json(), {
    code: "BAD_REQUEST",
    message: "It broke off",
  });
});

Deno.test("the gateway keeps what is between it and its caller to itself", async () => {
  const { ask } = await start();
  const response = await ask("/functions/v1/scan", {
    headers: {
      apikey: "x",
      connection: "upgrade",
      upgrade: "websocket",
      "last-event-id": "x",
    },
  });
  assertEquals(response.headers.get("x-heard"), "apikey,last-event-id");
  await response.body?.cancel();
});

Deno.test("the gateway answers 405 for a method that cannot be passed on", async () => {
  const { ask } = await start();
  // fetch would write it in capitals.
  const response = await ask("/functions/v1/scan", { method: "Brew" });
  assertEquals(response.status, 405);
  await response.body?.cancel();
});

Deno.test("the gateway shows the keys that sign users' tokens", async () => {
  const { ask, keys } = await start();
  const response = await ask("/auth/v1/.well-known/jwks.json");
  assertEquals(await response.json(), keys.jwks());
});

Deno.test("the gateway answers 404 for all else", async () => {
  const { ask } = await start();
  for (
    const path of [
      "/",
      "/functions/v1",
      "/functions/v1/none",
      "/functions/v2/scan",
      "/auth/v1/token",
      "/storage/v1/object",
    ]
  ) {
    const response = await ask(path);
    assertEquals(response.status, 404, path);
    assertEquals(await response.json(), {
      code: "NOT_FOUND",
      message: `Nothing answers at ${path}`,
    });
  }
});
