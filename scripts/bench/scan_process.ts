/**
 * A process that scans one board over and over and says what it took: a board
 * that was never seen before (by code that has not run before either), then the
 * same by code that has, then a board on which nothing changed.
 *
 * Started by `scan_costs.ts` with one `Assignment`; answers on one line.
 *
 * @module
 */
import { delay } from "@std/async/delay";
import process from "node:process";
import { createGate } from "../../supabase/functions/_shared/gate.ts";
import { createReporter } from "../../supabase/functions/_shared/report.ts";
import {
  runScan,
  type ScanDeps,
} from "../../supabase/functions/_shared/scan.ts";
import {
  type CountingDatabase,
  createCountingDatabase,
} from "./counting_database.ts";
import { peakRssOf } from "../peak_memory.ts";
import { Assignment, type Costs, type Round } from "./scan_costs.ts";

/** Far more than the parts in which any board is read. */
const MOST_SCANS = 100;

const MB = 1_000_000;

function depsOf(database: CountingDatabase, gateway: string): ScanDeps {
  return {
    reporter: createReporter(database.rpc),
    fetch: (input, init) => fetch(input, init),
    gateway: new URL(gateway),
    resolveHost: () => Promise.resolve(null),
    gate: createGate(),
    now: () => new Date(),
    after(ms, act) {
      const timer = setTimeout(act, ms);
      return () => clearTimeout(timer);
    },
    random: Math.random,
    sleep: (ms, signal) => delay(ms, { signal }),
    log: () => {},
  };
}

/** Scans until the board was read to its end. */
async function round(
  database: CountingDatabase,
  deps: ScanDeps,
): Promise<Round> {
  const before = process.cpuUsage();
  for (let scans = 0; scans === 0 || database.isMidway(); scans++) {
    if (scans === MOST_SCANS) {
      throw new Error(`Cannot measure a board: no end after ${scans} scans`);
    }
    await runScan(crypto.randomUUID(), deps);
  }
  const { user, system } = process.cpuUsage(before);
  return { cpuMs: (user + system) / 1_000, ...database.takeCounts() };
}

async function measure(
  { gateway, source, filters, rounds }: Assignment,
): Promise<Costs> {
  const database = createCountingDatabase(source, filters);
  const deps = depsOf(database, gateway);
  const idleMb = Deno.memoryUsage().rss / MB;
  const fresh = await round(database, deps);
  const peakMb = (await peakRssOf("self") ?? Deno.memoryUsage().rss) / MB;
  const unchanged: Round[] = [];
  const first: Round[] = [];
  for (let i = 0; i < rounds; i++) {
    unchanged.push(await round(database, deps));
    database.forget();
    first.push(await round(database, deps));
  }
  return { idleMb, peakMb, fresh, first, unchanged };
}

const [assignment = ""] = Deno.args;
console.log(
  JSON.stringify(await measure(Assignment.parse(JSON.parse(assignment)))),
);
