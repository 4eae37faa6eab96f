/**
 * The edge runtime of the local stack: a process for each function, started
 * before it is needed, with the environment that the platform gives it.
 *
 * Not imitated: the limits of CPU and of memory but for V8's own heap (what is
 * used is only reported), several isolates of one function, retiring after half
 * the wall clock, `verify_jwt`, regions, an environment without the machine's own.
 *
 * @module
 */
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { chooseRegistry, registryFlags } from "../../deno.ts";
import { peakRssOf } from "../../peak_memory.ts";
import { TextLineStream } from "./lines.ts";

const MAIN = new URL("./main.ts", import.meta.url);
const FUNCTIONS = new URL("../../../supabase/functions/", import.meta.url);
const CONFIG = new URL("../../../deno.json", import.meta.url);

/**
 * What the platform lets an isolate have, which it tells V8 (`heap_limits(0,
 * memory_limit_bytes)` in crates/base/src/runtime/mod.rs of
 * supabase/edge-runtime): a heap that may not grow is cleaned up more often, for
 * more CPU. It is the objects' alone; bytes and the runtime itself come on top.
 */
const MEMORY_LIMIT_MB = 256;

/** Lines of a failed start that are worth repeating. */
const MAX_WORDS = 20;

const Started = z.object({ port: z.number(), bootMs: z.number() });

const Usage = z.object({
  /** Since the function was ready: of all threads of its process. */
  cpuMs: z.number(),
  /**
   * Of the one that runs its code, which is what the platform counts; others
   * compile, collect and hash for it.
   */
  threadCpuMs: z.number(),
  rss: z.number(),
  /** Promises given to waitUntil that are not settled. */
  background: z.number(),
});

export interface Usage extends z.infer<typeof Usage> {
  /** Where the system does not tell it: the most at any time when it was asked. */
  readonly peakRss: number;
}

export interface RunningFunction {
  readonly name: string;
  readonly pid: number;
  /** Its own, past the gateway. */
  readonly url: string;
  fetch(request: Request): Promise<Response>;
  usage(): Promise<Usage>;
  stop(): Promise<void>;
}

export interface FunctionOptions {
  readonly name: string;
  /** What the platform would tell it; the rest of its environment is this process's own. */
  readonly environment: Readonly<Record<string, string>>;
  /** One line that the function wrote. */
  readonly log: (line: string) => void;
}

/** What the platform may tell a function; what is not given here is not inherited either. */
const TOLD = {
  SUPABASE_URL: "",
  SUPABASE_SECRET_KEYS: "",
  SUPABASE_SERVICE_ROLE_KEY: "",
  BOARD_GATEWAY_URL: "",
  ALLOWED_ORIGINS: "",
  AUTH_ISSUER: "",
};

/** @throws {Error} when the function does not start, with its own last words. */
export async function startFunction(
  { name, environment, log }: FunctionOptions,
): Promise<RunningFunction> {
  const child = new Deno.Command(Deno.execPath(), {
    args: [
      "run",
      "--quiet",
      "--no-prompt",
      "--no-check",
      `--v8-flags=--max-heap-size=${MEMORY_LIMIT_MB}`,
      `--config=${fileURLToPath(CONFIG)}`,
      ...registryFlags(await chooseRegistry()),
      "--allow-net",
      "--allow-env",
      "--allow-read",
      "--allow-sys",
      MAIN.href,
      new URL(`${name}/index.ts`, FUNCTIONS).href,
    ],
    env: { NO_COLOR: "1", ...TOLD, ...environment },
    // Its end tells the function that this process is gone, however it went.
    stdin: "piped",
    stdout: "piped",
    stderr: "piped",
  }).spawn();

  const started = Promise.withResolvers<z.infer<typeof Started>>();
  const words: string[] = [];
  async function hear(stream: ReadableStream<Uint8Array<ArrayBuffer>>) {
    const lines = stream.pipeThrough(new TextDecoderStream())
      .pipeThrough(new TextLineStream());
    let first = stream === child.stdout;
    for await (const line of lines) {
      if (first) started.resolve(Started.parse(JSON.parse(line)));
      else log(line);
      if (!first && words.length < MAX_WORDS) words.push(line);
      first = false;
    }
  }
  function kill(signal: Deno.Signal) {
    try {
      child.kill(signal);
    } catch (error) {
      if (!(error instanceof TypeError)) throw error; // it has ended already
    }
  }
  const heard = Promise.all([hear(child.stdout), hear(child.stderr)])
    .catch((error) => {
      started.reject(error);
      kill("SIGKILL");
    });
  const ended = child.status.then(async ({ code }) => {
    await heard;
    await child.stdin.abort();
    started.reject(
      new Error(
        `Cannot start function "${name}": exit ${code}\n${words.join("\n")}`,
      ),
    );
  });
  const { port } = await started.promise;
  let mostRss = 0;
  const url = `http://127.0.0.1:${port}`;

  return {
    name,
    pid: child.pid,
    url,
    fetch(request) {
      const { pathname, search } = new URL(request.url);
      const path = pathname.replace(/^\/functions\/v1/, "");
      return fetch(`${url}${path}${search}`, {
        method: request.method,
        headers: request.headers,
        body: request.body,
        redirect: "manual",
      });
    },
    async usage() {
      const response = await fetch(`${url}/__edge/usage`);
      const usage = Usage.parse(await response.json());
      mostRss = Math.max(mostRss, usage.rss);
      return { ...usage, peakRss: await peakRssOf(child.pid) ?? mostRss };
    },
    async stop() {
      kill("SIGTERM");
      await ended;
    },
  };
}
