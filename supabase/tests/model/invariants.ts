/**
 * What holds after every step, whatever came before it.
 *
 * @module
 */
import type { Reading } from "./reading.ts";
import { key, type World } from "./world.ts";

/** What a step is allowed to do, beside what always holds. */
export interface Step {
  /** The scan that goes on, and how it stands then; no other does. */
  readonly scan?: { readonly id: string; readonly status: string };
  /** Everything stays exactly as it is. */
  readonly changesNothing?: boolean;
  /** It dispatches: no place may be left empty after it. */
  readonly dispatches?: boolean;
  /** Somebody asks for scans before they are due. */
  readonly requests?: boolean;
  /** Old scans are forgotten. */
  readonly forgets?: boolean;
}

const UNFINISHED = new Set(["dispatched", "running"]);

function* leases({ now }: World): Generator<string> {
  for (const { id, scan_id } of now.sources) {
    const open = now.scans.filter((scan) =>
      scan.source_id === id && UNFINISHED.has(scan.status)
    );
    if (open.map((scan) => scan.id).join() !== (scan_id ?? "")) {
      yield `source ${id} is leased to ${scan_id}, but its unfinished scans are [${
        open.map((scan) => scan.id)
      }]`;
    }
  }
}

function* caps({ now }: World, before: Reading, step: Step): Generator<string> {
  const leased = now.sources.filter(({ scan_id }) => scan_id !== null);
  if (leased.length > now.max) {
    yield `${leased.length} scans in flight, at most ${now.max} allowed`;
  }
  for (const { host, limit, paused } of now.hosts) {
    const here = leased.filter((source) => source.host === host);
    if (here.length > limit) {
      yield `${here.length} scans in flight on ${host}, at most ${limit} allowed`;
    }
    const known = new Set(before.scans.map(({ id }) => id));
    const sent = here.filter(({ scan_id }) => scan_id && !known.has(scan_id));
    if (paused && sent.length > 0) yield `${host} is paused, but was sent to`;
    for (const { id, enabled } of sent) {
      const was = before.sources.find((source) => source.id === id);
      if (!enabled) yield `source ${id} is switched off, but was sent`;
      if (!step.dispatches) yield `source ${id} was sent by a wrong step`;
      if (!step.requests && was && !was.requested && was.due_seconds > 1) {
        yield `source ${id} was sent before it was due`;
      }
    }

    if (!step.dispatches || leased.length >= now.max) continue;
    if (paused || here.length >= limit) continue;
    // Due for a second: the dispatch was a moment before this reading.
    const left = now.sources.filter((source) =>
      source.host === host && source.enabled && source.scan_id === null &&
      (source.requested || source.due_seconds < -1)
    );
    for (const { id } of left) yield `a place is empty, but ${id} is due`;
  }
}

function* scans(
  { now }: World,
  before: Reading,
  step: Step,
): Generator<string> {
  const after = new Map(now.scans.map((scan) => [scan.id, scan.status]));
  const expired = new Set(
    before.sources.filter((source) => (source.lease_seconds ?? 0) <= 0)
      .map(({ scan_id }) => scan_id),
  );
  for (const { id, status } of before.scans) {
    const next = after.get(id) ?? "gone";
    const isOver = !UNFINISHED.has(status);
    if (step.scan?.id === id) {
      if (isOver || next !== step.scan.status) {
        yield `a scan went from ${status} to ${next}, not to ${step.scan.status}`;
      }
    } else if (next !== status) {
      const isReaped = step.dispatches && !isOver && expired.has(id) &&
        !UNFINISHED.has(next);
      const isForgotten = step.forgets && isOver && next === "gone";
      if (!isReaped && !isForgotten) {
        yield `a scan that nobody touched went from ${status} to ${next}`;
      }
    }
  }
}

function* postings(world: World, before: Reading): Generator<string> {
  const was = new Map(
    before.postings.map((posting) => [
      key(posting.source_id, posting.id),
      posting,
    ]),
  );
  const ledgers = new Map(world.sources.map(({ id, ledger }) => [id, ledger]));
  for (const posting of world.now.postings) {
    const at = key(posting.source_id, posting.id);
    const { status, closed, reason } = posting;
    const about = `${at} (${status}${reason ? ` as ${reason}` : ""}${
      closed ? ", closed" : ""
    })`;
    const ledger = ledgers.get(posting.source_id);
    const told = ledger?.told.get(posting.id);
    if (!ledger || !told) {
      yield `${about} was never told of`;
      continue;
    }
    const old = was.get(at);
    was.delete(at);
    const misses = ledger.misses(posting.id);
    const { missesUntilClosed, hasDetails } = ledger.traits;

    if (posting.title !== told.title) {
      yield `${about} is called ${posting.title}, was told as ${told.title}`;
    }

    // Closing: never without enough misses, always with them.
    if (reason === "closed" && (misses === 0 || !closed)) {
      yield `${about} is on the board's last listing`;
    }
    if (closed && misses === 0 && told.verdict !== "rejected") {
      yield `${about} is closed, but was listed`;
    }
    if (closed && old && !old.closed) {
      if (misses < missesUntilClosed) {
        yield `${about} closed after ${misses} of ${missesUntilClosed} misses`;
      }
      if (!ledger.believed()) {
        yield `${about} closed by no complete listing that is believed`;
      }
    }
    if (!closed && old?.closed && misses > 0) {
      yield `${about} opened again, but was not listed`;
    }
    if (!closed && ledger.believed() && misses >= missesUntilClosed) {
      yield `${about} is gone for ${misses} listings, but is not closed`;
    }

    // Statuses: a person's stay, the scanner's follow from what was told.
    const mark = world.marks.get(at);
    if (mark !== undefined) {
      if (status !== mark) yield `${about} was set to ${mark} by the user`;
      continue;
    }
    if (status !== "new" && status !== "archived") {
      yield `${about} has a status that nobody set`;
    }
    if (world.loose.has(at)) continue;
    if (closed && status !== "archived") yield `${about} is not archived`;
    if (old?.status === "new" && closed && reason !== "closed") {
      yield `${about} closed for another reason`;
    }
    if (!closed && reason === "closed") yield `${about} is open`;
    if (!closed && told.verdict === "rejected" && reason !== "filtered") {
      yield `${about} is taken by no filter`;
    }
    if (!closed && told.verdict === "match" && status !== "new") {
      yield `${about} is taken by a filter`;
    }
    if (told.verdict === "provisional" && !hasDetails) {
      yield `${about} is provisional without details`;
    }
  }
  for (const at of was.keys()) yield `${at} has vanished`;
  const there = new Set(
    world.now.postings.map(({ source_id, id }) => key(source_id, id)),
  );
  for (const { id, ledger } of world.sources) {
    for (const told of ledger.told.keys()) {
      if (!there.has(key(id, told))) yield `${key(id, told)} was not stored`;
    }
  }
}

/** Everything that is wrong after a step; nothing when all is well. */
export function violations(
  world: World,
  before: Reading,
  step: Step,
): string[] {
  return [
    ...(step.changesNothing && world.now.digest !== before.digest
      ? ["something was changed by a step that was refused"]
      : []),
    ...leases(world),
    ...caps(world, before, step),
    ...scans(world, before, step),
    ...postings(world, before),
  ];
}
