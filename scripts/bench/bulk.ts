/**
 * 300,000 postings through the doors, fifty scans in flight over ten
 * connections: whether the database keeps its pace as the tables grow, or begins
 * to spill, to read what it has just written, and to wait.
 *
 * @module
 */
import { z } from "zod";
import type { Database } from "../stack/database.ts";
import { clear, fillSources, settle } from "./fill.ts";
import { IN_FLIGHT } from "./in_flight.ts";
import type { Measured } from "./measured.ts";
import {
  lease,
  makePostings,
  number,
  reportOf,
  scanThrough,
  text,
} from "./scans.ts";
import { timed } from "./timing.ts";
import { markWrites } from "./unchanged.ts";

const STEPS = 6;
const SCANS_A_STEP = 100;
const POSTINGS = 500;
const CONNECTIONS = 10;
const SAMPLE_MS = 50;
/** After five a statement's plan may be kept; the connections do not come in turn. */
const SCANS_UNTIL_KEPT = 12;

const Counted = z.tuple([z.object({
  hit: z.coerce.number(),
  read: z.coerce.number(),
  temp: z.coerce.number(),
  deadlocks: z.coerce.number(),
})]);

/** What the server has counted; each connection of the pool tells it first. */
async function count(database: Database) {
  await Promise.all(
    Array.from(
      { length: CONNECTIONS },
      () => database.query("select pg_stat_force_next_flush(), pg_sleep(0.05)"),
    ),
  );
  const { rows } = await database.query(
    `select blks_hit::text as hit, blks_read::text as read, temp_bytes::text as temp, deadlocks::text
     from pg_stat_database where datname = current_database()`,
  );
  return Counted.parse(rows)[0];
}

/** Counts the connections in use until it is told to stop. */
function watchConnections(database: Database) {
  let most = 0;
  let sampling = Promise.resolve();
  const timer = setInterval(() => {
    sampling = sampling.then(async () => {
      most = Math.max(
        most,
        await number(
          database,
          `select count(*) from pg_stat_activity
           where state <> 'idle' and backend_type = 'client backend' and datname = current_database()`,
        ),
      );
    });
  }, SAMPLE_MS);
  return {
    stop: () => clearInterval(timer),
    async most() {
      await sampling;
      return most;
    },
  };
}

/** So many boards that were never seen; each begins when one before it has ended. */
async function scanBoards(database: Database, from: number, to: number) {
  let next = from;
  let rpcMs = 0;
  async function scanOneAfterAnother() {
    while (next <= to) {
      const sourceId = next++;
      const report = reportOf(makePostings(sourceId, POSTINGS));
      const scanId = await lease(database, sourceId);
      const ms = await scanThrough(database, scanId, report);
      rpcMs += ms;
    }
  }
  const { ms } = await timed(() =>
    Promise.all(Array.from({ length: IN_FLIGHT }, scanOneAfterAnother))
  );
  return { ms, busy: rpcMs / ms };
}

/**
 * The worst that a plan can meet: it was made for a small table, each connection
 * keeps it, and nobody counts the rows while they become many.
 */
async function keepSmallPlans(database: Database): Promise<void> {
  await Promise.all(
    Array.from({ length: CONNECTIONS }, async (_, n) => {
      for (let scan = 0; scan < SCANS_UNTIL_KEPT; scan++) {
        const scanId = await lease(database, n + 1);
        await scanThrough(database, scanId, reportOf(makePostings(n + 1, 2)));
      }
    }),
  );
  await settle(database, "public.job_postings");
  await database.execute(`
    alter table public.job_postings set (autovacuum_enabled = off);
    alter table scanner.posting_events set (autovacuum_enabled = off);`);
}

/** Pace, log, spilling, reads and connections for each 50,000 of 300,000 postings. */
export async function measureBulk(database: Database): Promise<Measured> {
  await clear(database);
  await fillSources(database, {
    count: STEPS * SCANS_A_STEP,
    host: "'company' || n || '.example'",
    dueAt: "now() + interval '1 day'",
  });
  await keepSmallPlans(database);
  const rows = [];
  for (let step = 0; step < STEPS; step++) {
    // Each step pays for its own pages and for no checkpoint of another.
    await database.execute("checkpoint");
    const before = await count(database);
    const mark = await markWrites(database);
    const watch = watchConnections(database);
    const { ms, busy } = await scanBoards(
      database,
      step * SCANS_A_STEP + 1,
      (step + 1) * SCANS_A_STEP,
    ).finally(() => watch.stop());
    const connections = await watch.most();
    const after = await count(database);
    const written = SCANS_A_STEP * POSTINGS;
    const read = after.read - before.read;
    rows.push([
      (step + 1) * written,
      written / ms * 1_000,
      await mark.walBytes() / written,
      (1 - read / (read + after.hit - before.hit)) * 100,
      (after.temp - before.temp) / 1_000_000,
      after.deadlocks - before.deadlocks,
      connections,
      busy,
    ]);
  }
  await database.execute(`
    alter table public.job_postings reset (autovacuum_enabled);
    alter table scanner.posting_events reset (autovacuum_enabled);`);
  const buffers = await text(database, "show shared_buffers");
  return {
    title: "300,000 postings through the doors",
    how: [
      `Boards of ${POSTINGS} new postings, ${IN_FLIGHT} scans in flight over ${CONNECTIONS} connections, ${buffers} of shared buffers;`,
      "by plans that were made and kept when the table was small, with nothing counted anew meanwhile;",
      `"waiting": scans that had called a door and waited for it, or for a connection`,
    ].join("\n"),
    columns: [
      "postings",
      "a second",
      "WAL each",
      "cache hits %",
      "spilled MB",
      "deadlocks",
      "connections",
      "waiting",
    ],
    rows,
    values: {},
  };
}
