/**
 * The RPC calls of a scan, and nothing else that writes. Twins: the functions of
 * the same names in supabase/migrations.
 *
 * @module
 */
import { z } from "zod";
import type { ScanErrorKind } from "./errors.ts";
import { LackingPostings, type Row } from "./rows.ts";
import type { Rpc } from "./rpc.ts";
import { RequestsPerSecond, WorkOrder } from "./work_order.ts";

/** The provider and board behind a source's address, found by its first scan. */
export interface Resolved {
  readonly provider: string;
  readonly board: string;
  readonly host: string;
}

/** How a listing ended; `seen_ids` and `matched_ids` of everything listed. */
export interface Report {
  readonly outcome: "succeeded" | "unchanged" | "partial";
  /** Whether all was read, of a part that goes on at `cursor` too. */
  readonly complete: boolean;
  readonly reason: string | null;
  readonly fingerprint: string | null;
  readonly cursor: unknown;
  readonly resolved: Resolved | null;
  readonly company: string | null;
  readonly fetched: number;
  readonly matched: number;
  readonly rejected: number;
  readonly requests: number;
  readonly bytes: number;
  readonly advertised_total: number | null;
  readonly seen_ids: readonly string[] | null;
  readonly matched_ids: readonly string[] | null;
  readonly postings: readonly Row[];
  readonly misses_until_closed: number;
  readonly empty_proves_nothing: boolean;
  readonly has_details: boolean;
}

export interface Failure {
  readonly kind: ScanErrorKind;
  readonly message: string;
  readonly retry_after_seconds: number | null;
  readonly requests: number;
  readonly bytes: number;
  readonly resolved: Resolved | null;
}

/** As in a work order; weighed anew whenever a scan has told something. */
const Pace = z.object({ requests_per_second: RequestsPerSecond });
const Finished = Pace.extend({
  outcome: z.string(),
  lacking: LackingPostings,
});

/** The scan's side of the doors that design.md names. */
export function createReporter(rpc: Rpc) {
  return {
    /** The work order; null when the scan is stale, repeated or unknown. */
    async beginScan(scanId: string): Promise<WorkOrder | null> {
      const answer = await rpc("begin_scan", { scan_id: scanId });
      return WorkOrder.nullable().parse(answer);
    },
    async upsertPostings(scanId: string, postings: readonly Row[]) {
      await rpc("upsert_postings", { scan_id: scanId, postings });
    },
    /** The outcome, the postings whose details are still to be read, and the pace for them. */
    async finishScan(scanId: string, report: Report) {
      return Finished.parse(
        await rpc("finish_scan", { scan_id: scanId, report }),
      );
    },
    /** The pace from here on. */
    async saveDetails(scanId: string, postings: readonly Row[], last: boolean) {
      return Pace.parse(
        await rpc("save_details", { scan_id: scanId, postings, last }),
      );
    },
    async failScan(scanId: string, error: Failure) {
      await rpc("fail_scan", { scan_id: scanId, error });
    },
  };
}

export type Reporter = ReturnType<typeof createReporter>;
