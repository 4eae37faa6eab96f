import { assert, assertEquals, assertMatch } from "@std/assert";
import { FakeTime } from "@std/testing/time";
import { dueAfter, startCron } from "./cron.ts";
import { openPglite } from "./pglite/database.ts";

// PGlite takes seconds to start: one for the file, closed by the last test.
const opened = await openPglite({ folder: null, port: null });

const START = new Date("2026-03-01T12:00:30Z");

function due(schedule: string, since: string): string | undefined {
  return dueAfter(schedule, new Date(since))?.toISOString();
}

Deno.test("dueAfter() finds the next time of a cron expression, in UTC", () => {
  assertEquals(
    due("* * * * *", "2026-03-01T12:00:30Z"),
    "2026-03-01T12:01:00.000Z",
  );
  assertEquals(
    due("* * * * *", "2026-03-01T12:01:00Z"),
    "2026-03-01T12:02:00.000Z",
  );
  assertEquals(
    due("17 3 * * *", "2026-03-01T03:16:59Z"),
    "2026-03-01T03:17:00.000Z",
  );
  assertEquals(
    due("17 3 * * *", "2026-02-28T03:17:00Z"),
    "2026-03-01T03:17:00.000Z",
  );
});

Deno.test("dueAfter() counts an interval in seconds from the last run", () => {
  assertEquals(
    due("10 seconds", "2026-03-01T12:00:55Z"),
    "2026-03-01T12:01:05.000Z",
  );
  assertEquals(
    due("1 second", "2026-03-01T12:00:00Z"),
    "2026-03-01T12:00:01.000Z",
  );
});

/** A clock over a database without jobs and with an empty table `ran`. */
async function start() {
  const { database } = opened;
  await database.execute(`
    create extension if not exists pg_cron;
    delete from cron.job;
    delete from cron.job_run_details;
    create table if not exists public.ran (name text);
    truncate public.ran;
  `);
  let asked = 0;
  async function counted<T>(work: Promise<T>): Promise<T> {
    asked++;
    try {
      return await work;
    } finally {
      asked--;
    }
  }
  const time = new FakeTime(START);
  const logged: string[] = [];
  const stop = startCron({
    database: {
      ...database,
      query: (text, parameters) => counted(database.query(text, parameters)),
      execute: (script) => counted(database.execute(script)),
    },
    now: () => new Date(),
    log: (line) => logged.push(line),
  });
  /** Until the clock has nothing left to ask the database. */
  async function idle() {
    do await database.query("select 1"); while (asked > 0);
  }
  await idle();
  return {
    database,
    logged,
    stop,
    async ran() {
      const { rows } = await database.query("select name from public.ran");
      return rows.map(({ name }) => name);
    },
    async runs() {
      const { rows } = await database.query(
        `select j.jobname, d.status, d.return_message, d.command = j.command as same,
           d.end_time >= d.start_time as ended
         from cron.job_run_details d join cron.job j using (jobid) order by d.runid`,
      );
      return rows;
    },
    /** Schedules a job that the clock sees at its next look. */
    async schedule(name: string, schedule: string, command?: string) {
      await database.query(
        "select cron.schedule($1::text, $2::text, $3::text)",
        [name, schedule, command ?? `insert into ran values ('${name}')`],
      );
    },
    /** Lets the time come, second by second. */
    async until(clock: string) {
      while (Date.now() < new Date(`2026-03-01T${clock}Z`).getTime()) {
        time.tick(1_000);
        await idle();
      }
    },
    async [Symbol.asyncDispose]() {
      time.restore();
      await stop();
    },
  };
}

Deno.test("a due job runs once, and its run is noted", async () => {
  await using cron = await start();
  await cron.schedule("tick", "* * * * *");
  await cron.until("12:00:59");
  assertEquals(await cron.ran(), []);
  await cron.until("12:01:30");
  assertEquals(await cron.ran(), ["tick"]);
  assertEquals(await cron.runs(), [{
    jobname: "tick",
    status: "succeeded",
    return_message: "1 row",
    same: true,
    ended: true,
  }]);
  await cron.until("12:03:00");
  assertEquals(await cron.ran(), ["tick", "tick", "tick"]);
});

Deno.test("a job with an interval runs again when it has passed", async () => {
  await using cron = await start();
  await cron.schedule("often", "10 seconds");
  await cron.until("12:00:40");
  assertEquals(await cron.ran(), []);
  await cron.until("12:01:02");
  assertEquals(await cron.ran(), ["often", "often", "often"]);
});

Deno.test("a job that fails is noted as failed, told about, and holds up no other", async () => {
  await using cron = await start();
  await cron.schedule("bad", "* * * * *", "select 1 / 0");
  await cron.schedule("good", "* * * * *");
  await cron.until("12:01:00");
  assertEquals(
    (await cron.runs()).map((run) => [run.jobname, run.status, run.ended]),
    [["bad", "failed", true], ["good", "succeeded", true]],
  );
  assertEquals((await cron.runs())[0]?.return_message, "division by zero");
  assertEquals(cron.logged.length, 1);
  assertMatch(cron.logged[0] ?? "", /^cron: job \d+ failed: division by zero$/);
});

Deno.test("a job that is scheduled after its time waits for the next", async () => {
  await using cron = await start();
  await cron.until("12:05:30");
  await cron.schedule("late", "3 12 * * *");
  await cron.schedule("now", "* * * * *");
  await cron.until("12:06:00");
  assertEquals(await cron.ran(), ["now"]);
});

Deno.test("a job that gets another schedule waits for its time anew", async () => {
  await using cron = await start();
  await cron.schedule("nightly", "17 3 * * *");
  await cron.until("12:05:30");
  await cron.schedule("nightly", "3 12 * * *");
  await cron.until("12:06:00");
  assertEquals(await cron.ran(), []);
  await cron.schedule("nightly", "* * * * *");
  await cron.until("12:07:00");
  assertEquals(await cron.ran(), ["nightly"]);
});

Deno.test("a job that is not active or not scheduled any more does not run", async () => {
  await using cron = await start();
  await cron.schedule("resting", "* * * * *");
  await cron.schedule("gone", "* * * * *");
  await cron.schedule("there", "* * * * *");
  await cron.until("12:00:40");
  await cron.database.execute(`
    select cron.alter_job(jobid, active := false) from cron.job where jobname = 'resting';
    select cron.unschedule('gone');
  `);
  await cron.until("12:01:00");
  assertEquals(await cron.ran(), ["there"]);
});

Deno.test("a clock that was stopped runs nothing", async () => {
  await using cron = await start();
  await cron.schedule("tick", "* * * * *");
  await cron.until("12:00:59");
  await cron.stop();
  await cron.until("12:02:00");
  assertEquals(await cron.ran(), []);
});

Deno.test("a clock whose database fails says so and looks again", async () => {
  await using cron = await start();
  await cron.schedule("tick", "* * * * *");
  await cron.until("12:00:40");
  await cron.database.execute("alter table cron.job rename to hidden");
  await cron.until("12:00:42");
  await cron.database.execute("alter table cron.hidden rename to job");
  await cron.until("12:01:00");
  assert(cron.logged.every((line) => line.includes("cron.job")));
  assertEquals(cron.logged.length, 2);
  assertEquals(await cron.ran(), ["tick"]);
});

Deno.test("the database of the clock is closed", async () => {
  await opened.database.close();
});
