/**
 * Runs one of the predecessor's designs in a process of its own, so that its
 * memory and its CPU are its alone, through a gateway of its own.
 *
 * @module
 */
import { z } from "zod";
import { runMeasured } from "../measured_process.ts";
import { createGateway } from "../../stack/gateway.ts";
import { createKeys } from "../../stack/keys.ts";
import { createRest } from "../../stack/rest/rest.ts";
import { DesignName } from "./designs/mod.ts";
import { countKept } from "./predecessor_tables.ts";
import { openOwn, type Run, type Stage } from "./stage.ts";

const PROCESS = new URL("./design_process.ts", import.meta.url);

export const Assignment = z.object({
  design: DesignName,
  run: z.string(),
  apiUrl: z.string(),
  secretKey: z.string(),
  gateway: z.string(),
  paces: z.array(
    z.object({ host: z.string(), requestsPerSecond: z.number() }),
  ),
});

/** What a process is to run. */
export type Assignment = z.infer<typeof Assignment>;

const Took = z.object({
  wallMs: z.number(),
  cpuS: z.number(),
  peakMb: z.number(),
  rows: z.number(),
  requests: z.number(),
});

/** What the process says of itself. */
export type Took = z.infer<typeof Took>;

async function spawn(assignment: Assignment): Promise<Took> {
  return Took.parse(
    await runMeasured(assignment.design, PROCESS, assignment),
  );
}

/** One scan of all sources by a design, into the rows of `run`. */
export async function runDesign(
  design: DesignName,
  run: string,
  stage: Stage,
): Promise<Run> {
  const own = openOwn(stage, run);
  const keys = await createKeys();
  const server = Deno.serve(
    { hostname: "127.0.0.1", port: 0, onListen: () => {} },
    createGateway({
      rest: createRest({ database: own.database, keys, now: () => new Date() }),
      keys,
      functionByName: () => undefined,
    }),
  );
  try {
    const took = await spawn({
      design,
      run,
      apiUrl: `http://127.0.0.1:${server.addr.port}`,
      secretKey: keys.secret,
      gateway: stage.boards.url,
      paces: [...stage.paces],
    });
    return {
      ...took,
      roundTrips: own.trips().length,
      databaseCpuS: await own.cpuS(),
      kept: await countKept(stage.database, run),
    };
  } finally {
    await server.shutdown();
    await own.close();
  }
}
