/**
 * .github/CONTRIBUTING.md, followed: a fifteenth provider, of a system that does
 * not exist, is added to a copy of the repository in the steps that stand there,
 * with no file touched that they do not name.
 */
import { assert, assertEquals, assertMatch } from "@std/assert";
import { chooseRegistry } from "./deno.ts";
import { copyRepository } from "./readme/checkout.ts";
import { readMarkdown } from "./readme/markdown.ts";

const ROOT = new URL("../", import.meta.url);
const KESTREL = new URL("./contributing/kestrel/", import.meta.url);
const PROVIDERS = "supabase/functions/_shared/providers";

/** What is done to a file: written anew, or changed where it says this. */
type Work =
  | { readonly path: string; readonly write: string }
  | {
    readonly path: string;
    readonly change: readonly (readonly [there: string, wanted: string])[];
  };

/** By the names that CONTRIBUTING gives the files. */
const WORK: Readonly<Record<string, Work>> = {
  [`${PROVIDERS}/<id>.ts`]: {
    path: `${PROVIDERS}/kestrel.ts`,
    write: "provider.txt",
  },
  "testdata/<id>.ts": {
    path: `${PROVIDERS}/testdata/kestrel.ts`,
    write: "sample.txt",
  },
  "<id>_test.ts": {
    path: `${PROVIDERS}/kestrel_test.ts`,
    write: "provider_test.txt",
  },
  "mod.ts": {
    path: `${PROVIDERS}/mod.ts`,
    change: [
      [
        "import { lever }",
        'import { kestrel } from "./kestrel.ts";\nimport { lever }',
      ],
      ["  jsonLd,\n];", "  kestrel,\n  jsonLd,\n];"],
    ],
  },
  "scripts/boards/<id>.ts": {
    path: "scripts/boards/kestrel.ts",
    write: "board.txt",
  },
  "catalogue.ts": {
    path: "scripts/boards/catalogue.ts",
    change: [[
      '  "json_ld",\n] as const',
      '  "kestrel",\n  "json_ld",\n] as const',
    ]],
  },
  "live_board.ts": {
    path: "scripts/boards/live_board.ts",
    change: [
      [
        "import { lever }",
        'import { kestrel } from "./kestrel.ts";\nimport { lever }',
      ],
      ["  json_ld: jsonLd,\n", "  kestrel,\n  json_ld: jsonLd,\n"],
    ],
  },
  "more_boards.ts": {
    path: "scripts/boards/more_boards.ts",
    change: [[
      "readCatalogue(`\n",
      "readCatalogue(`\nIronford | kestrel | https://ironford.kestrel.example | 30 | 200 | software | us | 0.3\n",
    ]],
  },
  "fuzz_test.ts": {
    path: `${PROVIDERS}/fuzz_test.ts`,
    change: [[
      "  lever: { list: null },\n",
      '  lever: { list: null },\n  kestrel: { list: "openings", total: "total" },\n',
    ]],
  },
  "supabase/tests/faults/expected.ts": {
    path: "supabase/tests/faults/expected.ts",
    change: [['    "pinpoint",\n', '    "pinpoint",\n    "kestrel",\n']],
  },
  "mod_test.ts": {
    path: `${PROVIDERS}/mod_test.ts`,
    change: [[", json_ld'", ", kestrel, json_ld'"]],
  },
  README: {
    path: "README.md",
    change: [[
      "\n| JSON-LD ",
      "\n| Kestrel | `https://acme.kestrel.example` | |\n| JSON-LD ",
    ]],
  },
};

/** Named to be read, not to be changed. */
const READ = [
  "types.ts",
  "greenhouse.ts",
  "http.ts",
  "collect.ts",
  "promises_test.ts",
];

const text = await Deno.readTextFile(new URL(".github/CONTRIBUTING.md", ROOT));
const HEADING = "Add a provider in three steps";

/** The files of the steps, and those that come after them, in their order. */
function readSteps(): { steps: string[][]; after: string[] } {
  const section = text.split(`## ${HEADING}\n`)[1]?.split("\n## ")[0] ?? "";
  const [steps = "", after = ""] = section.split(/\n(?=Then )/);
  const filesIn = (part: string) =>
    [...part.matchAll(/`([\w/<>.]+\.ts)`|\bthe (README)\b/g)]
      .map(([, file, readme]) => file ?? readme ?? "")
      .filter((file) => !READ.includes(file));
  return {
    steps: steps.split(/^\d\. /m).slice(1).map(filesIn),
    after: filesIn(after),
  };
}

const { steps, after } = readSteps();

Deno.test("CONTRIBUTING names every file that a new provider needs, in three steps", () => {
  assert(readMarkdown(text).headings.includes(HEADING));
  assertEquals(steps.length, 3);
  assertEquals(
    [...steps.flat(), ...after].toSorted(),
    Object.keys(WORK).toSorted(),
  );
  assertEquals(steps[2], ["mod.ts"]);
});

Deno.test("a fifteenth provider is added by CONTRIBUTING's steps", async (t) => {
  await using clone = await copyRepository();
  const registry = await chooseRegistry();

  async function take(names: readonly string[]) {
    for (const name of names) {
      const work = WORK[name];
      assert(work, `No rule knows what is done to ${name}`);
      const path = `${clone.folder}/${work.path}`;
      if ("write" in work) {
        await Deno.copyFile(new URL(work.write, KESTREL), path);
        continue;
      }
      let code = await Deno.readTextFile(path);
      for (const [there, wanted] of work.change) {
        assertEquals(code.split(there).length, 2, `${name}: ${there}`);
        code = code.replace(there, () => wanted);
      }
      await Deno.writeTextFile(path, code);
    }
  }

  /** Runs tests in the copy, those whose names have this in them. */
  async function run(files: readonly string[], ...flags: readonly string[]) {
    const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
      args: ["run", "-A", "scripts/deno.ts", "test", "-A", ...flags, ...files],
      cwd: clone.folder,
      env: { NO_COLOR: "1", BOARDSCAN_REGISTRY: registry },
      stdin: "null",
    }).output();
    const decoder = new TextDecoder();
    return { code, told: decoder.decode(stdout) + decoder.decode(stderr) };
  }
  const runAll = async (files: readonly string[], ...flags: string[]) => {
    const { code, told } = await run(files, ...flags);
    assertEquals(code, 0, told);
    return told;
  };
  const own = "--filter=kestrel";

  await t.step("without its line in mod.ts it is found missing", async () => {
    await take([...steps[0] ?? [], ...steps[1] ?? []]);
    const { code, told } = await run(
      [`${PROVIDERS}/mod_test.ts`],
      "--no-check",
    );
    assertEquals(code, 1);
    assertMatch(
      told,
      /every provider file beside mod\.ts is one of the providers \.\.\. FAILED/,
    );
    assertMatch(told, /kestrel/);
  });

  await t.step(
    "with it, it keeps what every provider promises, and its types fit",
    async () => {
      await take(steps[2] ?? []);
      const told = await runAll([
        `${PROVIDERS}/promises_test.ts`,
        `${PROVIDERS}/kestrel_test.ts`,
      ], own);
      assertMatch(told, /kestrel finds its board in every address .+ ok/);
      assertMatch(told, /kestrel says why a listing that is cut short .+ ok/);
      assert(Number(/ok \| (\d+) passed/.exec(told)?.[1]) >= 9, told);
    },
  );

  await t.step(
    "without a simulated board it has not stood its ground",
    async () => {
      const { code, told } = await run(
        [`${PROVIDERS}/fuzz_test.ts`],
        "--no-check",
        own,
      );
      assertEquals(code, 1);
      assertMatch(told, /Where are the adverts of kestrel\?/);
    },
  );

  await t.step(
    "with one it stands damaged answers, and is known everywhere",
    async () => {
      await take(after);
      assertMatch(
        await runAll(
          [
            `${PROVIDERS}/fuzz_test.ts`,
            `${PROVIDERS}/mod_test.ts`,
            "scripts/readme/readme_test.ts",
          ],
          "--no-check",
          "--filter=/kestrel|every provider|providerById/",
        ),
        /kestrel never breaks on answers .+ ok[\s\S]+the README lists every provider.+ ok/,
      );
    },
  );

  await t.step("and every fault of a board", async () => {
    // Alone, for the others are tried elsewhere.
    const path = `${clone.folder}/${PROVIDERS}/mod.ts`;
    const code = await Deno.readTextFile(path);
    await Deno.writeTextFile(
      path,
      code.replace(/(PROVIDERS: [^=]+= \[)[^\]]+\]/, "$1kestrel]"),
    );
    assertMatch(
      await runAll(["supabase/tests/fault_matrix_test.ts"], "--no-check"),
      /no fault of a board closes a posting that is there \.\.\. ok/,
    );
  });
});
