/**
 * The story of one scan. Read this first.
 *
 *   begin_scan ─> read pages ─> normalise ─> judge ─> upsert_postings …
 *     ─> finish_scan ─> details of what the list could not tell ─> save_details
 *   or, at any point, fail_scan
 *
 * @module
 */
import { collect, type Collection } from "./collect.ts";
import { readDetails } from "./details.ts";
import { ScanError } from "./errors.ts";
import { createFingerprint } from "./fingerprint.ts";
import type { Tally } from "./http.ts";
import { createJudge } from "./judge.ts";
import { createLook } from "./look_at_page.ts";
import { createPool } from "./pool.ts";
import type { Report, Reporter } from "./report.ts";
import { reportFailure } from "./report_failure.ts";
import { resolve, type Target } from "./resolve.ts";
import {
  createBoardHttp,
  createWayOut,
  type WayDeps,
  type WayOut,
} from "./way_out.ts";
import { createWriter } from "./writer.ts";
import type { WorkOrder } from "./work_order.ts";

/**
 * Reading stops then, which leaves time to write and report within the minute
 * that is safe on every plan: an isolate takes no new work after 75 s on the
 * free one.
 */
export const READ_BUDGET_MS = 52_000;

export interface ScanDeps extends WayDeps {
  readonly reporter: Reporter;
  /** CPU time that the isolate has used, for all its scans; null: not known. */
  readonly cpuMs?: () => number | null;
  /** Writes one line about a scan that ended: ids and counts, never a posting. */
  readonly log: (line: Readonly<Record<string, unknown>>) => void;
}

/** Runs one scan to its end; whatever happens is reported, nothing is thrown. */
export async function runScan(scanId: string, deps: ScanDeps): Promise<void> {
  const startedAt = deps.now();
  const cpuAtStart = deps.cpuMs?.() ?? null;
  const order = await begin(scanId, deps);
  if (!order) return;

  const deadline = new AbortController();
  const stopDeadline = deps.after(READ_BUDGET_MS, () => deadline.abort());
  const tally: Tally = { requests: 0, bytes: 0 };
  const about = { scan_id: scanId, source_id: order.source.id };
  let target: Target | null = null;
  const times = () => {
    const cpuMs = deps.cpuMs?.() ?? null;
    return {
      ms: deps.now().getTime() - startedAt.getTime(),
      ...(cpuMs !== null && cpuAtStart !== null &&
        { isolate_cpu_ms: Math.round(cpuMs - cpuAtStart) }),
    };
  };
  try {
    const way = createWayOut(deps, {
      requestsPerSecond: order.requests_per_second,
      tally,
      signal: deadline.signal,
    });
    target = await resolve(order.source, createLook(way));
    const summary = await read(order, target, way, deps);
    deps.log({
      ...about,
      provider: target.provider.id,
      ...summary,
      ...times(),
    });
  } catch (error) {
    await reportFailure(order.scan_id, error, {
      ...deps,
      ...tally,
      resolved: target?.resolved ?? null,
    });
    deps.log({
      ...about,
      provider: target?.provider.id ?? null,
      outcome: "failed",
      error_kind: error instanceof ScanError ? error.kind : "internal",
      ...times(),
    });
  } finally {
    stopDeadline();
  }
}

/** Null: there is nothing to do, or nobody says what. */
async function begin(
  scan_id: string,
  { reporter, log }: ScanDeps,
): Promise<WorkOrder | null> {
  try {
    const order = await reporter.beginScan(scan_id);
    if (!order) log({ scan_id, outcome: "stale" });
    return order;
  } catch (error) {
    // The lease finds this scan.
    log({ scan_id, outcome: "not_begun", error: String(error) });
    return null;
  }
}

async function read(
  order: WorkOrder,
  target: Target,
  way: WayOut,
  deps: ScanDeps,
) {
  const { provider, board, resolved } = target;
  const { reporter } = deps;
  const { tally, signal } = way;
  const judge = createJudge(order.filters, order.source.company);
  const fingerprint = createFingerprint(
    [
      order.filter_revision,
      order.source.settings,
      // Another name for the employer judges otherwise only then.
      ...(order.filters.some(({ companies_none }) => companies_none.length > 0)
        ? [order.source.company]
        : []),
    ],
    order.fingerprint,
    deps.now(),
  );
  const context = {
    now: deps.now(),
    cursor: order.cursor,
    pool: createPool(),
  };
  const scope = {
    provider: provider.id,
    sourceId: order.source.id,
    tenant: provider.tenant?.(board) ?? null,
  };

  const writer = createWriter({
    judge,
    scope,
    unknown: provider.unknown,
    write: (postings) => reporter.upsertPostings(order.scan_id, postings),
  });
  const pages = collect(provider, board, {
    ...context,
    http: createBoardHttp(target, way, fingerprint),
  });
  let collection: Collection;
  try {
    while (true) {
      const page = await pages.next();
      if (page.done) {
        collection = page.value;
        break;
      }
      // Written while the next page is on its way.
      await writer.take(page.value);
    }
  } catch (error) {
    // A page that fails takes none of those before it with it; why it failed
    // says more than what may fail after it.
    if (error instanceof ScanError) await writer.flush().catch(() => {});
    throw error;
  }
  const rest = await writer.end();

  const { listing, unchanged } = collection;
  const cursor = listing.cursor ?? null;
  const outcome = unchanged
    ? "unchanged"
    : listing.complete && cursor === null
    ? "succeeded"
    : "partial";
  const report: Report = {
    outcome,
    complete: listing.complete,
    reason: listing.reason ?? null,
    fingerprint: outcome === "partial" ? null : await fingerprint.value(),
    cursor,
    resolved,
    company: writer.company(),
    fetched: collection.seenIds.length,
    matched: unchanged ? 0 : writer.matchedIds().length,
    rejected: collection.rejected,
    requests: tally.requests,
    bytes: tally.bytes,
    advertised_total: listing.advertisedTotal ?? null,
    seen_ids: unchanged ? null : collection.seenIds,
    matched_ids: unchanged ? null : writer.matchedIds(),
    postings: unchanged ? [] : rest,
    misses_until_closed: provider.missesUntilClosed,
    empty_proves_nothing: provider.emptyProvesNothing ?? false,
    has_details: provider.detail !== undefined,
  };
  const { lacking, requests_per_second } = await reporter.finishScan(
    order.scan_id,
    report,
  );
  way.setPace(requests_per_second);
  const details = lacking.length === 0 ? 0 : await readDetails(lacking, {
    provider,
    context: {
      ...context,
      board,
      http: createBoardHttp(target, way, null),
    },
    judge,
    scope,
    signal,
    paced: requests_per_second !== null,
    now: deps.now,
    async save(postings, last) {
      const saved = await reporter.saveDetails(order.scan_id, postings, last);
      way.setPace(saved.requests_per_second);
    },
  });
  return {
    outcome,
    fetched: report.fetched,
    matched: report.matched,
    rejected: report.rejected,
    details,
    requests: tally.requests,
    bytes: tally.bytes,
  };
}
