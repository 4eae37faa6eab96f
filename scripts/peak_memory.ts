/**
 * The most memory that a process ever held. Sampling from within would miss what
 * blocks the thread, and what blocks it (a large answer that is parsed) is the
 * peak.
 *
 * @module
 */

/** In bytes, by the process's id or "self"; null where the system tells it nobody, or not to this process. */
export async function peakRssOf(pid: number | "self"): Promise<number | null> {
  try {
    const status = await Deno.readTextFile(`/proc/${pid}/status`);
    const kb = /^VmHWM:\s*(\d+) kB$/m.exec(status)?.[1];
    return kb === undefined ? null : Number(kb) * 1_024;
  } catch (error) {
    const isUntold = error instanceof Deno.errors.NotFound ||
      error instanceof Deno.errors.NotCapable;
    if (isUntold) return null;
    throw error;
  }
}
