import { assertEquals, assertThrows } from "@std/assert";
import { providerById, PROVIDERS } from "./mod.ts";

Deno.test("every provider has an id of its own, and is found by it", () => {
  const ids = PROVIDERS.map(({ id }) => id);
  assertEquals(new Set(ids).size, ids.length);
  for (const provider of PROVIDERS) {
    assertEquals(providerById(provider.id), provider);
  }
});

Deno.test("json_ld comes last, for it takes what no other provider knows", () => {
  assertEquals(PROVIDERS.at(-1)?.id, "json_ld");
});

Deno.test("every provider file beside mod.ts is one of the providers", async () => {
  const files: string[] = [];
  for await (const { name } of Deno.readDir(new URL(".", import.meta.url))) {
    if (!name.endsWith(".ts")) continue;
    const source = await Deno.readTextFile(new URL(name, import.meta.url));
    if (/^export const \w+: Provider</m.test(source)) {
      files.push(name.replace(/\.ts$/, ""));
    }
  }
  assertEquals(files.sort(), PROVIDERS.map(({ id }) => id).toSorted());
});

Deno.test("providerById() names the providers there are when it is asked for another", () => {
  assertThrows(
    () => providerById("taleo"),
    TypeError,
    'Cannot find provider "taleo": there are greenhouse, lever, ashby, workday, smartrecruiters, workable, recruitee, rippling, pinpoint, personio, breezy, bamboohr, teamtailor, json_ld',
  );
});
