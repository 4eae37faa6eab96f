import { delay } from "@std/async/delay";
import { createRpc, createServiceClient } from "../_shared/client.ts";
import { readEnvironment } from "../_shared/environment.ts";
import { createGate } from "../_shared/gate.ts";
import { createPatientRpc } from "../_shared/patient.ts";
import { createReporter } from "../_shared/report.ts";
import { createResolveHost } from "../_shared/resolve_host.ts";
import { runScan, type ScanDeps } from "../_shared/scan.ts";
import { createHandler } from "./handler.ts";
import { createQuietLog } from "../_shared/quiet_log.ts";
import { createTurnstile } from "../_shared/turnstile.ts";
import { sayVersion } from "../_shared/version.ts";

declare const EdgeRuntime: { waitUntil(promise: Promise<unknown>): void };

// The hosted runtime, of the Deno 2.1 line, does not know, and warns of each question.
const canTellCpu = /^2\.(?:9|\d\d)\./.test(Deno.version.deno);
const environment = readEnvironment(Deno.env.toObject());
const now = () => new Date();
const log = createQuietLog((line) => console.log(JSON.stringify(line)), {
  mostAMinute: 20,
  // What made-up ids can cause, and nothing else does often.
  isNoise: ({ outcome }) => outcome === "stale" || outcome === "not_begun",
  now,
});
const reporter = createReporter(
  createPatientRpc(createRpc(createServiceClient(environment)), {
    patienceMs: 10_000,
    now,
    random: Math.random,
    sleep: delay,
  }),
);
// A few connections are enough to begin scans; the rest is for those that run.
const passTurnstile = createTurnstile({ atOnce: 4, waiting: 500 });
const deps: ScanDeps = {
  reporter: {
    ...reporter,
    beginScan: (id) => passTurnstile(() => reporter.beginScan(id)),
  },
  fetch: (input, init) => fetch(input, init),
  gateway: environment.boardGateway,
  resolveHost: createResolveHost({
    resolveDns: (hostname, type, options) =>
      Deno.resolveDns(hostname, type, options),
    log,
  }),
  gate: createGate(),
  now,
  cpuMs() {
    if (!canTellCpu) return null;
    const { user, system } = process.cpuUsage();
    return (user + system) / 1_000;
  },
  after(ms, act) {
    const timer = setTimeout(act, ms);
    return () => clearTimeout(timer);
  },
  random: Math.random,
  sleep: (ms, signal) => delay(ms, { signal }),
  log,
};

export default {
  fetch: sayVersion(createHandler({
    waitUntil: (promise) => EdgeRuntime.waitUntil(promise),
    scan: (scanId) => runScan(scanId, deps),
    log,
  })),
};
