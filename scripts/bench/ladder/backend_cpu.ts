/**
 * The CPU time of those backends of a PostgreSQL server that one run talks to,
 * known by the name under which they were opened.
 *
 * @module
 */
import { z } from "zod";
import type { Database } from "../../stack/database.ts";

const Pids = z.array(z.object({ pid: z.coerce.number() }));

const NS_PER_S = 1e9;

/** In seconds; null where it cannot be told: another machine, another system. */
async function cpuOf(pid: number): Promise<number | null> {
  try {
    const name = await Deno.readTextFile(`/proc/${pid}/comm`);
    // A pid of another machine may be anyone's here.
    if (name.trim() !== "postgres") return null;
    const [onCpu] = (await Deno.readTextFile(`/proc/${pid}/schedstat`))
      .split(" ");
    return Number(onCpu) / NS_PER_S;
  } catch (error) {
    const isUntold = error instanceof Deno.errors.NotFound ||
      error instanceof Deno.errors.NotCapable;
    if (isUntold) return null;
    throw error;
  }
}

/** What all backends of that application have taken so far, in seconds; null where it cannot be told. */
export async function backendCpu(
  database: Database,
  application: string,
): Promise<number | null> {
  const { rows } = await database.query(
    "select pid::text as pid from pg_catalog.pg_stat_activity where application_name = $1::text",
    [application],
  );
  const pids = Pids.parse(rows);
  if (pids.length === 0) return null;
  let sum = 0;
  for (const { pid } of pids) {
    const taken = await cpuOf(pid);
    if (taken === null) return null;
    sum += taken;
  }
  return sum;
}
