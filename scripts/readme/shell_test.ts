import { assert, assertEquals, assertMatch } from "@std/assert";
import { commandsIn, openShell } from "./shell.ts";

const OPTIONS = {
  folder: Deno.cwd(),
  denoVersion: "2.9.6",
  environment: { WHERE: "here" },
};

Deno.test("commandsIn() gives each command once, without its comments", () => {
  assertEquals(
    commandsIn("# first\na --b  c   # why\n\nd \\\n  -e '{\"f\": 1}'\n"),
    ["a --b  c", `d -e '{"f": 1}'`],
  );
});

Deno.test("a shell runs a command as it is written, with this Deno behind npx", async () => {
  await using shell = await openShell(OPTIONS);
  const { code, printed } = await shell.run(
    `npx --yes deno@2.9.6 eval 'console.log("'"$WHERE"'", Deno.version.deno)'`,
  );
  assertEquals([code, printed], [0, `here ${Deno.version.deno}\n`]);
});

Deno.test("a shell refuses what npx would fetch", async () => {
  await using shell = await openShell(OPTIONS);
  for (const asked of ["deno@2.9.5 --version", "supabase@3 link"]) {
    const { code, complained } = await shell.run(`npx --yes ${asked}`);
    assertEquals(code, 64);
    assertMatch(complained, /npx has no rule for: --yes /);
  }
});

Deno.test("the stand-in for curl asks as curl does", async () => {
  const asked: unknown[] = [];
  await using server = Deno.serve(
    { hostname: "127.0.0.1", port: 0, onListen: () => {} },
    async (request) => {
      const { method, headers, url } = request;
      asked.push([
        method,
        new URL(url).search,
        headers.get("apikey"),
        headers.get("content-type"),
        await request.text(),
      ]);
      return new Response("answer");
    },
  );
  const address = `http://127.0.0.1:${server.addr.port}/`;
  for (const ownCurl of [true, false]) {
    await using shell = await openShell({ ...OPTIONS, ownCurl });
    for (
      const command of [
        `curl -X POST "${address}" -H "apikey: a b"`,
        `curl "${address}?x=1" -H "apikey: a b"`,
        `curl -X POST "${address}" -d '{"a": 1}'`,
      ]
    ) {
      const { code, printed } = await shell.run(command);
      assertEquals([code, printed], [0, "answer"]);
    }
  }
  assertEquals(asked.slice(0, 3), asked.slice(3));
  assertEquals(asked.slice(3), [
    ["POST", "", "a b", null, ""],
    ["GET", "?x=1", "a b", null, ""],
    ["POST", "", null, "application/x-www-form-urlencoded", '{"a": 1}'],
  ]);
  await using shell = await openShell({ ...OPTIONS, ownCurl: false });
  const { code, complained } = await shell.run(`curl --upload "${address}"`);
  assert(code !== 0);
  assertMatch(complained, /the stand-in for curl has no --upload/);
});
