import { delay } from "@std/async/delay";
import { createRpc, createServiceClient } from "../_shared/client.ts";
import { readEnvironment } from "../_shared/environment.ts";
import { createReporter } from "../_shared/report.ts";
import { runScan, type ScanDeps } from "../_shared/scan.ts";
import { createHandler } from "./handler.ts";

declare const EdgeRuntime: { waitUntil(promise: Promise<unknown>): void };

const environment = readEnvironment(Deno.env.toObject());
const deps: ScanDeps = {
  reporter: createReporter(createRpc(createServiceClient(environment))),
  fetch: (input, init) => fetch(input, init),
  gateway: environment.boardGateway,
  now: () => new Date(),
  random: Math.random,
  sleep: (ms, signal) => delay(ms, { signal }),
  log: (line) => console.log(JSON.stringify(line)),
};

export default {
  fetch: createHandler({
    waitUntil: (promise) => EdgeRuntime.waitUntil(promise),
    scan: (scanId) => runScan(scanId, deps),
    log: deps.log,
  }),
};
