/**
 * A process of its own for what is measured, so that its memory and its CPU are
 * its alone: it gets one assignment and answers on one line.
 *
 * @module
 */
import { fileURLToPath } from "node:url";
import { chooseRegistry, registryFlags } from "../deno.ts";

const CONFIG = new URL("../../deno.json", import.meta.url);

/**
 * What the script answers, still to be parsed by a schema.
 *
 * @throws {Error} naming `what` was to be measured, when the process fails.
 */
export async function runMeasured(
  what: string,
  script: URL,
  assignment: unknown,
): Promise<unknown> {
  const { code, stdout } = await new Deno.Command(Deno.execPath(), {
    args: [
      "run",
      "--quiet",
      "--no-check",
      `--config=${fileURLToPath(CONFIG)}`,
      ...registryFlags(await chooseRegistry()),
      // Of its own memory it may read only with all permissions.
      "--allow-all",
      script.href,
      JSON.stringify(assignment),
    ],
    env: { NO_COLOR: "1" },
    stdin: "null",
    stdout: "piped",
    stderr: "inherit",
  }).output();
  if (code !== 0) throw new Error(`Cannot measure "${what}": exit ${code}`);
  return JSON.parse(new TextDecoder().decode(stdout));
}
