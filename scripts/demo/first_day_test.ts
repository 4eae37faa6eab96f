import { assertEquals, assertMatch, assertRejects } from "@std/assert";
import { FakeTime } from "@std/testing/time";
import { firstDay } from "./first_day.ts";

async function tempFolder() {
  const path = await Deno.makeTempDir({ prefix: "boardscan-" });
  return {
    path,
    [Symbol.asyncDispose]: () => Deno.remove(path, { recursive: true }),
  };
}

Deno.test("firstDay() is today on a new folder, and that day ever after", async () => {
  await using temp = await tempFolder();
  const folder = `${temp.path}/demo`;
  using time = new FakeTime("2026-03-01T23:59:00Z");
  assertEquals(await firstDay(folder), "2026-03-01");
  time.tick(24 * 3_600_000);
  assertEquals(await firstDay(folder), "2026-03-01");
});

Deno.test("firstDay() in memory is always today, and leaves nothing behind", async () => {
  using time = new FakeTime("2026-03-01T12:00:00Z");
  assertEquals(await firstDay("memory"), "2026-03-01");
  time.tick(24 * 3_600_000);
  assertEquals(await firstDay("memory"), "2026-03-02");
  await assertRejects(() => Deno.stat("memory"), Deno.errors.NotFound);
});

Deno.test("firstDay() says when it cannot keep the day", async () => {
  await using temp = await tempFolder();
  const file = `${temp.path}/file`;
  await Deno.writeTextFile(file, "");
  const error = await assertRejects(() => firstDay(file));
  assertMatch(String(error), /Not a directory|exists/i);
});
