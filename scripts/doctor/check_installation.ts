/**
 * Whether everything is there that the migrations and configure() make.
 *
 * @module
 */
import { type Finding, note, ok, wrong } from "./finding.ts";
import type { Installation } from "./facts.ts";

const PUSH =
  "npx supabase@3 db push --remote --yes brings the database up to this folder";
const CONFIGURE = "select scanner.configure('https://<ref>.supabase.co')";
const EXTENSIONS = ["pg_cron", "pg_net", "supabase_vault"];
const JOBS: Readonly<Record<string, string>> = {
  "boardscan-dispatch": "select scanner.dispatch()",
  "boardscan-housekeep": "select scanner.housekeep()",
};
/** A clock further off than this confuses more than the age of a posting. */
const SKEW_MS = 60_000;

/** Migrations against those of the folder. */
export function checkMigrations(
  { migrations }: Installation,
  folder: readonly string[],
): Finding {
  if (migrations === null || !migrations.some((one) => folder.includes(one))) {
    return note(
      "migrations",
      "Nothing says which migrations were applied: they were run by hand",
      "npx supabase@3 migration repair --status applied <versions> notes them, so that the next db push sends what is new alone",
    );
  }
  const missing = folder.filter((version) => !migrations.includes(version));
  return missing.length === 0
    ? ok("migrations", `All ${folder.length} are applied`)
    : wrong(
      "migrations",
      `${missing.length} of ${folder.length} are not applied, the first of them ${
        missing[0]
      }`,
      PUSH,
    );
}

/** The three extensions and their versions. */
export function checkExtensions({ extensions }: Installation): Finding[] {
  return EXTENSIONS.map((name) => {
    const found = extensions?.[name];
    if (!found?.installed) {
      return wrong(
        "extensions",
        `${name} is not there`,
        `Switch ${name} on in the dashboard (Database, Extensions)`,
      );
    }
    return found.installed === found.newest
      ? ok("extensions", `${name} ${found.installed}`)
      : note(
        "extensions",
        `${name} is ${found.installed}, and the server has ${found.newest}`,
        `alter extension ${name} update`,
      );
  });
}

/** The jobs of pg_cron, as configure() makes them. */
export function checkJobs({ jobs, cron_worker }: Installation): Finding[] {
  if (cron_worker === false) {
    return [wrong(
      "schedule",
      "pg_cron is not running, so nothing is scanned by the clock",
      "Restart the project (Project Settings, General): that revives pg_cron",
    )];
  }
  return Object.entries(JOBS).map(([name, command]) => {
    const job = jobs.find((one) => one.name === name);
    if (!job) {
      return wrong("schedule", `The job ${name} is not there`, CONFIGURE);
    }
    if (job.command !== command) {
      return wrong(
        "schedule",
        `The job ${name} does something else than ${command}`,
        CONFIGURE,
      );
    }
    if (!job.active) {
      return wrong(
        "schedule",
        `The job ${name} is switched off`,
        `select cron.alter_job(jobid, active := true) from cron.job where jobname = '${name}'`,
      );
    }
    if (job.last_status === "failed") {
      return wrong(
        "schedule",
        `The job ${name} failed the last time: ${job.last_message ?? "?"}`,
        "select * from cron.job_run_details order by start_time desc limit 20 has the whole of it",
      );
    }
    return ok(
      "schedule",
      `${name} runs at "${job.schedule}"${
        job.last_run_at ? `, the last time at ${job.last_run_at}` : ""
      }`,
    );
  });
}

/** The worker that sends what the database asks to be sent. */
export function checkNet(
  { net_worker }: Installation,
  queue: number,
): Finding {
  const waiting = queue === 0
    ? "nothing waits in it"
    : `${queue} requests wait in it`;
  if (net_worker === false) {
    return wrong(
      "pg_net",
      `Its worker is not running, and ${waiting}`,
      "select net.worker_restart(); where that does not help, restart the project",
    );
  }
  return ok(
    "pg_net",
    `${net_worker ? "Its worker runs" : "A stand-in sends"}, and ${waiting}`,
  );
}

/** Whether every table of boardscan asks who reads it. */
export function checkRowSecurity({ bare_tables }: Installation): Finding {
  return bare_tables.length === 0
    ? ok("row security", "It is on, with a policy, on every table of boardscan")
    : wrong(
      "row security",
      `It is off, or has no policy, on ${bare_tables.join(", ")}`,
      "alter table … enable row level security; the policies are in supabase/schema.sql",
    );
}

/** Whether the database's clock and this machine's agree. */
export function checkClock({ now }: Installation, askedAt: Date): Finding {
  const skewMs = now.getTime() - askedAt.getTime();
  const seconds = Math.abs(Math.round(skewMs / 1_000));
  if (Math.abs(skewMs) <= SKEW_MS) {
    return ok("clock", `The database's and this one are ${seconds} s apart`);
  }
  return wrong(
    "clock",
    `The database's is ${seconds} s ${
      skewMs > 0 ? "ahead of" : "behind"
    } this one`,
    "Set this machine's clock by the network; the database's is Supabase's",
  );
}
