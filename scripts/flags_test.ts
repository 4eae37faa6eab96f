import { assert, assertEquals, assertMatch } from "@std/assert";
import { z } from "zod";
import { Folder, NoArguments, parseFlags, Port } from "./flags.ts";
import { runCommand } from "./testing.ts";

const Flags = z.strictObject({
  _: NoArguments,
  db: z.literal("memory").or(Folder).default(".boardscan"),
  port: Port.default(54_321),
  changes: z.boolean(),
  seed: z.boolean(),
});

function parse(...args: string[]) {
  return parseFlags(args, Flags, { changes: false, seed: true });
}

/** The flags as they were understood, or what is wrong with them. */
function read(...args: string[]) {
  const { data, error } = parse(...args);
  return data ?? z.prettifyError(error);
}

const DEFAULTS = {
  _: [],
  db: ".boardscan",
  port: 54_321,
  changes: false,
  seed: true,
};

Deno.test("parseFlags() gives each flag that is absent its default", () => {
  assertEquals(read(), DEFAULTS);
});

Deno.test("parseFlags() reads values behind a blank or an equals sign, and switches", () => {
  assertEquals(read("--db", "x", "--port=0", "--changes", "--no-seed"), {
    ...DEFAULTS,
    db: "x",
    port: 0,
    changes: true,
    seed: false,
  });
});

Deno.test("parseFlags() keeps a value that looks like a number as it was typed", () => {
  assertEquals(read("--db", "007"), { ...DEFAULTS, db: "007" });
});

Deno.test("parseFlags() refuses a flag or an argument that it does not know", () => {
  for (
    const args of [["--prot", "1"], ["-p", "1"], ["stray"], ["--", "stray"], [
      "--no-db",
    ]]
  ) {
    assert(!parse(...args).success, args.join(" "));
  }
});

Deno.test("parseFlags() refuses a flag without its value", () => {
  assert(!parse("--port").success);
  assert(!parse("--db").success);
});

Deno.test("Port is a whole number up to 65535", () => {
  assertEquals(Port.parse("65535"), 65_535);
  for (const text of ["65536", "-1", "1.5", "http", "", " 1", "0x1"]) {
    assert(!Port.safeParse(text).success, text);
  }
});

Deno.test("Folder is neither memory nor a server", () => {
  for (const text of ["x", "/tmp/memory", "memory/x", "./postgres"]) {
    assertEquals(Folder.parse(text), text);
  }
  for (const text of ["", "memory", "postgres://x", "postgresql://x"]) {
    assert(!Folder.safeParse(text).success, text);
  }
});

Deno.test("every command refuses flags that it does not understand, with a line of usage and exit code 2", async () => {
  const wrong: [command: string, ...args: string[]][] = [
    ["stack", "--prot=1"],
    ["stack", "--port=70000"],
    ["stack", "--boards=localhost"],
    ["demo", "--change"],
    ["demo", "--db=postgres://127.0.0.1/x"],
    ["jobs", "--limit=0"],
    ["jobs", "--db=memory"],
    ["scan", "stray"],
  ];
  for (const [command, ...args] of wrong) {
    const { code, printed, complained } = await runCommand(command, args);
    assertEquals([code, printed], [2, ""], `${command} ${args}`);
    assertMatch(complained, /^Usage: deno task [a-z]+ \[--.+\]\n/);
  }
});
