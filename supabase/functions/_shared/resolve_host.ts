/**
 * The addresses behind a name, where the runtime can tell.
 *
 * @module
 */

/**
 * Null: this runtime cannot tell, or not now. An empty list: the name leads
 * nowhere.
 */
export type ResolveHost = (
  hostname: string,
  signal: AbortSignal,
) => Promise<readonly string[] | null>;

export interface ResolveHostOptions {
  /** As `Deno.resolveDns`, which fails with `NotFound` where a name has no such address. */
  readonly resolveDns: (
    hostname: string,
    type: "A" | "AAAA",
    options: { signal: AbortSignal },
  ) => Promise<readonly string[]>;
  readonly log: (line: Readonly<Record<string, unknown>>) => void;
  readonly limitMs?: number;
}

/** A resolver that works answers within one; one that is out of reach would take 10 s to say so. */
const LOOKUP_LIMIT_MS = 3_000;

/** Makes the resolver of one isolate, which says once that it cannot look up names. */
export function createResolveHost(
  { resolveDns, log, limitMs = LOOKUP_LIMIT_MS }: ResolveHostOptions,
): ResolveHost {
  let isLogged = false;

  return async function resolveHost(hostname, signal) {
    const limit = AbortSignal.any([signal, AbortSignal.timeout(limitMs)]);
    async function lookUp(type: "A" | "AAAA"): Promise<readonly string[]> {
      try {
        return await resolveDns(hostname, type, { signal: limit });
      } catch (error) {
        if (error instanceof Error && error.name === "NotFound") return [];
        throw error;
      }
    }

    const answers = await Promise.allSettled([lookUp("A"), lookUp("AAAA")]);
    signal.throwIfAborted();
    const addresses = answers.flatMap((answer) =>
      answer.status === "fulfilled" ? answer.value : []
    );
    const failed = answers.find((answer) => answer.status === "rejected");
    if (addresses.length > 0 || !failed) return addresses;
    if (!isLogged) {
      log({
        warning: "Cannot look up names: only their form is checked",
        error: String(failed.reason),
      });
    }
    isLogged = true;
    return null;
  };
}
