import { assert, assertEquals, assertMatch, assertRejects } from "@std/assert";
import { fileURLToPath } from "node:url";
import { chooseRegistry, registryFlags } from "../../deno.ts";
import { type FunctionOptions, startFunction } from "./runtime.ts";

const KEY = "sb_secret_of_the_tests";
const SCAN_ID = "11111111-1111-4111-8111-111111111111";

/** A project that notes what is asked of it and answers each request with `answer`. */
function fakeProject(answer: (request: Request) => Promise<Response>) {
  const asked: string[] = [];
  const server = Deno.serve(
    { hostname: "127.0.0.1", port: 0, onListen: () => {} },
    (request) => {
      asked.push(`${request.method} ${new URL(request.url).pathname}`);
      return answer(request);
    },
  );
  return {
    asked,
    url: `http://127.0.0.1:${server.addr.port}`,
    [Symbol.asyncDispose]: () => server.shutdown(),
  };
}

/** A function of this repository, in the environment of a project at `url`. */
async function start(
  { url = "http://127.0.0.1:1", ...over }: Partial<FunctionOptions> & {
    url?: string;
  } = {},
) {
  const logged: string[] = [];
  const running = await startFunction({
    name: "scan",
    environment: {
      SUPABASE_URL: url,
      SUPABASE_SECRET_KEYS: JSON.stringify({ default: KEY }),
    },
    log: (line) => logged.push(line),
    ...over,
  });
  return {
    ...running,
    logged,
    post: (body: unknown, headers: Record<string, string> = {}) =>
      running.fetch(
        new Request(`http://stack/functions/v1/${running.name}`, {
          method: "POST",
          body: JSON.stringify(body),
          headers,
        }),
      ),
    [Symbol.asyncDispose]: running.stop,
  };
}

Deno.test("startFunction() starts scan, which answers what is asked under its name", async () => {
  await using project = fakeProject(() => Promise.resolve(Response.json({})));
  await using scan = await start({ url: project.url });
  const refused = await scan.post({});
  assertEquals(refused.status, 401);
  assertEquals(await refused.json(), { error: "Unauthorized" });
  const wrong = await scan.fetch(
    new Request("http://stack/functions/v1/scan?batch=x", {
      headers: { apikey: KEY },
    }),
  );
  assertEquals(wrong.status, 400);
  assertEquals(await wrong.json(), {
    error: "Wanted: ?batch=<the batch's id>",
  });
  assertEquals(project.asked, []);
});

Deno.test("scan-source answers at once and goes on in waitUntil, which usage() counts", async () => {
  const begun = Promise.withResolvers<void>();
  const may = Promise.withResolvers<void>();
  await using project = fakeProject(async () => {
    begun.resolve();
    await may.promise;
    return Response.json(null);
  });
  await using source = await start({ name: "scan-source", url: project.url });
  assertEquals((await source.usage()).background, 0);
  const accepted = await source.post({ scan_id: SCAN_ID });
  assertEquals(accepted.status, 202);
  await accepted.body?.cancel();
  await begun.promise;
  const { background, cpuMs, rss, peakRss } = await source.usage();
  assertEquals(background, 1);
  assert(cpuMs > 0 && peakRss >= rss && rss > 10 * 2 ** 20);
  may.resolve();
  while ((await source.usage()).background > 0);
  assertEquals(project.asked, ["POST /rest/v1/rpc/begin_scan"]);
});

Deno.test("a function's own lines are passed on", async () => {
  await using project = fakeProject(() =>
    Promise.resolve(new Response("no JSON", { status: 500 }))
  );
  await using scan = await start({ url: project.url });
  const failed = await scan.post({}, { apikey: KEY });
  assertEquals(failed.status, 500);
  await failed.body?.cancel();
  await scan.stop();
  assertEquals(scan.logged.length, 1);
  assertMatch(scan.logged[0] ?? "", /^\{"door":"scan","error":"RpcError: /);
});

Deno.test("a function that lacks a variable does not start, and names it", async () => {
  for (const name of ["scan", "scan-source"]) {
    const error = await assertRejects(
      () =>
        start({
          name,
          environment: { SUPABASE_SECRET_KEYS: '{"default": "x"}' },
        }),
      Error,
      `Cannot start function "${name}": exit 1`,
    );
    assertMatch(error.message, /missing or malformed SUPABASE_URL/);
  }
});

Deno.test("a function is not told what its platform would not tell it", async () => {
  Deno.env.set("SUPABASE_SERVICE_ROLE_KEY", "of this machine");
  try {
    await assertRejects(
      () => start({ environment: { SUPABASE_URL: "http://127.0.0.1:1" } }),
      Error,
      "neither SUPABASE_SECRET_KEYS nor SUPABASE_SERVICE_ROLE_KEY is set",
    );
  } finally {
    Deno.env.delete("SUPABASE_SERVICE_ROLE_KEY");
  }
});

Deno.test("a function does not take its owner's settings from this machine either", async () => {
  Deno.env.set("ALLOWED_ORIGINS", "what no function starts with");
  try {
    await using scan = await start();
    assertEquals(scan.logged, []);
  } finally {
    Deno.env.delete("ALLOWED_ORIGINS");
  }
});

Deno.test("stop() ends the process, also one that has ended before", async () => {
  const scan = await start();
  await scan.stop();
  await assertRejects(() => scan.usage());
  await scan.stop();
});

Deno.test("a function ends with the process that started it, even when that is killed", async () => {
  const left = Promise.withResolvers<void>();
  const begun = Promise.withResolvers<void>();
  // An answer that never ends, so that the function waits until its own end.
  await using project = fakeProject(() => {
    begun.resolve();
    const body = new ReadableStream({ cancel: () => left.resolve() });
    return Promise.resolve(new Response(body));
  });
  const parent = await Deno.makeTempFile({ suffix: ".ts" });
  await Deno.writeTextFile(
    parent,
    `import { startFunction } from "${new URL(
      "./runtime.ts",
      import.meta.url,
    )}";
     const started = await startFunction({
       name: "scan-source",
       environment: ${
      JSON.stringify({
        SUPABASE_URL: project.url,
        SUPABASE_SERVICE_ROLE_KEY: KEY,
      })
    },
       log: () => {},
     });
     await started.fetch(new Request("http://stack/functions/v1/scan-source", {
       method: "POST",
       body: '{"scan_id": "${SCAN_ID}"}',
     }));`,
  );
  const child = new Deno.Command(Deno.execPath(), {
    args: [
      "run",
      "-A",
      "--no-check",
      `--config=${
        fileURLToPath(new URL("../../../deno.json", import.meta.url))
      }`,
      ...registryFlags(await chooseRegistry()),
      parent,
    ],
  }).spawn();
  await begun.promise;
  child.kill("SIGKILL");
  await child.status;
  await left.promise;
  await Deno.remove(parent);
});
