/**
 * What all runs of the ladder share: one database, one set of boards, the same
 * latency, the same politeness.
 *
 * @module
 */
import type { RunningBoards } from "../../demo/simulated_boards.ts";
import type { Database } from "../../stack/database.ts";
import { connectPostgres } from "../../stack/postgres_database.ts";
import { backendCpu } from "./backend_cpu.ts";
import type { HostPace } from "./host_pace.ts";
import { createSlowDatabase, type SlowDatabase } from "./slow_database.ts";

/** Of the latency. */
const SEED = 7;

export interface Stage {
  readonly database: Database;
  /** Null: PGlite, whose one session all runs share. */
  readonly databaseUrl: string | null;
  readonly boards: RunningBoards;
  readonly paces: readonly HostPace[];
}

/** What a run took, whoever ran. */
export interface Run {
  readonly wallMs: number;
  readonly roundTrips: number;
  /** Of postings, and of their events where there are some. */
  readonly rows: number;
  /** To the boards. */
  readonly requests: number;
  readonly cpuS: number;
  /** Null: it cannot be told. */
  readonly databaseCpuS: number | null;
  readonly peakMb: number;
  /** Postings that are open afterwards. */
  readonly kept: number;
}

/** Connections of one run's own, far away. */
export interface OwnDatabase extends SlowDatabase {
  cpuS(): Promise<number | null>;
  close(): Promise<void>;
}

/** Opens a pool under a name of its own, so that what it takes can be told. */
export function openOwn(
  { database, databaseUrl }: Pick<Stage, "database" | "databaseUrl">,
  run: string,
): OwnDatabase {
  if (databaseUrl === null) {
    return {
      ...createSlowDatabase(database, { seed: SEED }),
      cpuS: () => Promise.resolve(null),
      close: async () => {},
    };
  }
  const application = `ladder ${run}`;
  const url = new URL(databaseUrl);
  url.searchParams.set("application_name", application);
  const own = connectPostgres(url.href);
  return {
    ...createSlowDatabase(own, { seed: SEED }),
    cpuS: () => backendCpu(database, application),
    close: () => own.close(),
  };
}
