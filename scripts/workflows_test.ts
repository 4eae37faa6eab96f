import { assert, assertEquals, assertMatch } from "@std/assert";
import { z } from "zod";

const Config = z.object({ tasks: z.record(z.string(), z.string()) });
const FOLDER = new URL("../.github/workflows/", import.meta.url);

async function workflows() {
  const found: { name: string; text: string }[] = [];
  for await (const { name } of Deno.readDir(FOLDER)) {
    found.push({ name, text: await Deno.readTextFile(new URL(name, FOLDER)) });
  }
  assert(found.length > 0);
  return found;
}

Deno.test("the workflows use actions by digest, with the version beside it, and no branch or tag", async () => {
  for (const { name, text } of await workflows()) {
    const uses = text.match(/^\s*(?:- )?uses: .*$/gm) ?? [];
    assert(uses.length > 0, name);
    for (const line of uses) {
      if (/uses: \.\//.test(line)) continue;
      assertMatch(line, /uses: [\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
    }
  }
});

Deno.test("the workflows may read the repository and nothing else, and keep no credentials", async () => {
  for (const { name, text } of await workflows()) {
    const granted = [...text.matchAll(/^permissions:\n((?: {2}.*\n)+)/gm)]
      .map(([, block]) => block?.trim());
    assertEquals(granted, ["contents: read"], name);
    assertEquals(text.match(/\bpermissions:/g)?.length, 1, name);
    const checkouts = text.match(/actions\/checkout@/g)?.length ?? 0;
    const kept = text.match(/persist-credentials: false/g)?.length ?? 0;
    assertEquals(kept, checkouts, name);
  }
});

Deno.test("the workflows run the commands of the repository, so nothing is tested there alone", async () => {
  const all = (await workflows()).map(({ text }) => text).join("\n");
  for (const script of all.matchAll(/(\.ci\/\w+)/g)) {
    const [, path = ""] = script;
    const { mode } = await Deno.stat(new URL(`../${path}`, import.meta.url));
    assert(((mode ?? 0) & 0o100) !== 0, path);
  }
  const { tasks } = Config.parse(JSON.parse(
    await Deno.readTextFile(new URL("../deno.json", import.meta.url)),
  ));
  const named = [...all.matchAll(/deno@\d+\.\d+\.\d+ task (\S+)/g)];
  assert(named.length > 0);
  for (const [, task = ""] of named) assert(task in tasks, task);
});
