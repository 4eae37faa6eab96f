/**
 * A process that runs one of the predecessor's designs once and says what it
 * took: the "one process" of its story.
 *
 * Started by `run_design.ts` with one `Assignment`; answers on one line.
 *
 * @module
 */
import { delay } from "@std/async/delay";
import process from "node:process";
import { createGate } from "../../../supabase/functions/_shared/gate.ts";
import { createWayOut } from "../../../supabase/functions/_shared/way_out.ts";
import { peakRssOf } from "../../peak_memory.ts";
import { DESIGNS } from "./designs/mod.ts";
import { createPacedFetch } from "./host_pace.ts";
import { createPredecessorClient } from "./predecessor_client.ts";
import { createBoardReader } from "./read_board.ts";
import { Assignment, type Took } from "./run_design.ts";

const MB = 1_000_000;

async function run(
  { design, run, apiUrl, secretKey, gateway, paces }: Assignment,
): Promise<Took> {
  const now = () => new Date();
  const sleep = (ms: number, signal: AbortSignal) => delay(ms, { signal });
  const { signal } = new AbortController();
  const tally = { requests: 0, bytes: 0 };
  const way = createWayOut({
    fetch: createPacedFetch({ fetch, paces, signal, now, sleep }),
    gateway: new URL(gateway),
    resolveHost: () => Promise.resolve(null),
    gate: createGate(),
    now,
    after(ms, act) {
      const timer = setTimeout(act, ms);
      return () => clearTimeout(timer);
    },
    random: Math.random,
    sleep,
  }, { requestsPerSecond: null, tally, signal });

  const { client, rowsWritten } = createPredecessorClient({
    apiUrl,
    secretKey,
    run,
    now,
  });
  const cpuBefore = process.cpuUsage();
  const startedAt = performance.now();
  const filters = await client.filters();
  const sources = await client.sources();
  const reader = createBoardReader({ way, filters, now: now() });
  await DESIGNS[design].run({ sources, client, reader });
  const wallMs = performance.now() - startedAt;
  const { user, system } = process.cpuUsage(cpuBefore);
  return {
    wallMs,
    cpuS: (user + system) / 1e6,
    peakMb: (await peakRssOf("self") ?? Deno.memoryUsage().rss) / MB,
    rows: rowsWritten(),
    requests: tally.requests,
  };
}

const [assignment = ""] = Deno.args;
console.log(
  JSON.stringify(await run(Assignment.parse(JSON.parse(assignment)))),
);
