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
}

export interface CliOptions {
  /** The folder that holds `supabase/`. */
  readonly root: string;
  readonly scrub: (text: string) => string;
  /** Beside what this process has. */
  readonly environment?: Readonly<Record<string, string>>;
}

function createRun(
  [program = "", ...first]: readonly string[],
  { root, scrub, environment = {} }: CliOptions,
): Cli["run"] {
  return async (args, hear = () => {}) => {
    const child = new Deno.Command(program, {
      args: [...first, ...args],
      cwd: root,
      env: { NO_COLOR: "1", ...environment },
      stdin: "null",
      stdout: "piped",
      stderr: "piped",
    }).spawn();
    async function read(stream: ReadableStream<Uint8Array<ArrayBuffer>>) {
      const lines: string[] = [];
      const read = stream.pipeThrough(new TextDecoderStream())
        .pipeThrough(new TextLineStream());
      for await (const raw of read) {
        const line = scrub(raw);
        lines.push(line);
        hear(line);
      }
      return lines.join("\n");
    }
    const [printed, complained, { code }] = await Promise.all([
      read(child.stdout),
      read(child.stderr),
      child.status,
    ]);
    return { code, printed, complained };
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

/** @throws {Error} saying what there is and what to do, where no CLI of this major version can be run. */
export async function findCli(options: CliOptions): Promise<Cli> {
  const onPath = createRun(["supabase"], options);
  const path = await askVersion(onPath);
  const found = path?.code === 0 ? versionIn(path) : undefined;
  if (found?.startsWith(`${MAJOR}.`)) {
    return { version: found, command: "supabase", run: onPath };
  }

  const command = ["npx", "--yes", `supabase@${CLI_VERSION}`];
  const run = createRun(command, options);
  const npx = await askVersion(run);
  const version = npx?.code === 0 ? versionIn(npx) : undefined;
  if (version) return { version, command: command.join(" "), run };

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
