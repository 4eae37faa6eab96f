import { delay } from "@std/async/delay";
import { createRpc, createServiceClient } from "../_shared/client.ts";
import { readEnvironment } from "../_shared/environment.ts";
import { createPatientRpc } from "../_shared/patient.ts";
import { createResolveHost } from "../_shared/resolve_host.ts";
import { createQuietLog } from "../_shared/quiet_log.ts";
import { createTurnstile } from "../_shared/turnstile.ts";
import { sayVersion } from "../_shared/version.ts";
import { createDigestDoors } from "./digest.ts";
import { createHandler } from "./handler.ts";
import { createNotify } from "./notify.ts";
import { createPostMessage } from "./post_message.ts";

declare const EdgeRuntime: { waitUntil(promise: Promise<unknown>): void };

const POST_LIMIT_MS = 15_000;
const environment = readEnvironment(Deno.env.toObject());
const now = () => new Date();
const log = createQuietLog((line) => console.log(JSON.stringify(line)), {
  mostAMinute: 20,
  // What made-up ids can cause, and nothing else does often.
  isNoise: ({ outcome }) => outcome === "stale" || outcome === "not_begun",
  now,
});
const doors = createDigestDoors(
  createPatientRpc(createRpc(createServiceClient(environment)), {
    patienceMs: 10_000,
    now,
    random: Math.random,
    sleep: delay,
  }),
);
// A few connections are enough; the rest is for scans.
const passTurnstile = createTurnstile({ atOnce: 4, waiting: 500 });

export default {
  fetch: sayVersion(createHandler({
    waitUntil: (promise) => EdgeRuntime.waitUntil(promise),
    notify: createNotify({
      doors: {
        ...doors,
        beginDigest: (id) => passTurnstile(() => doors.beginDigest(id)),
      },
      postMessage: createPostMessage({
        fetch: (input, init) => fetch(input, init),
        gateway: environment.boardGateway,
        resolveHost: createResolveHost({
          resolveDns: (hostname, type, options) =>
            Deno.resolveDns(hostname, type, options),
          log,
        }),
        deadline: () => AbortSignal.timeout(POST_LIMIT_MS),
        now,
      }),
      log,
    }),
    log,
  })),
};
