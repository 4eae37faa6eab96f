import { assertEquals } from "@std/assert";
import { keptFolder } from "./kept_folder.ts";

Deno.test("keptFolder() is the one that was named, else data, else the demo's where only that is there", async () => {
  const before = Deno.cwd();
  const folder = await Deno.makeTempDir();
  async function leave(path: string) {
    await Deno.mkdir(path, { recursive: true });
    await Deno.writeTextFile(`${path}/keys.json`, "{}");
  }
  try {
    Deno.chdir(folder);
    assertEquals(await keptFolder("x"), "x");
    assertEquals(await keptFolder(undefined), ".boardscan/data");
    await leave(".boardscan/demo");
    await Deno.mkdir(".boardscan/data");
    assertEquals(await keptFolder(undefined), ".boardscan/demo");
    await leave(".boardscan/data");
    assertEquals(await keptFolder(undefined), ".boardscan/data");
  } finally {
    Deno.chdir(before);
    await Deno.remove(folder, { recursive: true });
  }
});
