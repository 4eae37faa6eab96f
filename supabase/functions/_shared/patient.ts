/**
 * Waits for a database whose connections are all in use for a moment.
 *
 * @module
 */
import { RpcError } from "./client.ts";
import type { Rpc } from "./rpc.ts";

/** PostgREST found no free connection, or could not reach the database at all. */
const BUSY = new Set(["PGRST000", "PGRST001", "PGRST002", "PGRST003", "53300"]);
const FIRST_WAIT_MS = 250;

export interface PatienceOptions {
  /** Until then it is tried again. */
  readonly patienceMs: number;
  readonly now: () => Date;
  readonly random: () => number;
  readonly sleep: (ms: number) => Promise<void>;
}

/** No answer has no code; a refusal by SQL is an answer, and stands. */
function isBusy(error: unknown): boolean {
  return error instanceof RpcError
    ? error.code === "" || BUSY.has(error.code)
    : true;
}

/** Makes calls that are repeated with full jitter while nobody is there to answer them. */
export function createPatientRpc(rpc: Rpc, options: PatienceOptions): Rpc {
  const { patienceMs, now, random, sleep } = options;
  return async function patientRpc(name, args) {
    const giveUpAt = now().getTime() + patienceMs;
    for (let tries = 1;; tries++) {
      try {
        return await rpc(name, args);
      } catch (error) {
        const waitMs = random() * FIRST_WAIT_MS * 2 ** tries;
        if (!isBusy(error) || now().getTime() + waitMs > giveUpAt) throw error;
        await sleep(waitMs);
      }
    }
  };
}
