/**
 * Runs a deno subcommand where jsr.io can be reached and where it cannot:
 * `deno run -A scripts/deno.ts test -A …`.
 *
 * Behind a company's npm mirror every `jsr:` import fails, so this launcher
 * asks the registry once and, when it stays silent, adds the import map that
 * sends each jsr specifier to its stand-in in `npm_only/`. BOARDSCAN_REGISTRY
 * (`jsr` or `npm`) decides without asking.
 *
 * @module
 */
import { fileURLToPath } from "node:url";

const PROBE_TIMEOUT_MS = 2_000;
const SUBCOMMANDS_WITH_MAP = ["run", "test", "check", "bench", "serve"];
const NPM_ONLY_MAP = new URL("./npm_only/import_map.json", import.meta.url);

async function jsrAnswers(): Promise<boolean> {
  const registry = Deno.env.get("JSR_URL") ?? "https://jsr.io";
  try {
    const response = await fetch(
      new URL("/@std/assert/meta.json", registry),
      { signal: AbortSignal.timeout(PROBE_TIMEOUT_MS) },
    );
    await response.body?.cancel();
    return response.ok;
  } catch {
    return false;
  }
}

/** Which registry the jsr imports come from in this run. */
export async function chooseRegistry(): Promise<"jsr" | "npm"> {
  const wanted = Deno.env.get("BOARDSCAN_REGISTRY");
  if (wanted === "jsr" || wanted === "npm") return wanted;
  if (wanted !== undefined && wanted !== "") {
    throw new TypeError(
      `Cannot choose a registry: BOARDSCAN_REGISTRY is "${wanted}", not "jsr" or "npm"`,
    );
  }
  return await jsrAnswers() ? "jsr" : "npm";
}

/** The flags that a deno process started from here needs. */
export function registryFlags(registry: "jsr" | "npm"): string[] {
  return registry === "npm"
    ? [`--import-map=${fileURLToPath(NPM_ONLY_MAP)}`]
    : [];
}

if (import.meta.main) {
  const [subcommand, ...rest] = Deno.args;
  if (!subcommand || !SUBCOMMANDS_WITH_MAP.includes(subcommand)) {
    console.error(
      `Cannot run "${subcommand ?? ""}": wanted one of ${
        SUBCOMMANDS_WITH_MAP.join(", ")
      }`,
    );
    Deno.exit(2);
  }
  const registry = await chooseRegistry();
  const child = new Deno.Command(Deno.execPath(), {
    args: [subcommand, ...registryFlags(registry), ...rest],
    env: { BOARDSCAN_REGISTRY: registry },
  }).spawn();
  // The child gets the terminal's own signal too; without a handler this
  // process would die first and leave it alone.
  const forward = (signal: Deno.Signal) => () => {
    try {
      child.kill(signal);
    } catch (error) {
      if (!(error instanceof TypeError)) throw error; // it has just ended
    }
  };
  Deno.addSignalListener("SIGTERM", forward("SIGTERM"));
  Deno.addSignalListener("SIGINT", () => {});
  Deno.exit((await child.status).code);
}
