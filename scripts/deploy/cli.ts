/**
 * The Supabase CLI: the one on PATH where it is of the right major version, else
 * the version from npm that boardscan is tested with.
 *
 * @module
 */
import { TextLineStream } from "../stack/edge/lines.ts";

/** The version that the tests ran; npm has it whole, nothing else is downloaded. */
export const CLI_VERSION = "3.1.0";
const MAJOR = CLI_VERSION.split(".")[0];

/** What a command of the CLI said, without any secret. */
export interface Answer {
  readonly code: number;
  readonly printed: string;
  readonly complained: string;
}

export interface Cli {
  readonly version: string;
  /** How a person would call it. */
  readonly command: string;
  /** Runs one command; `hear` is told each line at once. */
  run(
    args: readonly string[],
    hear?: (line: string) => void,
  ): Promise<Answer>;
  /** What one command prints, secrets and all: never to be shown. Null: it failed. */
  read(args: readonly string[]): Promise<string | null>;
}

export interface CliOptions {
  /** The folder that holds `supabase/`. */
  readonly root: string;
  readonly scrub: (text: string) => string;
  /** Beside what this process has. */
  readonly environment?: Readonly<Record<string, string>>;
}

function createCalls(
  [program = "", ...first]: readonly string[],
  { root, scrub, environment = {} }: CliOptions,
): Pick<Cli, "run" | "read"> {
  async function call(
    args: readonly string[],
    clean: (line: string) => string,
    hear: (line: string) => void,
  ): Promise<Answer> {
    const child = new Deno.Command(program, {
      args: [...first, ...args],
      cwd: root,
      env: { NO_COLOR: "1", ...environment },
      stdin: "null",
      stdout: "piped",
      stderr: "piped",
    }).spawn();
    async function listen(stream: ReadableStream<Uint8Array<ArrayBuffer>>) {
      const heard: string[] = [];
      const lines = stream.pipeThrough(new TextDecoderStream())
        .pipeThrough(new TextLineStream());
      for await (const raw of lines) {
        const line = clean(raw);
        heard.push(line);
        hear(line);
      }
      return heard.join("\n");
    }
    const [printed, complained, { code }] = await Promise.all([
      listen(child.stdout),
      listen(child.stderr),
      child.status,
    ]);
    return { code, printed, complained };
  }
  return {
    run: (args, hear = () => {}) => call(args, scrub, hear),
    async read(args) {
      const { code, printed } = await call(args, (line) => line, () => {});
      return code === 0 ? printed : null;
    },
  };
}

/** What the program says when asked for its version; null: there is none. */
async function askVersion(run: Cli["run"]): Promise<Answer | null> {
  try {
    return await run(["--version"]);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return null;
    throw error;
  }
}

const versionIn = ({ printed }: Answer) =>
  /^v?(\d+\.\d+\.\d+\S*)$/m.exec(printed)?.[1];

/** Where npm has put it: called there, each command is spared npm's own second. Null: it does not say. */
async function locate(options: CliOptions): Promise<string | null> {
  const { run } = createCalls(["npx"], options);
  const where = [
    "--yes",
    `--package=supabase@${CLI_VERSION}`,
    "-c",
    "command -v supabase",
  ];
  try {
    const { code, printed } = await run(where);
    const path = printed.trim();
    return code === 0 && path.startsWith("/") ? path : null;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return null;
    throw error;
  }
}

/** @throws {Error} saying what there is and what to do, where no CLI of this major version can be run. */
export async function findCli(options: CliOptions): Promise<Cli> {
  const onPath = createCalls(["supabase"], options);
  const there = await askVersion(onPath.run);
  const found = there?.code === 0 ? versionIn(there) : undefined;
  if (found?.startsWith(`${MAJOR}.`)) {
    return { version: found, command: "supabase", ...onPath };
  }

  const command = ["npx", "--yes", `supabase@${CLI_VERSION}`];
  const path = await locate(options);
  const calls = createCalls(path === null ? command : [path], options);
  const npx = await askVersion(calls.run);
  const version = npx?.code === 0 ? versionIn(npx) : undefined;
  if (version) return { version, command: command.join(" "), ...calls };

  const why = npx === null
    ? "there is no npx on PATH"
    : `npx cannot install supabase@${CLI_VERSION} (${
      /npm (?:error|ERR!) code (\w+)/.exec(npx.complained)?.[1] ??
        `exit ${npx.code}`
    })`;
  throw new Error(
    `Cannot run the Supabase CLI: ${why}` +
      (found ? `, and the one on PATH is ${found}, wanted ${MAJOR}` : "") +
      "\nInstall Node 20 or newer with npm, see that npm reaches its registry, " +
      `or put version ${MAJOR} of the CLI on PATH`,
  );
}
