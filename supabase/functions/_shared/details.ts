/**
 * Reads what a list could not tell, for the postings that `finish_scan` names,
 * in the time that is left, and settles their verdict.
 *
 * @module
 */
import { ScanError } from "./errors.ts";
import type { Judge } from "./judge.ts";
import type { Posting } from "./posting.ts";
import type { Board, Provider, ReadContext } from "./providers/types.ts";
import {
  type LackingPosting,
  type RoleScope,
  type Row,
  toDetailRow,
} from "./rows.ts";

/** Few enough to be small, many enough to be rare. */
const CHUNK = 100;
/** The pace of a host is weighed again whenever something is saved. */
const PACED_SAVE_MS = 1_500;

export interface DetailOptions {
  readonly provider: Provider<unknown>;
  readonly context: ReadContext & { readonly board: Board };
  readonly judge: Judge;
  readonly scope: RoleScope;
  /** Ends when the scan's time is up. */
  readonly signal: AbortSignal;
  /** Whether the host bears only so many requests a second. */
  readonly paced: boolean;
  readonly now: () => Date;
  readonly save: (postings: readonly Row[], last: boolean) => Promise<void>;
}

/** The host wants to be left alone: that has to reach the database, which keeps other scans away too. */
const ENDS = new Set(["throttled", "blocked"]);

/**
 * How many postings were settled; the rest stay named for the next scan.
 *
 * @throws {ScanError} `throttled` or `blocked`, once what was read is saved.
 */
export async function readDetails(
  lacking: readonly LackingPosting[],
  options: DetailOptions,
): Promise<number> {
  const { provider, context, judge, scope, signal, now } = options;
  let stop: ScanError | null = null;

  async function settle(
    { posting, hasDetails }: LackingPosting,
  ): Promise<Row | null> {
    if (stop || signal.aborted) return null;
    try {
      // Other filters judge anew what is stored; the board is not asked again.
      const details = hasDetails
        ? {}
        : await provider.detail?.(posting, context) ?? {};
      const whole: Posting = { ...posting, ...details };
      return toDetailRow(details, whole, judge(whole, []), scope);
    } catch (error) {
      if (!(error instanceof ScanError)) throw error;
      if (ENDS.has(error.kind) || error.kind === "deadline") {
        stop = error;
        return null;
      }
      return { external_id: posting.externalId, failed: true };
    }
  }

  let chunk: Row[] = [];
  let settled = 0;
  let savedAt = now().getTime();
  const isTime = () =>
    chunk.length >= CHUNK ||
    (options.paced && now().getTime() - savedAt >= PACED_SAVE_MS);
  for await (const row of context.pool(lacking, settle)) {
    if (!row) continue;
    if (!row.failed) settled++;
    chunk.push(row);
    if (!isTime()) continue;
    await options.save(chunk, false);
    chunk = [];
    savedAt = now().getTime();
  }
  const ended = endOf(stop);
  await options.save(chunk, ended === null);
  if (ended) throw ended;
  return settled;
}

/** What ends the scan; running out of time does not. */
function endOf(stop: ScanError | null): ScanError | null {
  return stop && ENDS.has(stop.kind) ? stop : null;
}
