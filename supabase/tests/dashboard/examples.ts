/**
 * The blocks of code of .github/DASHBOARD.md as modules: written out, typed and
 * run. Imported by tests only.
 *
 * @module
 */
import { assert, assertEquals } from "@std/assert";
import { z } from "zod";
import { chooseRegistry, registryFlags } from "../../../scripts/deno.ts";

const ROOT = new URL("../../../", import.meta.url);
const DOCUMENT = new URL(".github/DASHBOARD.md", ROOT);

export interface Example {
  /** Of the module, such as "scan.ts". */
  readonly name: string;
  readonly code: string;
}

/** All blocks, in the document's order; every one must be TypeScript with a name. */
export async function readExamples(): Promise<readonly Example[]> {
  const text = await Deno.readTextFile(DOCUMENT);
  const fences = text.split("\n").filter((line) => line.includes("```"));
  const blocks = [...text.matchAll(/^```ts\n(\/\/ ([a-z_]+\.ts)\n.*?)^```$/gms)]
    .map(([, code = "", name = ""]) => ({ name, code }));
  assertEquals(fences.length, blocks.length * 2, "a block that is no module");
  assertEquals(new Set(blocks.map(({ name }) => name)).size, blocks.length);
  return blocks;
}

/** Writes modules side by side into a folder of their own. */
export async function writeModules(modules: readonly Example[]) {
  const folder = await Deno.makeTempDir({ prefix: "boardscan-dashboard-" });
  for (const { name, code } of modules) {
    await Deno.writeTextFile(`${folder}/${name}`, code);
  }
  return {
    folder,
    [Symbol.asyncDispose]: () => Deno.remove(folder, { recursive: true }),
  };
}

/** What the compiler says of them, with the project's own options; "" is nothing. */
export async function typeErrors(modules: readonly Example[]): Promise<string> {
  await using written = await writeModules(modules);
  const { code, stderr } = await new Deno.Command(Deno.execPath(), {
    args: [
      "check",
      "--quiet",
      `--config=${new URL("deno.json", ROOT).pathname}`,
      ...registryFlags(await chooseRegistry()),
      ...modules.map(({ name }) => `${written.folder}/${name}`),
    ],
    env: { NO_COLOR: "1" },
    stdin: "null",
    stdout: "null",
  }).output();
  return code === 0 ? "" : new TextDecoder().decode(stderr);
}

/** Runs what the modules export, by name, and knows what was not run. */
export async function createPlayer(
  folder: string,
  modules: readonly Example[],
) {
  const exported = new Map<string, unknown>();
  for (const { name } of modules) {
    const module: unknown = await import(`file://${folder}/${name}`);
    const found = z.record(z.string(), z.unknown()).parse(module);
    for (const [key, value] of Object.entries(found)) {
      assert(!exported.has(key), `two blocks export ${key}`);
      exported.set(key, value);
    }
  }
  const played = new Set<string>();

  function take(name: string) {
    const found = exported.get(name);
    if (typeof found !== "function") throw new Error(`No block has ${name}`);
    played.add(name);
    return found;
  }

  return {
    async run(name: string, ...args: readonly unknown[]): Promise<unknown> {
      return await Reflect.apply(take(name), undefined, args);
    },
    /** What it throws, which must be of that class. */
    async refused(
      className: string,
      name: string,
      ...args: readonly unknown[]
    ): Promise<unknown> {
      const wanted = take(className);
      try {
        await Reflect.apply(take(name), undefined, args);
      } catch (error) {
        if (error instanceof wanted) return error;
        throw error;
      }
      throw new Error(`${name} was not refused`);
    },
    /** Exports that nothing has run, and modules that have none. */
    unplayed: () => [...exported.keys()].filter((name) => !played.has(name)),
  };
}
