/**
 * The clock of the local stack: runs the jobs of the stand-in pg_cron when they
 * are due and notes each run, as pg_cron does.
 *
 * Not imitated: cron.max_running_jobs, a connection per job (commands run on the
 * stack's own), overlapping runs of one job.
 *
 * @module
 */
import { Cron } from "croner";
import { z } from "zod";
import type { Database } from "./database.ts";

/** How often the clock looks. */
const LOOK_MS = 1_000;
const SECONDS = /^\s*(\d+) seconds?\s*$/;

const Job = z.object({
  jobid: z.coerce.string(),
  schedule: z.string(),
  command: z.string(),
});

/** The first time after `since` at which a job is due; pg_cron's clock is GMT. */
export function dueAfter(schedule: string, since: Date): Date | null {
  const seconds = SECONDS.exec(schedule)?.[1];
  if (seconds) return new Date(since.getTime() + Number(seconds) * 1_000);
  return new Cron(schedule, { timezone: "UTC", paused: true }).nextRun(since);
}

export interface CronOptions {
  readonly database: Database;
  readonly now: () => Date;
  /** Told about a job that failed. */
  readonly log: (line: string) => void;
}

/** Starts the clock; the answer stops it, once the job that runs is done. */
export function startCron(
  { database, now, log }: CronOptions,
): () => Promise<void> {
  /** Since when each job waits: its last run, or when it was first seen so. */
  const waitingSince = new Map<string, Date>();
  let running: Promise<void> = Promise.resolve();
  let stopped = false;

  async function run(job: z.infer<typeof Job>): Promise<void> {
    const { rows } = await database.query(
      `insert into cron.job_run_details (jobid, database, username, command, status, start_time)
       values ($1::text::bigint, current_database(), current_user, $2::text, 'running', clock_timestamp())
       returning runid::text`,
      [job.jobid, job.command],
    );
    let status = "succeeded";
    let message = "1 row";
    try {
      await database.execute(job.command);
    } catch (error) {
      status = "failed";
      message = error instanceof Error ? error.message : String(error);
      log(`cron: job ${job.jobid} failed: ${message}`);
    }
    await database.query(
      `update cron.job_run_details
       set status = $2::text, return_message = $3::text, end_time = clock_timestamp()
       where runid = $1::text::bigint`,
      [rows[0]?.runid, status, message],
    );
  }

  async function look(): Promise<void> {
    const { rows } = await database.query(
      "select jobid::text, schedule, command from cron.job where active order by jobid",
    );
    for (const job of z.array(Job).parse(rows)) {
      if (stopped) return;
      const key = `${job.jobid} ${job.schedule}`;
      const since = waitingSince.get(key);
      const due = since ? dueAfter(job.schedule, since) : null;
      if (since && (!due || due > now())) continue;
      waitingSince.set(key, now());
      if (since) await run(job);
    }
  }

  let busy = false;
  function lookUnlessBusy(): void {
    if (busy || stopped) return;
    busy = true;
    running = look()
      .catch((error) => log(`cron: ${error}`))
      .finally(() => busy = false);
  }
  lookUnlessBusy();
  const timer = setInterval(lookUnlessBusy, LOOK_MS);

  return async () => {
    stopped = true;
    clearInterval(timer);
    await running;
  };
}
