import { delay } from "@std/async/delay";
import { createRpc, createServiceClient } from "../_shared/client.ts";
import { readEnvironment } from "../_shared/environment.ts";
import { createGate } from "../_shared/gate.ts";
import { createReporter } from "../_shared/report.ts";
import { createResolveHost } from "../_shared/resolve_host.ts";
import { runScan, type ScanDeps } from "../_shared/scan.ts";
import { createHandler } from "./handler.ts";

declare const EdgeRuntime: { waitUntil(promise: Promise<unknown>): void };

const environment = readEnvironment(Deno.env.toObject());
const log: ScanDeps["log"] = (line) => console.log(JSON.stringify(line));
const deps: ScanDeps = {
  reporter: createReporter(createRpc(createServiceClient(environment))),
  fetch: (input, init) => fetch(input, init),
  gateway: environment.boardGateway,
  resolveHost: createResolveHost({
    resolveDns: (hostname, type, options) =>
      Deno.resolveDns(hostname, type, options),
    log,
  }),
  gate: createGate(),
  now: () => new Date(),
  after(ms, act) {
    const timer = setTimeout(act, ms);
    return () => clearTimeout(timer);
  },
  random: Math.random,
  sleep: (ms, signal) => delay(ms, { signal }),
  log,
};

export default {
  fetch: createHandler({
    waitUntil: (promise) => EdgeRuntime.waitUntil(promise),
    scan: (scanId) => runScan(scanId, deps),
    log,
  }),
};
