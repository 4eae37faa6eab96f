/**
 * What the tests of the commands share: running one as a process, as a person
 * does. Imported by tests only.
 *
 * @module
 */
import { chooseRegistry, registryFlags } from "./deno.ts";
import { TextLineStream } from "./stack/edge/lines.ts";

/** The process of `scripts/<name>.ts`, in an environment without a project of its own. */
async function spawn(
  name: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
): Promise<Deno.ChildProcess> {
  return new Deno.Command(Deno.execPath(), {
    args: [
      "run",
      "-A",
      "--no-check",
      ...registryFlags(await chooseRegistry()),
      new URL(`./${name}.ts`, import.meta.url).href,
      ...args,
    ],
    env: {
      NO_COLOR: "1",
      SUPABASE_URL: "",
      SUPABASE_SECRET_KEY: "",
      ...environment,
    },
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
}

/** Runs a command to its end. */
export async function runCommand(
  name: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<{ code: number; printed: string; complained: string }> {
  const child = await spawn(name, args, environment);
  const { code, stdout, stderr } = await child.output();
  const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
  return { code, printed: text(stdout), complained: text(stderr) };
}

/** Starts a command that stays, and reads what it prints up to the line `ready`. */
export async function startCommand(name: string, args: readonly string[]) {
  const child = await spawn(name, args, {});
  const complained = new Response(child.stderr).text();
  const lines = child.stdout.pipeThrough(new TextDecoderStream())
    .pipeThrough(new TextLineStream()).getReader();
  const printed: string[] = [];
  while (printed.at(-1) !== "ready") {
    const { done, value } = await lines.read();
    if (done) {
      throw new Error(`Cannot start ${name}: ${await complained}`);
    }
    printed.push(value);
  }
  async function end(signal: Deno.Signal) {
    try {
      child.kill(signal);
    } catch (error) {
      if (!(error instanceof TypeError)) throw error; // it has ended already
    }
    const { code } = await child.status;
    await lines.cancel();
    return { code, complained: await complained };
  }
  return {
    pid: child.pid,
    printed,
    /** Sends the signal; the exit code, and what was written to stderr. */
    end,
    async [Symbol.asyncDispose]() {
      await end("SIGKILL");
    },
  };
}
