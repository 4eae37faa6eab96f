import { assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { setColorEnabled } from "@std/fmt/colors";
import { runCommand } from "../testing.ts";
import { examine, type ExamineOptions } from "./examine.ts";
import type { Finding } from "./finding.ts";
import { renderFindings } from "./render.ts";
import { startPatient } from "./testing.ts";

// PGlite takes seconds to start: one for the file.
const patient = await startPatient();
const { database, functions, apiUrl, keys } = patient;
Deno.test.beforeEach(() => patient.recover());
Deno.test.afterAll(() => patient.stop());

const look = (options?: ExamineOptions) =>
  examine({ apiUrl, secretKey: keys.secret }, options);

/** What is not as it should be: `check: what`. */
function complaints(findings: readonly Finding[]): string[] {
  return findings.filter(({ state }) => state !== "ok")
    .map(({ check, state, what }) => `${state} ${check}: ${what}`);
}

/** Finds one thing, and is told what to do about it. */
async function finds(what: RegExp, options?: ExamineOptions) {
  const findings = await look(options);
  const found = complaints(findings);
  assertEquals(found.length, 1, found.join("\n"));
  assertMatch(found[0] ?? "", what);
  const [{ cure } = { cure: "" }] = findings.filter(({ state }) =>
    state !== "ok"
  );
  assertMatch(cure ?? "", /\w{3}/);
}

Deno.test("a project that is well is found well", async () => {
  assertEquals(complaints(await look()), []);
});

Deno.test("a database that does not know its project is told to be configured, once", async () => {
  await database.execute("update scanner.settings set project_url = null");
  await finds(/^wrong project_url: The database does not know/);
});

Deno.test("a database that calls another project is found", async () => {
  await database.execute(
    "update scanner.settings set project_url = 'https://other.supabase.co'",
  );
  await finds(/^wrong project_url: The database calls https:\/\/other/);
});

Deno.test("a schedule that is missing, switched off, changed or failing is found", async () => {
  const jobs = [
    ["select cron.unschedule('boardscan-dispatch')", /is not there/],
    ["select cron.unschedule('boardscan-housekeep')", /housekeep is not there/],
    [
      "select cron.alter_job(jobid, active := false) from cron.job where jobname = 'boardscan-dispatch'",
      /is switched off/,
    ],
    [
      "select cron.alter_job(jobid, command := 'select 1') from cron.job where jobname = 'boardscan-dispatch'",
      /does something else/,
    ],
    [
      `insert into cron.job_run_details (jobid, status, return_message, start_time, end_time)
       select jobid, 'failed', 'out of memory', now(), now() from cron.job where jobname = 'boardscan-dispatch'`,
      /failed the last time: out of memory/,
    ],
  ] as const;
  for (const [harm, what] of jobs) {
    await patient.recover();
    await database.query(harm);
    await finds(new RegExp(`^wrong schedule: .*${what.source}`));
  }
});

Deno.test("a schedule that has stood still is found", async () => {
  await database.execute(
    "update scanner.settings set last_dispatch_at = now() - interval '1 hour'",
  );
  await finds(/^wrong schedule: It has not looked for due boards since/);
});

Deno.test("a schedule that was just made is given time to run", async () => {
  await database.execute(
    "update scanner.settings set last_dispatch_at = null",
  );
  await finds(/^wrong schedule: It has never looked/);
  // The clock of the test runs as soon as it has been asked twice.
  let asked = 0;
  const clock = () => {
    if (++asked === 2) {
      ticked = database.execute(
        "update scanner.settings set last_dispatch_at = now()",
      );
    }
    return new Date();
  };
  let ticked = Promise.resolve();
  assertEquals(complaints(await look({ clock, waitMs: 10_000 })), []);
  await ticked;
});

Deno.test("a queue that grows is found in scanner_health's words", async () => {
  await database.execute(
    `insert into net.http_request_queue (method, url, timeout_milliseconds)
     select 'POST', 'http://127.0.0.1:1/', 1 from generate_series(1, 201)`,
  );
  await finds(/^wrong health: pg_net is behind/);
});

Deno.test("a table without row level security is found", async () => {
  await database.execute(
    "alter table public.job_postings disable row level security",
  );
  await finds(/^wrong row security: .*public\.job_postings/);
  await database.execute(
    "alter table public.job_postings enable row level security",
  );
});

Deno.test("a migration that is not applied is found, and so is that none is noted", async () => {
  await database.execute(
    "delete from supabase_migrations.schema_migrations where name = 'configure'",
  );
  await finds(/^wrong migrations: 1 of \d+ are not applied/);
  await database.execute(
    "alter table supabase_migrations.schema_migrations rename to put_away",
  );
  await finds(/^note migrations: Nothing says which/);
  await database.execute(`
    alter table supabase_migrations.put_away rename to schema_migrations;
    insert into supabase_migrations.schema_migrations (version, name) values ('20261121003800', 'configure')`);
});

Deno.test("nobody to press Scan, no filter and no board are worth a note", async () => {
  await database.execute(`
    delete from scanner.operators;
    delete from public.search_filters;
    delete from public.job_sources`);
  assertEquals(
    (await look()).filter(({ state }) => state === "note").map(({ check }) =>
      check
    ),
    ["boards", "operators", "filters"],
  );
});

Deno.test("a clock that is off is found, either way", async () => {
  const clock = (ms: number) => () => new Date(Date.now() + ms);
  await finds(/^wrong clock: .* 600 s behind/, { clock: clock(600_000) });
  await finds(/^wrong clock: .* 600 s ahead/, { clock: clock(-600_000) });
});

Deno.test("a pace beyond the Free plan's invocations is worth a note", async () => {
  await database.execute(
    "update public.job_sources set scan_every = '1 minute'",
  );
  assertEquals(complaints(await look()), []);
  await database.execute(
    `insert into public.job_sources (url, scan_every)
     select 'https://boards.example/' || i, '1 minute' from generate_series(1, 9) i`,
  );
  await finds(/^note free plan: 432,000 invocations a month/);
});

Deno.test("a function that is missing, guarded, broken or of another version is found", async () => {
  const harms = [
    [null, /^wrong functions: notify is not deployed/],
    [{ version: null, fault: 401 }, /the platform asks its callers/],
    [{ version: "1.0.0", fault: 503 }, /answers 503/],
    [{ version: null, fault: null }, /does not say its version/],
    [{ version: "0.9.0", fault: null }, /notify is 0\.9\.0/],
    [{ version: "99.0.0", fault: null }, /notify is 99\.0\.0/],
  ] as const;
  for (const [deployed, what] of harms) {
    functions.notify = deployed;
    await finds(what);
  }
  functions.notify = { version: "99.0.0", fault: null };
  const newer = (await look()).find(({ state }) => state === "wrong");
  assertMatch(newer?.cure ?? "", /git pull/);
});

Deno.test("a project without boardscan is told to be given it, and one that is not there is not asked twice", async () => {
  await database.execute(
    "alter function public.installation() rename to put_away",
  );
  await finds(/^wrong migrations: boardscan is not installed here/);
  await database.execute(
    "alter function public.put_away() rename to installation",
  );
  const findings = await examine({
    apiUrl: "http://127.0.0.1:1",
    secretKey: keys.secret,
  });
  assertEquals(complaints(findings), [
    "wrong address: http://127.0.0.1:1 does not answer",
  ]);
});

Deno.test("the key of another project, and none, are found", async () => {
  const findings = await examine({ apiUrl, secretKey: "sb_secret_foreign" });
  assertEquals(findings.map(({ state }) => state).slice(0, 2), ["ok", "wrong"]);
  assertStringIncludes(
    complaints(findings).join("\n"),
    "scan does not know the key",
  );
  assertEquals(
    complaints(await examine({ apiUrl: undefined, secretKey: undefined })),
    [
      "wrong key: SUPABASE_SECRET_KEY is not set",
      "wrong address: SUPABASE_URL is not set",
    ],
  );
});

Deno.test("a view that does not answer hides nothing else", async () => {
  await database.execute("alter view public.scanner_health rename to put_away");
  await finds(/^wrong health: scanner_health does not answer/);
  await database.execute("alter view public.put_away rename to scanner_health");
});

Deno.test("every finding is a line, with its cure below", () => {
  setColorEnabled(false);
  assertEquals(
    renderFindings([
      { check: "clock", state: "ok", what: "It is right", cure: null },
      { check: "key", state: "wrong", what: "There is none", cure: "Set it" },
    ]).split("\n"),
    [
      "ok     clock        It is right",
      "WRONG  key          There is none",
      "                    -> Set it",
      "1 ok, 0 to know, 1 wrong",
    ],
  );
});

Deno.test("deno task doctor ends with 0 where all is well, with 1 where something is wrong, and prints no key", async () => {
  const environment = {
    SUPABASE_URL: apiUrl,
    SUPABASE_SECRET_KEY: keys.secret,
  };
  const well = await runCommand("doctor", [], environment);
  assertEquals(well.code, 0, well.printed);
  assertMatch(well.printed, /\d+ ok, 0 to know, 0 wrong/);

  functions.scan = null;
  const unwell = await runCommand("doctor", ["--json"], environment);
  assertEquals(unwell.code, 1);
  const { well: isWell, findings } = JSON.parse(unwell.printed);
  assertEquals(isWell, false);
  assertEquals(
    findings.filter(({ state }: Finding) => state === "wrong").length,
    1,
  );
  for (const printed of [well, unwell]) {
    assertEquals(JSON.stringify(printed).includes(keys.secret), false);
  }
});
