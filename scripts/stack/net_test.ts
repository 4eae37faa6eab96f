import { assert, assertEquals, assertMatch } from "@std/assert";
import { startNet } from "./net.ts";
import { openPglite } from "./pglite/database.ts";

// PGlite takes seconds to start: one for the file, closed by the last test.
const opened = await openPglite({ folder: null, port: null });

interface Received {
  path: string;
  method: string;
  body: string;
  contentType: string | null;
}

/** A worker over an empty queue, and a server that holds back what it is told to. */
async function start(
  { before = "", hold = () => false }: {
    /** SQL that runs before the worker starts. */
    before?: string;
    /** Whether the answer to a path waits for `release()`. */
    hold?: (path: string) => boolean;
  } = {},
) {
  const { database } = opened;
  await database.execute(
    `create extension if not exists pg_net;
     truncate net.http_request_queue, net._http_response restart identity;`,
  );
  const received: Received[] = [];
  const hearers = new Set<() => void>();
  const held = Promise.withResolvers<void>();
  const server = Deno.serve(
    { hostname: "127.0.0.1", port: 0, onListen: () => {} },
    async (request) => {
      const { pathname, search } = new URL(request.url);
      received.push({
        path: pathname + search,
        method: request.method,
        body: await request.text(),
        contentType: request.headers.get("content-type"),
      });
      for (const hear of hearers) hear();
      if (hold(pathname)) await held.promise;
      return Response.json({ pathname }, { status: 202 });
    },
  );
  const url = `http://127.0.0.1:${server.addr.port}`;
  await database.execute(before.replaceAll("$URL", url));
  const logged: string[] = [];
  const stop = await startNet({
    database,
    log: (line) => logged.push(line),
    pauseMs: 1,
  });
  async function responses() {
    const { rows } = await database.query(
      `select id::int, status_code, timed_out, error_msg, content, content_type,
         headers ->> 'content-type' as header
       from net._http_response order by id`,
    );
    return rows;
  }
  return {
    database,
    url,
    received,
    logged,
    responses,
    release: held.resolve,
    stop,
    /** Posts to each path in one transaction. */
    post: (paths: readonly string[], timeoutMs = 5_000) =>
      database.query(
        `select net.http_post($1::text || path, jsonb_build_object('path', path), timeout_milliseconds := $2::text::int)
         from jsonb_array_elements_text($3::text::jsonb) with ordinality as p(path, place) order by place`,
        [url, timeoutMs, JSON.stringify(paths)],
      ),
    /** Until so many requests have come. */
    async arrived(count: number) {
      while (received.length < count) {
        const { promise, resolve } = Promise.withResolvers<void>();
        hearers.add(resolve);
        await promise;
        hearers.delete(resolve);
      }
    },
    /** Until so many responses are there. */
    async answered(count: number) {
      while (true) {
        const rows = await responses();
        if (rows.length >= count) return rows;
      }
    },
    async [Symbol.asyncDispose]() {
      held.resolve();
      await stop();
      await server.shutdown();
    },
  };
}

const numbered = (count: number) =>
  Array.from({ length: count }, (_, i) => `/${i + 1}`);

Deno.test("a post that is committed is sent as it was queued, and its response kept", async () => {
  await using net = await start();
  await net.post(["/a?b=c"]);
  const [response] = await net.answered(1);
  assertEquals(net.received, [{
    path: "/a?b=c",
    method: "POST",
    body: '{"path": "/a?b=c"}',
    contentType: "application/json",
  }]);
  assertEquals(response, {
    id: 1,
    status_code: 202,
    timed_out: false,
    error_msg: null,
    content: '{"pathname":"/a"}',
    content_type: "application/json",
    header: "application/json",
  });
});

Deno.test("a get goes out with its parameters", async () => {
  await using net = await start();
  await net.database.query(
    `select net.http_get($1::text || '/a', '{"b": "c"}')`,
    [net.url],
  );
  await net.answered(1);
  assertEquals(
    net.received.map(({ method, path, body }) => [method, path, body]),
    [["GET", "/a?b=c", ""]],
  );
});

Deno.test("a post that is rolled back is never sent", async () => {
  await using net = await start();
  await net.database.execute(
    `begin; select net.http_post('${net.url}/undone'); rollback;`,
  );
  await net.post(["/done"]);
  await net.answered(1);
  assertEquals(net.received.map(({ path }) => path), ["/done"]);
});

Deno.test("what was queued before the start is sent", async () => {
  await using net = await start({
    before: "select net.http_post('$URL/left')",
  });
  await net.answered(1);
  assertEquals(net.received.map(({ path }) => path), ["/left"]);
});

Deno.test("a batch is at most 200 requests, the oldest, and is closed: the next waits for its slowest", async () => {
  await using net = await start({ hold: (path) => path === "/7" });
  await net.post(numbered(201));
  await net.arrived(200);
  await net.post(["/late"]);
  const paths = net.received.map(({ path }) => path);
  assertEquals(paths.toSorted(), numbered(200).toSorted());
  // 199 have been answered, and none is seen.
  assertEquals(await net.responses(), []);
  assertEquals(net.received.length, 200);
  net.release();
  await net.answered(202);
  assertEquals(
    net.received.slice(200).map(({ path }) => path).toSorted(),
    ["/201", "/late"],
  );
});

Deno.test("the responses of a batch appear together", async () => {
  await using net = await start({ hold: (path) => path === "/slow" });
  await net.post(["/quick", "/slow"]);
  await net.arrived(2);
  assertEquals(await net.responses(), []);
  net.release();
  assertEquals((await net.answered(1)).length, 2);
});

Deno.test("a request that takes longer than its time-out has no status and is said to have timed out", async () => {
  await using net = await start({ hold: () => true });
  await net.post(["/never"], 20);
  const [response] = await net.answered(1);
  assertEquals(
    [response?.status_code, response?.timed_out, response?.error_msg],
    [null, true, "Timeout of 20 ms reached"],
  );
});

Deno.test("a request that is refused has no status and says why, and the worker goes on", async () => {
  await using net = await start();
  const closed = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  closed.close();
  await net.database.query(
    "select net.http_post('http://127.0.0.1:' || $1::text)",
    [closed.addr.port],
  );
  const [response] = await net.answered(1);
  assertEquals([response?.status_code, response?.timed_out], [null, false]);
  assertMatch(String(response?.error_msg), /refused/i);
  await net.post(["/next"]);
  assertEquals((await net.answered(2))[1]?.status_code, 202);
});

Deno.test("responses are kept for six hours", async () => {
  await using net = await start({
    before: `insert into net._http_response (id, created) values
      (101, now() - interval '6 hours 1 second'), (102, now() - interval '5 hours 59 minutes')`,
  });
  await net.post(["/now"]);
  const rows = await net.answered(2);
  assertEquals(rows.map(({ id }) => id), [1, 102]);
});

Deno.test("a worker that was stopped lets go of what it sent, and sends no more", async () => {
  await using net = await start({ hold: () => true });
  await net.post(["/held"]);
  await net.arrived(1);
  await net.stop();
  const [response] = await net.responses();
  assertEquals([response?.status_code, response?.timed_out], [null, false]);
  await net.post(["/later"]);
  const { rows } = await net.database.query(
    "select url from net.http_request_queue",
  );
  assertEquals(rows, [{ url: `${net.url}/later` }]);
  assertEquals(net.received.length, 1);
});

Deno.test("a worker whose database fails says so and works again when it is woken", async () => {
  await using net = await start();
  await net.post(["/first"]);
  await net.answered(1);
  await net.database.execute(
    "alter table net._http_response rename to hidden; select net.wake();",
  );
  while (net.logged.length === 0) await net.database.query("select 1");
  assert(net.logged.every((line) => line.includes("_http_response")));
  await net.database.execute("alter table net.hidden rename to _http_response");
  await net.post(["/second"]);
  assertEquals((await net.answered(2)).length, 2);
});

Deno.test("the database of the worker is closed", async () => {
  await opened.database.close();
});
