/**
 * Ctrl-C and SIGTERM as a signal that work in progress can be ended by; the
 * second one ends the process at once.
 *
 * @module
 */

/** The exit codes that a shell expects. */
const EXIT_CODES = { SIGINT: 130, SIGTERM: 143 } as const;

export interface Interrupt {
  readonly signal: AbortSignal;
  /** For a process that was interrupted; else null. */
  readonly exitCode: () => number | null;
}

/** Listens from now on. */
export function listenForInterrupt(): Interrupt {
  const controller = new AbortController();
  let exitCode: number | null = null;
  for (const name of ["SIGINT", "SIGTERM"] as const) {
    Deno.addSignalListener(name, () => {
      if (exitCode !== null) Deno.exit(exitCode);
      exitCode = EXIT_CODES[name];
      controller.abort(new Error(`Interrupted by ${name}`));
    });
  }
  return { signal: controller.signal, exitCode: () => exitCode };
}
