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
import type { Gate } from "./gate.ts";
import { createHttp, type HttpOptions, type Tally } from "./http.ts";
import { createJudge } from "./judge.ts";
import { createLook } from "./look_at_page.ts";
import { createPool } from "./pool.ts";
import type { Report, Reporter, Resolved } from "./report.ts";
import { resolve, type Target } from "./resolve.ts";
import type { ResolveHost } from "./resolve_host.ts";
import type { After } from "./time_limit.ts";
import { createWriter } from "./writer.ts";
import type { WorkOrder } from "./work_order.ts";

/**
 * Reading stops then, which leaves time to write and report within the minute
 * that is safe on every plan: an isolate takes no new work after 75 s on the
 * free one.
 */
export const READ_BUDGET_MS = 52_000;

export interface ScanDeps {
  readonly reporter: Reporter;
  readonly fetch: HttpOptions["fetch"];
  readonly gateway: URL | null;
  readonly resolveHost: ResolveHost;
  /** One for all scans of an isolate. */
  readonly gate: Gate;
  readonly now: () => Date;
  readonly after: After;
  readonly random: () => number;
  readonly sleep: HttpOptions["sleep"];
  /** Writes one line about a scan that ended: ids and counts, never a posting. */
  readonly log: (line: Readonly<Record<string, unknown>>) => void;
}

/** Runs one scan to its end; whatever happens is reported, nothing is thrown. */
export async function runScan(scanId: string, deps: ScanDeps): Promise<void> {
  const startedAt = deps.now();
  const order = await deps.reporter.beginScan(scanId);
  if (!order) {
    deps.log({ scan_id: scanId, outcome: "stale" });
    return;
  }

  const deadline = new AbortController();
  const stopDeadline = deps.after(READ_BUDGET_MS, () => deadline.abort());
  const tally: Tally = { requests: 0, bytes: 0 };
  const about = { scan_id: scanId, source_id: order.source.id };
  let target: Target | null = null;
  try {
    const way = wayOut(order, tally, deadline.signal, deps);
    target = await resolve(order.source, createLook(way));
    const summary = await read(order, target, way, deps);
    deps.log({
      ...about,
      provider: target.provider.id,
      ...summary,
      ms: deps.now().getTime() - startedAt.getTime(),
    });
  } catch (error) {
    await fail(order, error, tally, target?.resolved ?? null, deps);
    deps.log({
      ...about,
      provider: target?.provider.id ?? null,
      outcome: "failed",
      error_kind: error instanceof ScanError ? error.kind : "internal",
      ms: deps.now().getTime() - startedAt.getTime(),
    });
  } finally {
    stopDeadline();
  }
}

/** What every request of a scan has in common, whatever board it is. */
function wayOut(
  order: WorkOrder,
  tally: Tally,
  signal: AbortSignal,
  deps: ScanDeps,
) {
  const { fetch, gateway, gate, now, after, random, sleep } = deps;
  return {
    fetch,
    gateway,
    // Behind a gateway names are the gateway's to look up.
    resolveHost: gateway ? null : deps.resolveHost,
    gate,
    requestsPerSecond: order.requests_per_second,
    tally,
    signal,
    now,
    after,
    random,
    sleep,
  };
}

async function read(
  order: WorkOrder,
  { provider, board, resolved }: Target,
  way: ReturnType<typeof wayOut>,
  deps: ScanDeps,
) {
  const { reporter } = deps;
  const { tally, signal } = way;
  const judge = createJudge(order.filters);
  const fingerprint = createFingerprint(
    [order.filter_revision, order.source.settings],
    order.fingerprint,
    deps.now(),
  );
  const options = {
    ...way,
    hosts: provider.hosts(board),
    // The names of its own hosts are a provider's own word.
    resolveHost: provider.typedHosts ? way.resolveHost : null,
    retriesForbidden: provider.retriesForbidden ?? false,
  };
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
    http: createHttp({ ...options, fingerprint }),
  });
  let collection: Collection;
  while (true) {
    const page = await pages.next();
    if (page.done) {
      collection = page.value;
      break;
    }
    // Written while the next page is on its way.
    await writer.take(page.value);
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
  const { lacking } = await reporter.finishScan(order.scan_id, report);
  const details = lacking.length === 0 ? 0 : await readDetails(lacking, {
    provider,
    context: {
      ...context,
      board,
      http: createHttp({ ...options, fingerprint: null }),
    },
    judge,
    scope,
    signal,
    save: (postings, last) =>
      reporter.saveDetails(order.scan_id, postings, last),
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

async function fail(
  order: WorkOrder,
  error: unknown,
  tally: Tally,
  resolved: Resolved | null,
  { reporter, log }: ScanDeps,
): Promise<void> {
  const known = error instanceof ScanError ? error : null;
  try {
    await reporter.failScan(order.scan_id, {
      kind: known?.kind ?? "internal",
      message: error instanceof Error ? error.message : String(error),
      retry_after_seconds: known?.retryAfterSeconds ?? null,
      ...tally,
      resolved,
    });
  } catch (cause) {
    // The lease finds this scan; its own reason must not get lost meanwhile.
    log({
      scan_id: order.scan_id,
      outcome: "unreported",
      error: error instanceof Error ? error.message : String(error),
      cause: cause instanceof Error ? cause.message : String(cause),
    });
  }
}
