/**
 * The function's side of a scan, one door at a time and in any order: what the
 * doors take and what they refuse is known before, from the last reading.
 *
 * @module
 */
import type { Row } from "../../functions/_shared/rows.ts";
import { WorkOrder } from "../../functions/_shared/work_order.ts";
import { report } from "../testing.ts";
import { chosen, detailRow, judge, listRow } from "./adverts.ts";
import { endStep } from "./step.ts";
import { standing, through } from "./through.ts";
import { type Hand, type Source, sourceOf, type World } from "./world.ts";

function newHand(order: WorkOrder): Hand {
  return {
    order,
    listing: null,
    written: new Set(),
    outcome: null,
    lacking: [],
  };
}

/** Whoever comes without having begun brings what an empty work order would let it bring. */
function handOf(world: World, scanId: string): Hand {
  const order = {
    scan_id: scanId,
    fingerprint: null,
    filters: [],
    filter_revision: "",
    cursor: null,
    requests_per_second: null,
    source: {
      id: sourceOf(world, scanId).id,
      company: null,
      url: "https://boards.example",
      provider: null,
      board: null,
      settings: {},
    },
  } satisfies WorkOrder;
  return world.hands.get(scanId) ??
    newHand(order);
}

/** begin_scan(). */
export async function begin(world: World, scanId: string): Promise<void> {
  const expected = standing(world, scanId) === "dispatched";
  const order = WorkOrder.nullable().parse(
    await world.doors.beginScan(scanId),
  );
  if (order) {
    world.hands.set(scanId, newHand(order));
  }
  await endStep(
    world,
    order
      ? { scan: { id: scanId, status: "running" } }
      : { changesNothing: true },
    expected === (order !== null) ? [] : ["a scan is claimed exactly once"],
  );
}

function look(hand: Hand, source: Source) {
  hand.listing ??= new Map(source.board);
  return hand.listing;
}

function tell(source: Source, hand: Hand, id: string, title: string): void {
  const { verdict } = judge(
    hand.order.filters,
    id,
    title,
    !source.ledger.traits.hasDetails,
  );
  if (verdict === "rejected") source.ledger.passed(id);
  else source.ledger.saw(id, title, verdict);
}

function rowsOf(
  source: Source,
  hand: Hand,
  ids: readonly string[],
): Row[] {
  const { hasDetails } = source.ledger.traits;
  const rows: Row[] = [];
  for (const id of ids) {
    const title = look(hand, source).get(id);
    if (title === undefined) continue;
    const row = listRow(hand.order.filters, id, title, hasDetails);
    if (row) rows.push(row);
  }
  return rows;
}

/** upsert_postings(): reads the board and writes some of it. */
export async function pages(
  world: World,
  scanId: string,
  mask: number,
): Promise<void> {
  const source = sourceOf(world, scanId);
  const hand = handOf(world, scanId);
  const rows = rowsOf(
    source,
    hand,
    chosen([...look(hand, source).keys()], mask),
  );
  await through(
    world,
    scanId,
    ["reading"],
    () => world.doors.upsert(scanId, rows),
    () => {
      for (const { external_id } of rows) {
        const id = String(external_id);
        hand.written.add(id);
        tell(source, hand, id, look(hand, source).get(id) ?? "");
      }
      return "running";
    },
  );
}

/** finish_scan(); with `part`, only so much of the board could be read. */
export async function finish(
  world: World,
  scanId: string,
  part: number | null,
): Promise<void> {
  const source = sourceOf(world, scanId);
  const { ledger } = source;
  const hand = handOf(world, scanId);
  const listing = look(hand, source);
  const fingerprint = JSON.stringify([hand.order.filter_revision, [
    ...listing,
  ]]);
  const unchanged = part === null && fingerprint === hand.order.fingerprint;
  const seen = part === null
    ? [...listing.keys()]
    : [...new Set([...chosen([...listing.keys()], part), ...hand.written])];
  const rows = rowsOf(source, hand, seen);
  const outcome = part !== null
    ? "partial"
    : unchanged
    ? "unchanged"
    : "succeeded";
  const isOpen = () =>
    world.now.postings.some((posting) =>
      posting.source_id === source.id && !posting.closed
    );

  await through(
    world,
    scanId,
    ["reading"],
    () =>
      world.doors.finish(scanId, {
        ...report(unchanged ? [] : rows, {
          outcome,
          reason: part === null ? null : "The board was cut short",
          fingerprint: part === null && !unchanged ? fingerprint : null,
          fetched: seen.length,
          seen_ids: unchanged ? null : seen,
          matched_ids: unchanged
            ? null
            : rows.map(({ external_id }) => String(external_id)),
        }),
        misses_until_closed: ledger.traits.missesUntilClosed,
        empty_proves_nothing: ledger.traits.emptyProvesNothing,
        has_details: ledger.traits.hasDetails,
      }),
    ({ lacking }) => {
      if (!unchanged) {
        for (const id of seen) tell(source, hand, id, listing.get(id) ?? "");
      }
      if (part === null) ledger.completed(listing, isOpen(), unchanged);
      hand.outcome = outcome;
      hand.lacking = lacking.map(({ external_id, title }) => ({
        external_id,
        title: String(title),
      }));
      return lacking.length === 0 ? outcome : "running";
    },
  );
}

/** save_details() for some of what is lacking; others cannot be read. */
export async function details(
  world: World,
  scanId: string,
  read: number,
  failed: number,
  last: boolean,
): Promise<void> {
  const { ledger } = sourceOf(world, scanId);
  const hand = handOf(world, scanId);
  const settled = chosen(hand.lacking, read);
  const unread = chosen(hand.lacking, failed & ~read);
  const rows = settled.map(({ external_id, title }) =>
    detailRow(hand.order.filters, external_id, title)
  );
  await through(
    world,
    scanId,
    ["listed"],
    () =>
      world.doors.saveDetails(scanId, [
        ...rows,
        ...unread.map(({ external_id }) => ({ external_id, failed: true })),
      ], last),
    () => {
      for (const { external_id, title } of settled) {
        const { verdict } = judge(hand.order.filters, external_id, title, true);
        ledger.settled(external_id, verdict);
      }
      return last ? hand.outcome ?? "" : "running";
    },
  );
}

/** fail_scan(). */
export async function fail(
  world: World,
  scanId: string,
  kind: "unavailable" | "throttled" | "not_found" | "blocked",
): Promise<void> {
  await through(
    world,
    scanId,
    ["reading", "listed"],
    () =>
      world.doors.fail(scanId, {
        kind,
        message: `Cannot read the board: ${kind}`,
        retry_after_seconds: kind === "throttled" ? 600 : null,
        requests: 1,
        bytes: 0,
        resolved: null,
      }),
    // A listing that is in stands.
    () => world.hands.get(scanId)?.outcome ?? "failed",
  );
}
