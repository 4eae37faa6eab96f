/**
 * The doors of the database for one source, kept in memory: counts what a scan
 * reports and stores nothing but what the next scan has to be told. What it
 * takes from a scan's process is what sending would take.
 *
 * @module
 */
import { z } from "zod";
import type { Rpc } from "../../supabase/functions/_shared/rpc.ts";
import type {
  Filter,
  WorkOrder,
} from "../../supabase/functions/_shared/work_order.ts";

/** What the scans since the last `takeCounts` did. */
export interface Counts {
  scans: number;
  fetched: number;
  matched: number;
  details: number;
  requests: number;
  bytes: number;
}

const NOTHING: Counts = {
  scans: 0,
  fetched: 0,
  matched: 0,
  details: 0,
  requests: 0,
  bytes: 0,
};

const Row = z.looseObject({
  external_id: z.string(),
  /** What only details can tell. */
  unknown: z.array(z.string()),
});
type Row = z.infer<typeof Row>;

const Upserted = z.object({ postings: z.array(Row) });

const Finished = z.object({
  report: z.object({
    outcome: z.enum(["succeeded", "unchanged", "partial"]),
    reason: z.string().nullable(),
    fingerprint: z.string().nullable(),
    cursor: z.unknown(),
    fetched: z.number(),
    matched: z.number(),
    rejected: z.number(),
    requests: z.number(),
    bytes: z.number(),
    postings: z.array(Row),
    has_details: z.boolean(),
  }),
});

const Detailed = z.object({
  postings: z.array(z.object({ external_id: z.string() })),
});

const Failed = z.object({
  error: z.object({ kind: z.string(), message: z.string() }),
});

export interface CountingDatabase {
  readonly rpc: Rpc;
  /** Whether a listing is still to be read to its end. */
  isMidway(): boolean;
  /** @throws {Error} when a scan failed: what it cost means nothing. */
  takeCounts(): Counts;
  /** From now on the board was never scanned. */
  forget(): void;
}

/** A database of one source, whose board is known. */
export function createCountingDatabase(
  source: Omit<WorkOrder["source"], "id" | "settings">,
  filters: readonly Filter[],
): CountingDatabase {
  let fingerprint: string | null = null;
  let cursor: unknown = null;
  let resumed = false;
  let lacking = new Map<string, Row>();
  let detailed = new Set<string>();
  let counts = { ...NOTHING };
  let failure: string | null = null;

  function note(rows: readonly Row[]): void {
    for (const row of rows) {
      if (row.unknown.length === 0 || detailed.has(row.external_id)) continue;
      lacking.set(row.external_id, row);
    }
  }

  const doors: Record<string, (scanId: string, args: unknown) => unknown> = {
    begin_scan(scanId): WorkOrder {
      resumed = cursor !== null;
      lacking = new Map();
      return {
        scan_id: scanId,
        source: { id: 1, ...source, settings: {} },
        fingerprint,
        cursor,
        filter_revision: "1",
        filters: [...filters],
        requests_per_second: null,
      };
    },
    upsert_postings(_scanId, args) {
      note(Upserted.parse(args).postings);
      return null;
    },
    finish_scan(_scanId, args) {
      const { report } = Finished.parse(args);
      if (report.rejected > 0) {
        throw new Error(report.reason ?? "Adverts could not be read");
      }
      note(report.postings);
      // As in the database: of several scans none has read it all.
      if (report.outcome !== "unchanged") {
        fingerprint = resumed ? null : report.fingerprint;
      }
      cursor = report.cursor;
      counts.scans++;
      counts.fetched += report.fetched;
      counts.matched += report.matched;
      counts.requests += report.requests;
      counts.bytes += report.bytes;
      const named = report.has_details ? [...lacking.values()] : [];
      return {
        outcome: report.outcome,
        lacking: named.map((row) => ({ ...row, has_details: false })),
        requests_per_second: null,
      };
    },
    save_details(_scanId, args) {
      const { postings } = Detailed.parse(args);
      counts.details += postings.length;
      counts.requests += postings.length;
      for (const { external_id } of postings) detailed.add(external_id);
      return { requests_per_second: null };
    },
    fail_scan(_scanId, args) {
      const { kind, message } = Failed.parse(args).error;
      failure = `${kind}: ${message}`;
      return null;
    },
  };

  return {
    // deno-lint-ignore require-await -- what fails has to reject
    async rpc(name, { scan_id, ...args }: Readonly<Record<string, unknown>>) {
      const door = doors[name];
      if (!door) throw new TypeError(`Cannot call "${name}": no such door`);
      // A client writes what it sends and reads what it gets.
      JSON.stringify(args);
      return JSON.parse(JSON.stringify(door(String(scan_id), args)));
    },
    isMidway: () => cursor !== null,
    takeCounts() {
      if (failure !== null) {
        throw new Error(`Cannot measure "${source.company}": ${failure}`);
      }
      const taken = counts;
      counts = { ...NOTHING };
      return taken;
    },
    forget() {
      fingerprint = null;
      cursor = null;
      detailed = new Set();
    },
  };
}
