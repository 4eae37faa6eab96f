/**
 * Runs the local stack as a command with all of the options that the README
 * names. Imported by tests only.
 *
 * @module
 */
import { assert, assertEquals, assertMatch } from "@std/assert";
import { z } from "zod";
import type { Shell } from "./shell.ts";
import type { Project } from "./world.ts";

/** What is run here, and where another test runs it. */
const KNOWN: Readonly<Record<string, string | null>> = {
  "--db DIR": null,
  memory: null,
  "postgres://…": "supabase/tests/scan_flow_test.ts",
  "--port N": null,
  "--boards URL": null,
  "--no-seed": null,
};

export interface StartOptions {
  readonly shell: Shell;
  readonly denoVersion: string;
  readonly project: Project;
  readonly clone: { readonly folder: string };
}

function freePort(): number {
  using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  return listener.addr.port;
}

/** The variables that a stack prints. */
function variablesIn(printed: string): Record<string, string> {
  return Object.fromEntries(
    [...printed.matchAll(/^(\w+)="(.*)"$/gm)].map(([, name, value]) => [
      name,
      value,
    ]),
  );
}

async function companies(printed: string): Promise<unknown[]> {
  const { REST_URL, SECRET_KEY = "" } = variablesIn(printed);
  const response = await fetch(`${REST_URL}/job_sources?select=company`, {
    headers: { apikey: SECRET_KEY },
  });
  return z.array(z.unknown()).parse(await response.json());
}

/** Starts it twice, so that each of the options is given once. */
export async function assertStarts(
  options: readonly string[],
  { shell, denoVersion, project, clone }: StartOptions,
): Promise<void> {
  for (const option of options) {
    assert(option in KNOWN, `No rule runs the option ${option}`);
    const elsewhere = KNOWN[option];
    if (!elsewhere) continue;
    const test = await Deno.readTextFile(`${clone.folder}/${elsewhere}`);
    assertMatch(test, /BOARDSCAN_TEST_DATABASE/);
  }
  const command = `npx --yes deno@${denoVersion} task start`;
  const port = freePort();
  const kept = await shell.start(
    `${command} --db kept --port ${port} --boards ${project.gateway}`,
  );
  try {
    assertEquals(variablesIn(kept.printed).API_URL, `http://127.0.0.1:${port}`);
    assertEquals((await companies(kept.printed)).length, 49);
    await Deno.stat(`${clone.folder}/kept/keys.json`);
  } finally {
    assertEquals(await kept.stop(), 0);
  }
  const bare = await shell.start(`${command} --db memory --port 0 --no-seed`);
  try {
    assertEquals(await companies(bare.printed), []);
  } finally {
    assertEquals(await bare.stop(), 0);
  }
}
