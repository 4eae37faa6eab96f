import { assert, assertEquals, assertRejects } from "@std/assert";
import { openDataFolder } from "./data_folder.ts";

async function tempFolder() {
  const path = await Deno.makeTempDir({ prefix: "boardscan-" });
  return {
    path,
    [Symbol.asyncDispose]: () => Deno.remove(path, { recursive: true }),
  };
}

Deno.test("openDataFolder() makes the folder and the folders above it", async () => {
  await using temp = await tempFolder();
  const folder = `${temp.path}/a/b`;
  const data = await openDataFolder(folder);
  assertEquals(data.database, `${folder}/pgdata`);
  assert((await Deno.stat(folder)).isDirectory);
  data.release();
});

Deno.test("openDataFolder() refuses a folder that is open, until it is released", async () => {
  await using temp = await tempFolder();
  const first = await openDataFolder(temp.path);
  await assertRejects(
    () => openDataFolder(temp.path),
    Error,
    `Cannot open "${temp.path}": another boardscan stack is using it`,
  );
  first.release();
  const second = await openDataFolder(temp.path);
  second.release();
});

Deno.test("openDataFolder() refuses a folder that another process has, and takes it when that dies", async () => {
  await using temp = await tempFolder();
  const script = `${temp.path}/holder.ts`;
  await Deno.writeTextFile(
    script,
    `const lock = await Deno.open(${
      JSON.stringify(`${temp.path}/lock`)
    }, { create: true, write: true });
     await lock.lock(true);
     console.log("held");
     setInterval(() => {}, 1_000);`,
  );
  const holder = new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "--no-config", script],
    stdout: "piped",
  }).spawn();
  const printed = holder.stdout.getReader();
  await printed.read();
  await assertRejects(() => openDataFolder(temp.path), Error, "is using it");
  holder.kill("SIGKILL");
  await holder.status;
  await printed.cancel();
  (await openDataFolder(temp.path)).release();
});

Deno.test("openDataFolder() keeps the keys from one opening to the next, readable to their owner only", async () => {
  await using temp = await tempFolder();
  const first = await openDataFolder(temp.path);
  first.release();
  const second = await openDataFolder(temp.path);
  second.release();
  assertEquals(second.keys.toJSON(), first.keys.toJSON());
  if (Deno.build.os !== "windows") {
    const { mode } = await Deno.stat(`${temp.path}/keys.json`);
    assertEquals((mode ?? 0) & 0o777, 0o600);
  }
});

Deno.test("openDataFolder() names a file of keys that it cannot read, and lets the folder go", async () => {
  await using temp = await tempFolder();
  await Deno.writeTextFile(`${temp.path}/keys.json`, '{"publishable": "x"');
  await assertRejects(
    () => openDataFolder(temp.path),
    Error,
    `Cannot read the keys in "${temp.path}/keys.json"`,
  );
  await Deno.remove(`${temp.path}/keys.json`);
  (await openDataFolder(temp.path)).release();
});
