/**
 * What was sent for a function, in an empty folder of its own: whether it is
 * whole, and how big it is with its packages. Imported by tests only.
 *
 * The imports are those of the deno.json that was sent, for by that the platform
 * resolves. Where jsr.io cannot be reached its jsr entries, and nothing else, go
 * to the stand-ins of scripts/npm_only.
 *
 * @module
 */
import { fileURLToPath, pathToFileURL } from "node:url";
import { z } from "zod";
import { chooseRegistry } from "../deno.ts";
import type { SentFunction } from "./sent_functions.ts";

const STAND_INS = new URL("../npm_only/", import.meta.url);

const ImportMap = z.object({ imports: z.record(z.string(), z.string()) });

const Graph = z.object({
  modules: z.array(z.object({
    specifier: z.string(),
    error: z.string().optional(),
    size: z.number().default(0),
  })),
  npmPackages: z.record(z.string(), z.object({ localPath: z.string() })),
});

export interface Unpacked {
  /** The paths that the function's entry leads to, as in the repository. */
  readonly needed: readonly string[];
  readonly bytesSent: number;
  /** All packages that it imports, unpacked: with their types, maps and texts. */
  readonly bytesOfPackages: number;
  /** What of them can run. */
  readonly bytesOfCode: number;
  /** What the type checker complains of; empty: nothing. */
  check(): Promise<string>;
  [Symbol.asyncDispose](): Promise<void>;
}

/** The map that was sent, resolvable here. */
async function importMapFor(
  sent: string,
): Promise<z.infer<typeof ImportMap> & { scopes?: unknown }> {
  const { imports } = ImportMap.parse(JSON.parse(sent));
  if (await chooseRegistry() === "jsr") return { imports };
  const { imports: standIns } = ImportMap.parse(
    JSON.parse(
      await Deno.readTextFile(new URL("import_map.json", STAND_INS)),
    ),
  );
  const reached = (name: string, target: string) =>
    target.startsWith("jsr:")
      ? new URL(standIns[name] ?? target, STAND_INS).href
      : target;
  return {
    imports: Object.fromEntries(
      Object.entries(imports).map((
        [name, target],
      ) => [name, reached(name, target)]),
    ),
    // What the stand-ins import themselves is no part of what was sent.
    scopes: { [STAND_INS.href]: standIns },
  };
}

async function* filesBelow(folder: string): AsyncGenerator<string> {
  for await (const { name, isDirectory } of Deno.readDir(folder)) {
    const path = `${folder}/${name}`;
    if (isDirectory) yield* filesBelow(path);
    else yield path;
  }
}

/** Of modules and packages beside what was sent. */
async function sizeOf(
  modules: readonly { size: number }[],
  folders: readonly string[],
): Promise<{ all: number; code: number }> {
  const single = modules.reduce((sum, { size }) => sum + size, 0);
  const bytes = { all: single, code: single };
  for (const folder of folders) {
    for await (const path of filesBelow(folder)) {
      const { size } = await Deno.stat(path);
      bytes.all += size;
      if (/\.(?:[cm]?js|json|wasm)$/.test(path)) bytes.code += size;
    }
  }
  return bytes;
}

async function deno(...args: string[]) {
  const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args,
    env: { NO_COLOR: "1" },
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
  }).output();
  const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
  return { code, stdout: text(stdout), stderr: text(stderr) };
}

/** Writes the files into an empty folder, and nothing else beside them. */
export async function unpack(
  { metadata, files }: SentFunction,
): Promise<Unpacked> {
  const folder = await Deno.realPath(
    await Deno.makeTempDir({ prefix: "boardscan-sent-" }),
  );
  const at = (path: string) => new URL(path, pathToFileURL(`${folder}/`));
  for (const [path, bytes] of files) {
    await Deno.mkdir(new URL(".", at(path)), { recursive: true });
    await Deno.writeFile(at(path), bytes);
  }
  const map = await Deno.makeTempFile({ suffix: ".json" });
  await Deno.writeTextFile(
    map,
    JSON.stringify(
      await importMapFor(
        new TextDecoder().decode(files.get(metadata.import_map_path)),
      ),
    ),
  );
  const flags = [
    `--config=${fileURLToPath(at(metadata.import_map_path))}`,
    `--import-map=${map}`,
  ];
  const entry = at(metadata.entrypoint_path).href;

  const told = await deno("info", "--json", ...flags, entry);
  const { modules, npmPackages } = Graph.parse(JSON.parse(told.stdout));
  const root = at("").href;
  const { all, code } = await sizeOf(
    modules.filter(({ specifier }) => !specifier.startsWith(root)),
    Object.values(npmPackages).map(({ localPath }) => localPath),
  );
  return {
    needed: modules.map(({ specifier }) => specifier)
      .filter((specifier) => specifier.startsWith(root))
      .map((specifier) => specifier.slice(root.length)).sort(),
    bytesSent: [...files.values()].reduce((sum, { length }) => sum + length, 0),
    bytesOfPackages: all,
    bytesOfCode: code,
    async check() {
      const { code, stderr } = await deno("check", "--quiet", ...flags, entry);
      return code === 0 ? "" : stderr || `exit ${code}`;
    },
    async [Symbol.asyncDispose]() {
      await Deno.remove(folder, { recursive: true });
      await Deno.remove(map);
    },
  };
}
