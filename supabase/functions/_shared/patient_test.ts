import { assertEquals, assertRejects } from "@std/assert";
import { RpcError } from "./client.ts";
import { createPatientRpc } from "./patient.ts";
import { NOW } from "./testing.ts";

/** A database that fails so often before it answers; time passes only while one waits. */
function database(failures: readonly Error[]) {
  const left = [...failures];
  let ms = NOW.getTime();
  let calls = 0;
  const waits: number[] = [];
  const rpc = createPatientRpc(
    // deno-lint-ignore require-await -- a failure must reject, not throw
    async (name) => {
      calls++;
      const failure = left.shift();
      if (failure) throw failure;
      return `${name} answered`;
    },
    {
      patienceMs: 10_000,
      now: () => new Date(ms),
      random: () => 1,
      sleep(wait) {
        waits.push(wait);
        ms += wait;
        return Promise.resolve();
      },
    },
  );
  return { rpc, waits, calls: () => calls };
}

const busy = new RpcError("PGRST003", "No connection", null);
const gone = new RpcError("", "fetch failed", null);

Deno.test("a call that finds no free connection is repeated until it does", async () => {
  const { rpc, waits } = database([busy, gone, busy]);
  assertEquals(
    await rpc("begin_scan", { scan_id: "1" }),
    "begin_scan answered",
  );
  assertEquals(waits, [500, 1_000, 2_000]);
});

Deno.test("a call is given up after ten seconds, with what failed last", async () => {
  const { rpc, waits } = database(Array(100).fill(busy));
  const error = await assertRejects(
    () => rpc("begin_scan", { scan_id: "1" }),
    RpcError,
  );
  assertEquals(error, busy);
  assertEquals(waits.reduce((sum, wait) => sum + wait, 0) <= 10_000, true);
  assertEquals(waits.length > 2, true);
});

Deno.test("what the database refuses is not asked again", async () => {
  const refused = new RpcError("PT409", "The scan is over", null);
  const { rpc, calls } = database([refused]);
  assertEquals(
    await assertRejects(() => rpc("finish_scan", { scan_id: "1", report: {} })),
    refused,
  );
  assertEquals(calls(), 1);
});
