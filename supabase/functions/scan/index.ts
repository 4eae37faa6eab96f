import { createKeyCheck } from "../_shared/auth.ts";
import { createRpc, createServiceClient } from "../_shared/client.ts";
import { readEnvironment } from "../_shared/environment.ts";
import { createHandler } from "./handler.ts";

const environment = readEnvironment(Deno.env.toObject());

export default {
  fetch: createHandler({
    isAllowed: createKeyCheck(environment.secretKeys),
    rpc: createRpc(createServiceClient(environment)),
    log: (line) => console.log(JSON.stringify(line)),
  }),
};
