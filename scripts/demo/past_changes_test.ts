import { assertEquals, assertRejects } from "@std/assert";
import { noteChange, readPastChanges } from "./past_changes.ts";

async function tempFolder() {
  const path = await Deno.makeTempDir({ prefix: "boardscan-" });
  return {
    path,
    [Symbol.asyncDispose]: () => Deno.remove(path, { recursive: true }),
  };
}

Deno.test("readPastChanges() counts what noteChange() noted in the folder", async () => {
  await using one = await tempFolder();
  await using other = await tempFolder();
  assertEquals(await readPastChanges(one.path), 0);
  await noteChange(one.path);
  await noteChange(one.path);
  assertEquals(await readPastChanges(one.path), 2);
  assertEquals(await readPastChanges(other.path), 0);
});

Deno.test("noteChange() in memory leaves nothing behind", async () => {
  await noteChange("memory");
  assertEquals(await readPastChanges("memory"), 0);
  await assertRejects(() => Deno.stat("memory"), Deno.errors.NotFound);
});
