import { assertEquals, assertRejects } from "@std/assert";
import { CLI_VERSION, findCli } from "./cli.ts";
import { createScrub } from "./scrub.ts";

/** A PATH with these programs alone, each a shell script. */
async function withPrograms(
  programs: Readonly<Record<string, string>>,
  act: (environment: { PATH: string }) => Promise<void>,
) {
  const folder = await Deno.makeTempDir({ prefix: "boardscan-path-" });
  try {
    for (const [name, script] of Object.entries(programs)) {
      await Deno.writeTextFile(`${folder}/${name}`, `#!/bin/sh\n${script}\n`, {
        mode: 0o755,
      });
    }
    await act({ PATH: folder });
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

function find(environment: { PATH: string }, secrets: string[] = []) {
  return findCli({ root: "/", scrub: createScrub(secrets), environment });
}

/** npm as it installs the CLI, or not. */
const NPX = `case "$*" in
  *"command -v"*) echo "$PATH/installed";;
  *) echo "npx is slow" >&2; exit 1;;
esac`;

Deno.test("the CLI on PATH is used where it is of the right major version", async () => {
  await withPrograms({ supabase: "echo 3.9.1" }, async (environment) => {
    const { version, command } = await find(environment);
    assertEquals([version, command], ["3.9.1", "supabase"]);
  });
});

Deno.test("else npm's, called where npm has put it", async () => {
  await withPrograms(
    { supabase: "echo 2.122.1", npx: NPX, installed: `echo ${CLI_VERSION}` },
    async (environment) => {
      const { version, command } = await find(environment);
      assertEquals(version, CLI_VERSION);
      assertEquals(command, `npx --yes supabase@${CLI_VERSION}`);
    },
  );
});

Deno.test("where npm does not say where, it is called through npx", async () => {
  await withPrograms(
    {
      npx: `case "$*" in
  *"command -v"*) exit 1;;
  "--yes supabase@${CLI_VERSION} --version") echo ${CLI_VERSION};;
  *) exit 1;;
esac`,
    },
    async (environment) => {
      assertEquals((await find(environment)).version, CLI_VERSION);
    },
  );
});

Deno.test("without any, the error says what there is and what to do", async () => {
  await withPrograms({}, async (environment) => {
    await assertRejects(
      () => find(environment),
      Error,
      "Cannot run the Supabase CLI: there is no npx on PATH\nInstall Node 20",
    );
  });
  await withPrograms(
    {
      supabase: "echo 2.122.1",
      npx: 'echo "npm error code ENOTFOUND" >&2; exit 1',
    },
    async (environment) => {
      await assertRejects(
        () => find(environment),
        Error,
        `npx cannot install supabase@${CLI_VERSION} (ENOTFOUND), and the one on PATH is 2.122.1, wanted 3`,
      );
    },
  );
});

Deno.test("what a command says is heard line by line, without secrets; what is read is whole", async () => {
  await withPrograms({
    supabase: `case "$1" in
  --version) echo 3.1.0;;
  *) echo "key sb_secret_abcdefgh"; echo "password geheim" >&2; exit 4;;
esac`,
  }, async (environment) => {
    const cli = await find(environment, ["geheim"]);
    const heard: string[] = [];
    assertEquals(await cli.run(["db"], (line) => heard.push(line)), {
      code: 4,
      printed: "key [hidden]",
      complained: "password [hidden]",
    });
    assertEquals(heard.toSorted(), ["key [hidden]", "password [hidden]"]);
    assertEquals(await cli.read(["db"]), null);
    assertEquals(await cli.read(["--version"]), "3.1.0");
  });
});
