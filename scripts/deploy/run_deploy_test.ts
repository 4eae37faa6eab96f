/**
 * `deno task deploy`, with the real CLI, into a bare PostgreSQL with the
 * stand-in extensions and a platform on loopback.
 */
import { assert, assertEquals, assertMatch, assertRejects } from "@std/assert";
import { delay } from "@std/async/delay";
import { type Migration, readMigrations } from "../stack/migrate.ts";
import { runCommand } from "../testing.ts";
import { ACCESS_TOKEN, REF } from "./fake_platform.ts";
import {
  type ProjectStandIn,
  startProject,
  whyNoServer,
} from "./project_stand_in.ts";
import type { Cli } from "./cli.ts";
import { runDeploy } from "./run_deploy.ts";
import { makeCheckout, openCli, whyNoCli } from "./testing.ts";

const PATIENCE_MS = 180_000;
const reason = await whyNoServer() ?? await whyNoCli();
const suffix = reason ? ` (${reason})` : "";
const ignore = reason !== null;

/** The CLI, but for SQL, which goes straight to the database: a second less each time. */
function withQuickSql(cli: Cli, project: ProjectStandIn): Cli {
  return {
    ...cli,
    async run(args, hear) {
      if (args[0] !== "db" || args[1] !== "query") {
        return await cli.run(args, hear);
      }
      const { rows } = await project.database.query(args.at(-1) ?? "");
      return { code: 0, printed: JSON.stringify(rows), complained: "" };
    },
  };
}

interface Wish {
  readonly dryRun?: boolean;
  readonly boards?: boolean;
  readonly migrations?: readonly Migration[];
}

/** Deploys `root` into the project as often as it is called, and answers what was printed. */
async function createDeploy(
  project: ProjectStandIn,
  root: string,
  environment: Readonly<Record<string, string>> = {},
) {
  const cli = withQuickSql(
    await openCli(root, { ...project.platform.environment, ...environment }),
    project,
  );
  return async (
    { dryRun = false, boards = false, ...rest }: Wish = {},
  ): Promise<string> => {
    const printed: string[] = [];
    await runDeploy({
      cli,
      project: {
        ref: REF,
        url: project.apiUrl,
        platform: `--remote=${REF}`,
        database: `--remote=${project.server.url}`,
      },
      root,
      dryRun,
      boards,
      print: (line) => printed.push(line),
      murmur: () => {},
      ...rest,
    });
    return printed.join("\n");
  };
}

async function rowsOf(project: ProjectStandIn, query: string) {
  return (await project.database.query(query)).rows;
}

/** Every relation and function outside the system's, and every job. */
async function catalogue(project: ProjectStandIn) {
  return await rowsOf(
    project,
    `select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname !~ '^pg_|^information_schema'
     union all
     select n.nspname || '.' || p.proname from pg_proc p join pg_namespace n on n.oid = p.pronamespace
     where n.nspname !~ '^pg_|^information_schema' order by 1`,
  );
}

async function until(isSo: () => Promise<boolean>) {
  const deadline = performance.now() + PATIENCE_MS;
  while (!await isSo()) {
    assert(performance.now() < deadline, "Nothing came of it");
    await delay(100);
  }
}

Deno.test({
  name:
    `deno task deploy makes a bare project scan, and tells no secret${suffix}`,
  ignore,
  async fn() {
    await using checkout = await makeCheckout();
    await using project = await startProject();
    const deploying = runCommand("deploy", [
      `--project-ref=${REF}`,
      `--project-url=${project.apiUrl}`,
      `--db-url=${project.server.url.replace("@", ":a-password@")}`,
      "--boards",
    ], {
      ...project.platform.environment,
      SUPABASE_WORKDIR: checkout.root,
    });
    await until(() => Promise.resolve(project.platform.functions.size === 3));
    await project.wake();
    await until(async () =>
      (await rowsOf(
        project,
        "select 1 from scanner.settings where project_url is not null",
      )).length > 0
    );
    // What the schedule does at the full minute.
    await project.database.query("select scanner.dispatch()");

    const { code, printed, complained } = await deploying;
    const all = printed + complained;
    assertEquals(code, 0, all);
    assertMatch(printed, /^names +none is taken$/m);
    assertMatch(printed, /^migrations +(\d+) new, of \1$/m);
    assertMatch(printed, /^functions +notify, scan, scan-source$/m);
    assertMatch(printed, /^schedule +49 sources will be scanned through http/m);
    assertMatch(printed, /ALLOWED_ORIGINS/);
    assertMatch(printed, /, 0 wrong$/m);
    for (const secret of [ACCESS_TOKEN, project.secretKey, "a-password"]) {
      assert(!all.includes(secret));
    }
    assertEquals(project.platform.unexpected, []);
  },
});

Deno.test({
  name: `a deployment can be rehearsed, repeated and carried on${suffix}`,
  ignore,
  async fn(t) {
    await using checkout = await makeCheckout();
    await using project = await startProject();
    const { root } = checkout;
    const deploy = await createDeploy(project, root);
    const migrations = await readMigrations();

    await t.step("a dry run changes nothing", async () => {
      const before = await catalogue(project);
      const printed = await deploy({
        dryRun: true,
        boards: true,
      });
      assertMatch(
        printed,
        new RegExp(`^migrations +${migrations.length} new`, "m"),
      );
      assertMatch(printed, /^functions .* would be sent$/m);
      assertEquals(await catalogue(project), before);
      assertEquals(project.platform.functions.size, 0);
    });

    await t.step("without --boards there is no source", async () => {
      await deploy();
      assertEquals(await rowsOf(project, "select from public.job_sources"), []);
      assertEquals(project.platform.functions.size, 3);
    });

    const kept = () =>
      rowsOf(
        project,
        `select j.company, j.enabled, p.external_id, p.status, p.first_seen_at::text,
           (select schedule from cron.job where jobname = 'boardscan-dispatch') as tick
         from public.job_postings p join public.job_sources j on j.id = p.source_id order by p.id`,
      );

    await t.step("another one keeps rows, statuses and the tick", async () => {
      await deploy({ boards: true });
      await project.database.execute(`
        select scanner.configure('${project.apiUrl}', '*/5 * * * *');
        update public.job_sources set enabled = false where company = 'Stripe';
        insert into public.job_postings (source_id, external_id, title, company, url, role_key, status)
        select j.id, s.status, 'Baker', j.company, j.url || '/' || s.status, s.status, s.status
        from public.job_sources j, unnest(array['new', 'saved', 'applied', 'dismissed']) s (status)
        where j.company = 'Stripe';`);
      const before = await kept();
      assertEquals(before.length, 4);

      const printed = await deploy({ boards: true });
      assertMatch(printed, /^migrations +none new/m);
      assertEquals(await kept(), before);
    });

    await t.step("a newer version keeps every row", async () => {
      const later = {
        version: "20991231000000",
        name: "job_postings_note",
        sql:
          "-- A later one.\nalter table public.job_postings add column note text;\n",
      };
      await Deno.writeTextFile(
        `${root}/supabase/migrations/${later.version}_${later.name}.sql`,
        later.sql,
      );
      const before = await kept();
      const printed = await deploy({
        migrations: [...migrations, later],
      });
      assertMatch(printed, /^migrations +1 new/m);
      assertEquals(await kept(), before);
    });

    await t.step(
      "a variable that was set by hand is not asked for",
      async () => {
        project.platform.secrets.set("ALLOWED_ORIGINS", "https://jobs.example");
        const printed = await deploy({ dryRun: true });
        assert(!printed.includes("by hand"));
      },
    );
  },
});

Deno.test({
  name: `who may not deploy learns it before anything is changed${suffix}`,
  ignore,
  async fn(t) {
    await using checkout = await makeCheckout();
    await using project = await startProject();
    const { root } = checkout;
    const before = await catalogue(project);
    async function refused(
      environment: Readonly<Record<string, string>>,
      said: string,
    ) {
      await assertRejects(
        async () => await (await createDeploy(project, root, environment))(),
        Error,
        `Cannot see the functions of project "${REF}": ${said}`,
      );
    }

    await t.step("a token that is not accepted", () =>
      refused(
        { SUPABASE_ACCESS_TOKEN: ACCESS_TOKEN.replace("0123", "9999") },
        "the access token is not accepted",
      ));
    await t.step(
      "nobody logged in",
      () => refused({ SUPABASE_ACCESS_TOKEN: "" }, "nobody is logged in"),
    );
    await t.step("no network", async () => {
      const profile = `${root}/profile.yaml`;
      const dead = Deno.listen({ hostname: "127.0.0.1", port: 0 });
      const { port } = dead.addr;
      dead.close();
      await Deno.writeTextFile(
        profile,
        `name: dead\napi_url: http://127.0.0.1:${port}\ndashboard_url: http://127.0.0.1:${port}\nproject_host: localhost\n`,
      );
      await refused({ SUPABASE_PROFILE: profile }, "it cannot be reached");
    });
    assertEquals(await catalogue(project), before);
  },
});

Deno.test({
  name: `a project with things of its own keeps them${suffix}`,
  ignore,
  async fn(t) {
    await using checkout = await makeCheckout();
    await using project = await startProject();
    const deploy = await createDeploy(project, checkout.root);
    await project.database.execute(`
      create extension pg_cron with schema pg_catalog;
      create table public.recipes (id int primary key, name text);
      insert into public.recipes values (1, 'bread');
      create function public.cook() returns int language sql as 'select 1';
      select cron.schedule('feed-the-cat', '0 7 * * *', 'select 1');
      create schema supabase_migrations;
      create table supabase_migrations.schema_migrations (version text primary key, statements text[], name text);
      insert into supabase_migrations.schema_migrations values
        ('20200101000000', '{"create table public.recipes ()"}', 'recipes'),
        ('20990101000000', '{"create function public.cook()"}', 'cook');
      create table public.job_sources (id int primary key, careers_url text);
      insert into public.job_sources values (7, 'https://acme.example/jobs');`);

    await t.step(
      "a name that is taken is told, and nothing changed",
      async () => {
        const before = await catalogue(project);
        await assertRejects(
          () => deploy(),
          Error,
          "public.job_sources (table)",
        );
        assertEquals(await catalogue(project), before);
        assertEquals(project.platform.functions.size, 0);
      },
    );

    await t.step(
      "so it is with a function's, which would be overwritten",
      async () => {
        await project.database.execute("drop table public.job_sources");
        const before = await catalogue(project);
        const theirs = new FormData();
        theirs.append(
          "metadata",
          JSON.stringify({
            entrypoint_path: "index.ts",
            import_map_path: "",
            verify_jwt: true,
          }),
        );
        theirs.append("file", new File(["export {};"], "index.ts"));
        const sent = await fetch(
          `${project.platform.apiUrl}/v1/projects/${REF}/functions/deploy?slug=scan`,
          {
            method: "POST",
            body: theirs,
            headers: { authorization: `Bearer ${ACCESS_TOKEN}` },
          },
        );
        assertEquals(sent.status, 201);
        await sent.body?.cancel();
        await assertRejects(
          () => deploy(),
          Error,
          "the project has functions of its own by the name of scan\n",
        );
        assertEquals(await catalogue(project), before);
        assertEquals(
          project.platform.functions.get("scan")?.files.size,
          1,
        );
        project.platform.forget("scan");
      },
    );

    await t.step("what is in nobody's way stays as it was", async () => {
      const own = () =>
        rowsOf(
          project,
          `select
             (select json_agg(r) from public.recipes r)::text as recipes,
             (select json_agg(m order by m.version) from supabase_migrations.schema_migrations m
              where m.name in ('recipes', 'cook'))::text as history,
             (select json_agg(j) from cron.job j where j.jobname = 'feed-the-cat')::text as jobs,
             pg_get_functiondef('public.cook'::regproc) as cook`,
        );
      const before = await own();
      const printed = await deploy();
      assertMatch(printed, /2 of the project's own stay as they are$/m);
      assertEquals(await own(), before);
      assertMatch(await deploy(), /^migrations +none new/m);
    });
  },
});
