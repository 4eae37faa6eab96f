/**
 * A copy of the repository in a folder of its own, as somebody has it who has
 * just cloned it. Imported by tests only.
 *
 * @module
 */
import { fileURLToPath } from "node:url";

const ROOT = new URL("../../", import.meta.url);

/** What a clone does not bring along. */
const NOT_CLONED = new Set([
  ".git",
  ".boardscan",
  ".temp",
  ".branches",
  "node_modules",
]);

async function copyFolder(from: string, to: string): Promise<void> {
  await Deno.mkdir(to, { recursive: true });
  for await (const entry of Deno.readDir(from)) {
    const [source, target] = [`${from}/${entry.name}`, `${to}/${entry.name}`];
    if (NOT_CLONED.has(entry.name)) continue;
    if (entry.isSymlink) {
      await Deno.symlink(await Deno.readLink(source), target);
    } else if (entry.isDirectory) {
      await copyFolder(source, target);
    } else if (entry.isFile) {
      await Deno.copyFile(source, target);
    }
  }
}

/** Copies it; the copy goes when it is disposed of. */
export async function copyRepository() {
  const folder = await Deno.makeTempDir({ prefix: "boardscan-clone-" });
  await copyFolder(fileURLToPath(ROOT).replace(/\/$/, ""), folder);
  return {
    folder,
    [Symbol.asyncDispose]: () => Deno.remove(folder, { recursive: true }),
  };
}
