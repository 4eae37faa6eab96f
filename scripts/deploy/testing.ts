/**
 * What the tests of a deployment share: the real CLI, and a checkout of their
 * own. Imported by tests only.
 *
 * @module
 */
import { fileURLToPath } from "node:url";
import { type Cli, CLI_VERSION, findCli } from "./cli.ts";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const HAS = ["deno.json", "supabase"];

/** npm gives up at once where its registry cannot be reached. */
const IMPATIENT = { npm_config_fetch_retries: "0" };

/** The pinned CLI, in `environment`; throws where it cannot be had. */
export function openCli(
  root: string,
  environment: Readonly<Record<string, string>> = {},
): Promise<Cli> {
  return findCli({
    root,
    scrub: (line) => line,
    environment: { ...IMPATIENT, ...environment },
  });
}

/** Why the tests that need the CLI cannot run here; null when they can. */
export async function whyNoCli(): Promise<string | null> {
  try {
    await openCli(ROOT);
    return null;
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return `supabase@${CLI_VERSION} cannot be installed here`;
  }
}

async function copy(from: string, to: string): Promise<void> {
  const { isDirectory, isFile } = await Deno.lstat(from);
  if (isFile) await Deno.copyFile(from, to);
  if (!isDirectory) return;
  await Deno.mkdir(to);
  for await (const { name } of Deno.readDir(from)) {
    // What the CLI has noted for whoever works here is not of the repository.
    if (name !== ".temp") await copy(`${from}/${name}`, `${to}/${name}`);
  }
}

export interface Checkout {
  readonly root: string;
  [Symbol.asyncDispose](): Promise<void>;
}

/** The repository as far as the CLI sees it, in a folder that may be linked and littered. */
export async function makeCheckout(): Promise<Checkout> {
  const root = await Deno.makeTempDir({ prefix: "boardscan-checkout-" });
  for (const name of HAS) await copy(`${ROOT}${name}`, `${root}/${name}`);
  return {
    root,
    async [Symbol.asyncDispose]() {
      await Deno.remove(root, { recursive: true });
    },
  };
}
