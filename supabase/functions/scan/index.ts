import { delay } from "@std/async/delay";
import { createKeyCheck } from "../_shared/auth.ts";
import { createReadClaims } from "../_shared/claims.ts";
import {
  createRpc,
  createServiceClient,
  createVerifySignature,
} from "../_shared/client.ts";
import { readEnvironment } from "../_shared/environment.ts";
import { createGate } from "../_shared/gate.ts";
import { createPublicKeys } from "../_shared/public_keys.ts";
import { createResolveHost } from "../_shared/resolve_host.ts";
import { sayVersion } from "../_shared/version.ts";
import { createAdmission } from "./admission.ts";
import { createHandler, type Deps } from "./handler.ts";

const environment = readEnvironment(Deno.env.toObject());
const client = createServiceClient(environment);
const rpc = createRpc(client);
const now = () => new Date();
const log: Deps["log"] = (line) => console.log(JSON.stringify(line));

export default {
  fetch: sayVersion(createHandler({
    admission: createAdmission({
      holdsSecretKey: createKeyCheck(environment.secretKeys),
      readClaims: createReadClaims({
        keysWith: createPublicKeys({
          async ask() {
            const answer = await fetch(
              `${environment.supabaseUrl}/auth/v1/.well-known/jwks.json`,
              { signal: AbortSignal.timeout(5_000) },
            );
            return await answer.json();
          },
          now,
        }),
        verify: createVerifySignature(client),
        issuer: environment.authIssuer,
        now,
      }),
      rpc,
    }),
    allowedOrigins: environment.allowedOrigins,
    rpc,
    way: {
      fetch: (input, init) => fetch(input, init),
      gateway: environment.boardGateway,
      resolveHost: createResolveHost({
        resolveDns: (hostname, type, options) =>
          Deno.resolveDns(hostname, type, options),
        log,
      }),
      gate: createGate(),
      now,
      after(ms, act) {
        const timer = setTimeout(act, ms);
        return () => clearTimeout(timer);
      },
      random: Math.random,
      sleep: (ms, signal) => delay(ms, { signal }),
    },
    log,
  })),
};
