/**
 * The rules of the house that a machine can keep.
 */
import { assert, assertEquals, assertMatch } from "@std/assert";
import { z } from "zod";

const ROOT = new URL("../", import.meta.url);
const MAX_LINES = 250;

const Imports = z.object({ imports: z.record(z.string(), z.string()) });

async function* walk(folder: string): AsyncGenerator<string> {
  for await (const entry of Deno.readDir(new URL(folder, ROOT))) {
    const path = `${folder}${entry.name}`;
    if (entry.isDirectory) yield* walk(`${path}/`);
    else if (entry.isFile) yield path;
  }
}

async function files(...folders: string[]): Promise<string[]> {
  const found: string[] = [];
  for (const folder of folders) {
    for await (const path of walk(folder)) found.push(path);
  }
  return found.sort();
}

function read(path: string): Promise<string> {
  return Deno.readTextFile(new URL(path, ROOT));
}

/** The code without its comments, so that a word in one is no finding. */
function withoutComments(code: string): string {
  return code.replace(/\/\*[\s\S]*?\*\//g, "").replace(/(^|\s)\/\/.*$/gm, "");
}

Deno.test("no file of code is longer than 250 lines, tests and generated ones apart", async () => {
  const code = (await files("scripts/", "supabase/")).filter((path) =>
    /\.(ts|sql)$/.test(path) &&
    !/_test\.ts$|schema\.sql$|database\.types\.ts$/.test(path)
  );
  assert(code.length > 100);
  const long = [];
  for (const path of code) {
    const lines = (await read(path)).trimEnd().split("\n").length;
    if (lines > MAX_LINES) long.push(`${path}: ${lines}`);
  }
  assertEquals(long, []);
});

Deno.test("the npm-only map has an entry for every import, with the same versions and stand-ins that are there", async () => {
  const { imports } = Imports.parse(JSON.parse(await read("deno.json")));
  const { imports: npmOnly } = Imports.parse(
    JSON.parse(await read("scripts/npm_only/import_map.json")),
  );
  for (const [name, target] of Object.entries(imports)) {
    assertMatch(target, /^(?:jsr|npm):@?[^@]+@\d+\.\d+\.\d+(?:\/.*)?$/);
    const standIn = npmOnly[name];
    assert(standIn, `${name} has no entry in the npm-only map`);
    if (target.startsWith("npm:")) assertEquals(standIn, target);
    else await Deno.stat(new URL(`scripts/npm_only/${standIn}`, ROOT));
  }
});

Deno.test("the functions import by the names of deno.json or by full paths", async () => {
  const { imports } = Imports.parse(JSON.parse(await read("deno.json")));
  for (const path of await files("supabase/functions/")) {
    if (!path.endsWith(".ts")) continue;
    for (
      const [, name = ""] of (await read(path)).matchAll(
        /^(?:import\s+|(?:import|export)\b[^;"]*?\bfrom\s+)"([^"]+)"/gm,
      )
    ) {
      if (name.startsWith(".")) assertMatch(name, /\.ts$/, path);
      else assert(name in imports, `${path} imports "${name}"`);
    }
  }
});

Deno.test("environment, network, clock and chance come from the entry files only", async () => {
  const outside =
    /\bDeno\.env\b|(?<![.\w])fetch\(|\bnew Date\(\)|\bDate\.now\(|\bMath\.random\b/;
  for (const path of await files("supabase/functions/")) {
    if (
      !/\.ts$/.test(path) ||
      /_test\.ts$|\/index\.ts$|\/testing\.ts$|\/testdata\//.test(path)
    ) {
      continue;
    }
    const found = outside.exec(withoutComments(await read(path)));
    assertEquals(found?.[0], undefined, path);
  }
});

Deno.test("one place makes the Supabase client, and each function calls it once", async () => {
  const calls: Record<string, number> = {};
  const importing: string[] = [];
  for (const path of await files("supabase/functions/")) {
    if (!path.endsWith(".ts") || path.endsWith("_test.ts")) continue;
    const code = withoutComments(await read(path));
    const made = code.match(/\bcreateClient\(/g)?.length ?? 0;
    const taken =
      code.match(/(?<!function )\bcreateServiceClient\(/g)?.length ?? 0;
    if (made + taken > 0) calls[path] = made + taken;
    // Whatever name it would be called by.
    if (/["']@supabase\/supabase-js["']/.test(code)) importing.push(path);
  }
  assertEquals(importing, ["supabase/functions/_shared/client.ts"]);
  assertEquals(calls, {
    "supabase/functions/_shared/client.ts": 1,
    "supabase/functions/notify/index.ts": 1,
    "supabase/functions/scan-source/index.ts": 1,
    "supabase/functions/scan/index.ts": 1,
  });
});

Deno.test("every migration has a name that the CLI takes, and says what it is", async () => {
  for (const path of await files("supabase/migrations/")) {
    assertMatch(path, /\/\d{14}_[a-z_]+\.sql$/);
    assertMatch(await read(path), /^-- /, path);
  }
});

Deno.test("config.toml deploys every function with its own check and the one import map", async () => {
  const config = await read("supabase/config.toml");
  for await (
    const { name } of Deno.readDir(new URL("supabase/functions/", ROOT))
  ) {
    if (name.startsWith("_")) continue;
    const [, section = ""] = new RegExp(
      `\\[functions\\.${name}\\]\\n((?:[^\\[\\n].*\\n?)*)`,
    ).exec(config) ?? [];
    assertMatch(section, /^verify_jwt = false$/m, name);
    assertMatch(section, /^import_map = "\.\.\/deno\.json"$/m, name);
  }
});

Deno.test("functions and migrations at the top level are links to Supabase's folders", async () => {
  assertEquals(
    await Deno.readLink(new URL("functions", ROOT)),
    "supabase/functions",
  );
  assertEquals(
    await Deno.readLink(new URL("migrations", ROOT)),
    "supabase/migrations",
  );
});
