/**
 * The steps that the README tells a person to take by hand, taken: the real CLI,
 * psql, a bare PostgreSQL with the stand-in extensions and a platform on
 * loopback, to the first scheduled scan.
 *
 * Three things differ from what a person types: the CLI's version is pinned,
 * `--remote` is the server's address (a hosted database listens where no test
 * can), and the project answers on loopback.
 */
import { assert, assertEquals, assertMatch } from "@std/assert";
import { delay } from "@std/async/delay";
import { REF } from "./fake_platform.ts";
import { type HandStep, readHandSteps } from "./hand_steps.ts";
import {
  type ProjectStandIn,
  startProject,
  whyNoServer,
} from "./project_stand_in.ts";
import { makeCheckout, openCli, whyNoCli } from "./testing.ts";

const README = Deno.env.get("BOARDSCAN_README") ||
  new URL("../../README.md", import.meta.url);
/** pg_cron ticks at full minutes. */
const PATIENCE_MS = 180_000;
const CLI = /^npx (?:--yes )?supabase@3 (.+)$/;

const reason = await whyNoServer() ?? await whyNoCli();
const suffix = reason ? ` (${reason})` : "";

/** A person at the terminal of `root`, who owns the project. */
async function createHands(root: string, project: ProjectStandIn) {
  const cli = await openCli(root, {
    ...project.platform.environment,
    // Asked at a terminal, they say yes.
    SUPABASE_YES: "true",
  });

  async function runInShell(text: string) {
    const command = CLI.exec(text)?.[1];
    assert(command, `No test knows the command "${text}"`);
    const args = command.split(/\s+/).map((arg) => arg.replace("<ref>", REF));
    const isSql = args[0] === "db" || args[0] === "migration";
    const { code, complained } = await cli.run(
      args.map((arg) =>
        isSql && arg === "--remote" ? `--remote=${project.server.url}` : arg
      ),
    );
    return { code, complained };
  }

  async function runInPsql(text: string) {
    const sql = text.replace("https://<ref>.supabase.co", project.apiUrl);
    assert(!sql.includes("<"), `No test knows what to put into "${sql}"`);
    const { code, stderr } = await new Deno.Command(
      `${project.server.bin}/psql`,
      {
        args: [
          "--no-psqlrc",
          "--set=ON_ERROR_STOP=1",
          `--command=${sql}`,
          project.server.url,
        ],
        stdin: "null",
        stdout: "null",
        stderr: "piped",
      },
    ).output();
    return { code, complained: new TextDecoder().decode(stderr) };
  }

  return async ({ language, text }: HandStep) => {
    if (language === "sh") return await runInShell(text);
    await project.wake();
    return await runInPsql(text);
  };
}

async function count(project: ProjectStandIn, query: string): Promise<number> {
  const { rows } = await project.database.query(
    `select count(*)::text as count from ${query}`,
  );
  return Number(rows[0]?.count);
}

Deno.test({
  name:
    `the steps by hand lead from a bare project to a scheduled scan${suffix}`,
  ignore: reason !== null,
  async fn(t) {
    const { steps } = readHandSteps(await Deno.readTextFile(README));
    assert(steps.some(({ text }) => text.includes("scanner.configure")));
    await using checkout = await makeCheckout();
    await using project = await startProject();
    const take = await createHands(checkout.root, project);

    for (const step of steps) {
      await t.step(step.text, async () => {
        const { code, complained } = await take(step);
        assertEquals(code, 0, complained);
      });
    }

    await t.step("the platform understood every request", () => {
      assertEquals(project.platform.unexpected, []);
      assertEquals([...project.platform.functions.keys()].sort(), [
        "notify",
        "scan",
        "scan-source",
      ]);
    });

    await t.step(
      "the schedule has scanned boards, and postings are there",
      async () => {
        const scanned =
          "scanner.scans where trigger = 'schedule' and status = 'succeeded'";
        const deadline = performance.now() + PATIENCE_MS;
        while (await count(project, scanned) < 3) {
          assert(performance.now() < deadline, "The schedule scanned nothing");
          await delay(200);
        }
        assert(await count(project, "public.open_postings") > 0);
      },
    );
  },
});

Deno.test({
  name:
    `the steps by hand leave the migrations that a project has of its own${suffix}`,
  ignore: reason !== null,
  async fn() {
    const { steps, foreign } = readHandSteps(await Deno.readTextFile(README));
    await using checkout = await makeCheckout();
    await using project = await startProject();
    const take = await createHands(checkout.root, project);
    await project.database.execute(`
      create schema supabase_migrations;
      create table supabase_migrations.schema_migrations (version text primary key, statements text[], name text);
      insert into supabase_migrations.schema_migrations values
        ('20200101000000', '{"create table public.recipes ()"}', 'recipes'),
        ('20990101000000', '{"create table public.guests ()"}', 'guests');`);
    const own = async () =>
      (await project.database.query(
        "select * from supabase_migrations.schema_migrations where name in ('recipes', 'guests') order by 1",
      )).rows;
    const before = await own();

    const push = steps.find(({ text }) => text.includes("db push"));
    assert(push);
    const refused = await take(push);
    assertEquals(refused.code, 1);
    assertMatch(refused.complained, /Remote migration versions not found/);

    // The README without that passage promises nothing.
    for (const step of foreign) {
      const { code, complained } = await take(step);
      assertEquals(code, 0, complained);
    }
    assertEquals(await own(), before);
    if (foreign.length > 0) {
      assertEquals(await count(project, "public.job_sources"), 49);
    }
  },
});
