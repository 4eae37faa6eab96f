/**
 * A person's shell for the commands of the README. They run as they are written,
 * by `sh`, where `npx deno@…` is the Deno that runs this, so that nothing is
 * fetched. Imported by tests only.
 *
 * @module
 */
import { fileURLToPath } from "node:url";
import { chooseRegistry } from "../deno.ts";
import { TextLineStream } from "../stack/edge/lines.ts";

const CURL = new URL("./curl.ts", import.meta.url);

/** As `sh` would ask for them. */
const quote = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`;

/** The commands of a block, one after another; a comment is none. */
export function commandsIn(code: string): string[] {
  return code.replace(/\\\n\s*/g, "").split("\n")
    .map((line) => line.replace(/(?:^|\s)#.*$/, "").trim())
    .filter(Boolean);
}

/** A command's answer. */
export interface Answer {
  readonly code: number;
  readonly printed: string;
  readonly complained: string;
}

export interface ShellOptions {
  /** Where the commands run. */
  readonly folder: string;
  /** The Deno that is asked for by name, such as "2.9.6". */
  readonly denoVersion: string;
  readonly environment: Readonly<Record<string, string>>;
  /** False: the stand-in is asked even where there is a curl. @default true */
  readonly ownCurl?: boolean;
}

async function writeProgram(path: string, script: string): Promise<void> {
  await Deno.writeTextFile(path, `#!/bin/sh\n${script}\n`, { mode: 0o755 });
}

/** Opens it; it is gone when it is disposed of. */
export async function openShell(options: ShellOptions) {
  const { folder, denoVersion, environment, ownCurl = true } = options;
  const programs = await Deno.makeTempDir({ prefix: "boardscan-programs-" });
  const deno = quote(Deno.execPath());
  await writeProgram(`${programs}/deno`, `exec ${deno} "$@"`);
  await writeProgram(
    `${programs}/npx`,
    `[ "$1" = --yes ] && [ "$2" = deno@${denoVersion} ] ||
  { echo "npx has no rule for: $*" >&2; exit 64; }
shift 2
exec ${deno} "$@"`,
  );
  const standIn = `exec ${deno} run --quiet --no-config --allow-net=127.0.0.1 ${
    quote(fileURLToPath(CURL))
  } "$@"`;
  await writeProgram(
    `${programs}/boardscan-curl`,
    ownCurl
      ? `if command -v curl >/dev/null; then exec curl --silent --show-error "$@"; fi\n${standIn}`
      : standIn,
  );
  const told = {
    NO_COLOR: "1",
    SUPABASE_URL: "",
    SUPABASE_SECRET_KEY: "",
    BOARDSCAN_REGISTRY: await chooseRegistry(),
    PATH: `${programs}:${Deno.env.get("PATH") ?? ""}`,
  };

  const process = (command: string) =>
    new Deno.Command("sh", {
      args: ["-c", `exec ${command.replace(/^curl /, "boardscan-curl ")}`],
      cwd: folder,
      env: { ...told, ...environment },
      stdin: "null",
      stdout: "piped",
      stderr: "piped",
    });

  return {
    /** Runs one command to its end. */
    async run(command: string): Promise<Answer> {
      const { code, stdout, stderr } = await process(command).output();
      const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
      return { code, printed: text(stdout), complained: text(stderr) };
    },
    /** Starts one that stays: what it prints up to the line `ready`, and its end. */
    async start(command: string) {
      const child = process(command).spawn();
      const complained = new Response(child.stderr).text();
      const lines = child.stdout.pipeThrough(new TextDecoderStream())
        .pipeThrough(new TextLineStream()).getReader();
      const printed: string[] = [];
      while (printed.at(-1) !== "ready") {
        const { done, value } = await lines.read();
        if (done) {
          await child.status;
          throw new Error(`Cannot run "${command}": ${await complained}`);
        }
        printed.push(value);
      }
      return {
        printed: printed.join("\n"),
        async stop() {
          child.kill("SIGTERM");
          const { code } = await child.status;
          await lines.cancel();
          await complained;
          return code;
        },
      };
    },
    [Symbol.asyncDispose]: () => Deno.remove(programs, { recursive: true }),
  };
}

export type Shell = Awaited<ReturnType<typeof openShell>>;
