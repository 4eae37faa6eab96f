/**
 * The README does what it says: every command, every statement and every flag in
 * it is run against a local stack with simulated boards, in the README's order.
 * What no rule knows fails. The steps into a project are taken, word for word, by
 * scripts/deploy/by_hand_test.ts.
 */
import { assert, assertEquals, assertMatch } from "@std/assert";
import { z } from "zod";
import { PROVIDERS } from "../../supabase/functions/_shared/providers/mod.ts";
import { readHandSteps } from "../deploy/hand_steps.ts";
import { copyRepository } from "./checkout.ts";
import { codeIn, readMarkdown } from "./markdown.ts";
import { PRINTS, RUN_ELSEWHERE } from "./prints.ts";
import { createRunner, TASK } from "./runner.ts";
import { commandsIn, openShell } from "./shell.ts";
import { assertDrawn, assertPrinted } from "./shown.ts";
import { assertStarts } from "./start_options.ts";
import { readStatements } from "./statements.ts";
import { startProject } from "./world.ts";

const ROOT = new URL("../../", import.meta.url);
const read = (path: string) => Deno.readTextFile(new URL(path, ROOT));

const README = await read("README.md");
const { blocks, tables, inline } = readMarkdown(README);
const contributing = readMarkdown(await read(".github/CONTRIBUTING.md"));
const { tasks } = z.looseObject({ tasks: z.record(z.string(), z.string()) })
  .parse(JSON.parse(await read("deno.json")));
/** As CI asks for it. */
const denoVersion = /npx --yes deno@([\d.]+) "\$@"/.exec(await read(".ci/run"))
  ?.[1] ?? "";

const plain = (text: string) => text.replace(/\s+/g, " ");
const hand = readHandSteps(README);
const takenByHand = new Set(
  [...hand.steps, ...hand.foreign].map(({ text }) => plain(text)),
);

Deno.test("the README asks for the Deno that CI runs", () => {
  const asked = [...README.matchAll(/deno@([\d.]+\d)/g)].map(([, one]) => one);
  assert(asked.length > 3);
  assertEquals(new Set(asked), new Set([denoVersion]));
});

Deno.test("the README lists every provider, with an address that it takes", () => {
  const table = tables.find(({ head }) => head[0] === "provider");
  const listed = table?.rows.map(([name = "", addresses = ""]) => {
    const id = name.toLowerCase().replaceAll("-", "_");
    for (const address of codeIn(addresses)) {
      const url = new URL(address.replace("…", "acme"));
      const board = PROVIDERS.map((one) => one.match(url)).find((found) =>
        found !== null
      );
      assertEquals(board?.provider, id, address);
    }
    return id;
  });
  assertEquals(
    listed?.toSorted(),
    PROVIDERS.map(({ id }) => id).toSorted(),
  );
});

Deno.test("every task that README and CONTRIBUTING name is there, and CI runs those that no test can", async () => {
  const named = [...inline, ...contributing.inline]
    .flatMap(({ code }) => TASK.exec(code)?.[2] ?? []);
  for (const { head, rows } of [...tables, ...contributing.tables]) {
    if (head[0] !== "task") continue;
    named.push(...rows.map(([task = ""]) => /\w[\w:.]*/.exec(task)?.[0] ?? ""));
  }
  assert(named.length > 10);
  for (const name of named) assert(name in tasks || name === "…", name);
  for (const [file, call] of Object.values(RUN_ELSEWHERE)) {
    assertMatch(await read(file), call);
  }
  const commands = blocks.filter(({ language }) => language === "sh")
    .flatMap(({ code }) => commandsIn(code));
  for (const command of commands) {
    const [, , name = "", flags = ""] = TASK.exec(command) ?? [];
    if (!(name in RUN_ELSEWHERE) || flags === "") continue;
    const script = await read(`scripts/${name}.ts`);
    for (const [flag] of flags.matchAll(/--[a-z-]+/g)) {
      assert(script.includes(flag), `${name} has no ${flag}`);
    }
  }
});

Deno.test("the README can be followed from its top to its end", async (t) => {
  await using clone = await copyRepository();
  await using project = await startProject(README);
  const at = { folder: clone.folder, denoVersion };
  const { environment } = project;
  await using shell = await openShell({ ...at, environment });
  await using alone = await openShell({ ...at, environment: {} });
  const runner = createRunner({ project, shell, alone, denoVersion });
  const { runCommand, runStatement, runDemo, runTask } = runner;

  // Only its end is waited for.
  const demo = runDemo();
  const isDemo = (command = "") => TASK.exec(command)?.[2] === "demo";
  const shownDemos: string[] = [];

  for (const [at, { heading, line, language, code }] of blocks.entries()) {
    const name = `line ${line}, ${heading}: ${language || "text"}`;
    await t.step(name, async () => {
      if (language === "sh") {
        for (const command of commandsIn(code)) {
          if (takenByHand.has(plain(command)) || isDemo(command)) continue;
          await runCommand(command);
        }
      } else if (language === "sql") {
        for (const { sql } of readStatements(code)) {
          if (!takenByHand.has(plain(sql))) await runStatement(sql);
        }
      } else {
        assertEquals(language, "", "No rule runs it");
        const before = blocks[at - 1];
        if (before?.language === "sh" && before.heading === heading) {
          const commands = commandsIn(before.code);
          assert(commands.length === 1 && isDemo(commands[0]), before.code);
          shownDemos.push(code);
        } else await assertDrawn(code, project.database);
      }
    });
  }

  // The minute of pg_cron, which nobody waits for here.
  await project.database.query("select scanner.dispatch()");
  for (const { rows } of tables.filter(({ head }) => head[0] === "task")) {
    for (const [task = "", does = ""] of rows) {
      const [name = ""] = codeIn(task);
      const flags = codeIn(does).filter((code) => code.startsWith("--"));
      for (const command of [name, ...flags.map((one) => `${name} ${one}`)]) {
        await t.step(
          `deno task ${command}`,
          () => runCommand(`npx --yes deno@${denoVersion} task ${command}`),
        );
      }
    }
  }

  await t.step("a message arrives", async () => {
    assertMatch(await project.message, /^[\w.]+\/\S+ \{.+\}$/s);
  });

  await t.step("the local stack starts with every option", async () => {
    const table = tables.find(({ head }) => head[0] === "option");
    const options = table?.rows.flatMap(([cell = ""]) => codeIn(cell)) ?? [];
    await assertStarts(options, { shell: alone, denoVersion, project, clone });
    runner.tasks.add("start");
  });

  await t.step("the demo prints what is shown", async () => {
    const printed = await demo;
    assert(shownDemos.length > 0);
    for (const shown of shownDemos) assertPrinted(shown, printed);
  });

  await t.step(
    "jobs reads what the demo has left where that is all there is",
    async () => {
      const { printed } = await runTask("jobs", alone);
      assertMatch(printed, PRINTS.jobs ?? /^$/);
      assertMatch(printed, /\.boardscan\/demo\n$/);
    },
  );

  await t.step("every task in a sentence runs", async () => {
    for (const { code } of inline) {
      const [, , name, flags = ""] = TASK.exec(code) ?? [];
      if (!name || name === "…" || runner.tasks.has(name)) continue;
      await runCommand(`npx --yes deno@${denoVersion} task ${name}${flags}`);
    }
  });
});
