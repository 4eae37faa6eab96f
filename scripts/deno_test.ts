import { assertEquals, assertMatch, assertRejects } from "@std/assert";
import { fileURLToPath } from "node:url";
import { chooseRegistry, registryFlags } from "./deno.ts";

const LAUNCHER = fileURLToPath(new URL("./deno.ts", import.meta.url));

/** Sets variables, an undefined one by taking it away, until the end of the test. */
function environment(variables: Record<string, string | undefined>) {
  const before = Object.keys(variables).map((name) =>
    [name, Deno.env.get(name)] as const
  );
  function set(name: string, value: string | undefined) {
    if (value === undefined) Deno.env.delete(name);
    else Deno.env.set(name, value);
  }
  for (const [name, value] of Object.entries(variables)) set(name, value);
  return {
    [Symbol.dispose]() {
      for (const [name, value] of before) set(name, value);
    },
  };
}

function fakeRegistry(status: number) {
  const asked: string[] = [];
  const server = Deno.serve(
    { hostname: "127.0.0.1", port: 0, onListen: () => {} },
    (request) => {
      asked.push(new URL(request.url).pathname);
      return new Response("{}", { status });
    },
  );
  return {
    asked,
    url: `http://127.0.0.1:${server.addr.port}`,
    [Symbol.asyncDispose]: () => server.shutdown(),
  };
}

Deno.test("chooseRegistry() takes BOARDSCAN_REGISTRY at its word, and asks nobody", async () => {
  await using registry = fakeRegistry(200);
  for (const wanted of ["jsr", "npm"] as const) {
    using _ = environment({
      BOARDSCAN_REGISTRY: wanted,
      JSR_URL: registry.url,
    });
    assertEquals(await chooseRegistry(), wanted);
  }
  assertEquals(registry.asked, []);
});

Deno.test("chooseRegistry() refuses any other BOARDSCAN_REGISTRY", async () => {
  using _ = environment({ BOARDSCAN_REGISTRY: "nmp" });
  await assertRejects(
    chooseRegistry,
    TypeError,
    'BOARDSCAN_REGISTRY is "nmp", not "jsr" or "npm"',
  );
});

Deno.test("chooseRegistry() takes jsr where it answers", async () => {
  await using registry = fakeRegistry(200);
  using _ = environment({ BOARDSCAN_REGISTRY: "", JSR_URL: registry.url });
  assertEquals(await chooseRegistry(), "jsr");
  assertEquals(registry.asked, ["/@std/assert/meta.json"]);
});

Deno.test("chooseRegistry() takes npm where jsr does not know its own packages", async () => {
  await using registry = fakeRegistry(404);
  using _ = environment({
    BOARDSCAN_REGISTRY: undefined,
    JSR_URL: registry.url,
  });
  assertEquals(await chooseRegistry(), "npm");
});

Deno.test("chooseRegistry() takes npm where nothing answers", async () => {
  const closed = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  closed.close();
  using _ = environment({
    BOARDSCAN_REGISTRY: undefined,
    JSR_URL: `http://127.0.0.1:${closed.addr.port}`,
  });
  assertEquals(await chooseRegistry(), "npm");
});

Deno.test("registryFlags() add the map of stand-ins for npm, and nothing for jsr", async () => {
  assertEquals(registryFlags("jsr"), []);
  const [flag = "", ...others] = registryFlags("npm");
  assertEquals(others, []);
  const [, path = ""] = /^--import-map=(.+)$/.exec(flag) ?? [];
  const { imports } = JSON.parse(await Deno.readTextFile(path));
  assertEquals(imports["@std/assert"], "./assert.ts");
});

async function launch(...args: string[]) {
  const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "--no-config", LAUNCHER, ...args],
    env: { BOARDSCAN_REGISTRY: "npm" },
  }).output();
  const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
  return { code, printed: text(stdout), complained: text(stderr) };
}

/** A script in a folder of its own. */
async function tempScript(source: string) {
  const path = await Deno.makeTempFile({ suffix: ".ts" });
  await Deno.writeTextFile(path, source);
  return { path, [Symbol.asyncDispose]: () => Deno.remove(path) };
}

Deno.test("the launcher runs a script with the stand-ins and passes on its arguments and its exit code", async () => {
  await using script = await tempScript(
    `import { assert } from "@std/assert";
     console.log(typeof assert, Deno.args.join(" "), Deno.env.get("BOARDSCAN_REGISTRY"));
     Deno.exit(7);`,
  );
  const { code, printed } = await launch(
    "run",
    "-A",
    "--no-check",
    script.path,
    "--a",
    "b",
  );
  assertEquals(printed, "function --a b npm\n");
  assertEquals(code, 7);
});

Deno.test("the launcher passes SIGTERM on and ends as the script does", async () => {
  await using script = await tempScript(
    `Deno.addSignalListener("SIGTERM", () => Deno.exit(5));
     setInterval(() => {}, 1_000);
     console.log("waits");`,
  );
  const child = new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "--no-config", LAUNCHER, "run", "-A", script.path],
    env: { BOARDSCAN_REGISTRY: "npm" },
    stdout: "piped",
  }).spawn();
  const printed = child.stdout.getReader();
  await printed.read();
  child.kill("SIGTERM");
  assertEquals((await child.status).code, 5);
  await printed.cancel();
});

Deno.test("the launcher refuses a subcommand that knows no import map", async () => {
  for (const args of [[], ["fmt"]]) {
    const { code, complained } = await launch(...args);
    assertEquals(code, 2);
    assertMatch(
      complained,
      /^Cannot run "(fmt)?": wanted one of run, test, check, bench, serve\n$/,
    );
  }
});
