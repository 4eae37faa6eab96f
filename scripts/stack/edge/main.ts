/**
 * One Edge Function in a process of its own, as the runtime starts it: serves
 * the function's `fetch` on a free port, says which on its first line, and
 * reports what it uses.
 *
 * @module
 */
import process from "node:process";

const [entry] = Deno.args;
if (!entry) {
  throw new TypeError("Wanted: the address of a function's index.ts");
}

/** Work that goes on after an answer. */
const background = new Set<Promise<unknown>>();

Object.assign(globalThis, {
  EdgeRuntime: {
    waitUntil(promise: Promise<unknown>) {
      background.add(promise);
      promise.finally(() => background.delete(promise));
    },
  },
});

const startedAt = performance.now();
const { default: declared } = await import(entry);
const boot = {
  process: process.cpuUsage(),
  thread: process.threadCpuUsage(),
};

function msOf({ user, system }: NodeJS.CpuUsage): number {
  return (user + system) / 1_000;
}

// Nothing is sampled: a look every 50 ms takes more than a small scan.
function usage(): Response {
  return Response.json({
    cpuMs: msOf(process.cpuUsage(boot.process)),
    threadCpuMs: msOf(process.threadCpuUsage(boot.thread)),
    rss: Deno.memoryUsage().rss,
    background: background.size,
  });
}

const server = Deno.serve({
  hostname: "127.0.0.1",
  port: 0,
  onListen: ({ port }) =>
    console.log(
      JSON.stringify({ port, bootMs: performance.now() - startedAt }),
    ),
}, (request) => {
  // The platform's servers let no request through whose address is none.
  if (!URL.canParse(request.url)) return new Response(null, { status: 400 });
  const { pathname } = new URL(request.url);
  return pathname === "/__edge/usage" ? usage() : declared.fetch(request);
});

// The stack holds the other end: when it is gone, so is the function.
Deno.stdin.readable.pipeTo(new WritableStream()).finally(() => Deno.exit(0));

Deno.addSignalListener("SIGTERM", async () => {
  await server.shutdown();
  Deno.exit(0);
});
