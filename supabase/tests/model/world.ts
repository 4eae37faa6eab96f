/**
 * The world of the model test: boards, what scans have told of them, what the
 * user decided, and the database as it was last read.
 *
 * @module
 */
import type { Database } from "../../../scripts/stack/database.ts";
import type { WorkOrder } from "../../functions/_shared/work_order.ts";
import { createDoors, filter, source } from "../testing.ts";
import { chosen, FILTERS, IDS, type Listing } from "./adverts.ts";
import { createLedger, type Ledger, type Traits } from "./ledger.ts";
import type { Prepared, Reading } from "./reading.ts";

export interface SourcePlan extends Traits {
  readonly host: 0 | 1;
  /** Which adverts it lists at first. */
  readonly board: number;
  /** What its last three scans listed, before the first step. */
  readonly usual: number;
}

/** What is drawn before the first step. */
export interface Plan {
  readonly sources: readonly SourcePlan[];
  /** Scans at once: in all, on the first host, on any other. */
  readonly caps: readonly [number, number, number];
  /** Which filters are switched on. */
  readonly filters: number;
}

export interface Source {
  readonly id: number;
  readonly name: string;
  readonly ledger: Ledger;
  board: Listing;
}

/** What a function holds of a scan that it has begun. */
export interface Hand {
  readonly order: WorkOrder;
  listing: Listing | null;
  readonly written: Set<string>;
  /** How its listing ended, once that is in. */
  outcome: "succeeded" | "unchanged" | "partial" | null;
  lacking: readonly { external_id: string; title: string }[];
}

export interface World {
  readonly database: Database;
  readonly doors: ReturnType<typeof createDoors>;
  readonly prepared: Prepared;
  readonly sources: readonly Source[];
  readonly hands: Map<string, Hand>;
  readonly batches: Set<string>;
  /** Statuses that the user set, by `source/id`. */
  readonly marks: Map<string, string>;
  /** Postings that the user made new again: the scanner may leave them so. */
  readonly loose: Set<string>;
  now: Reading;
}

/** The key of a posting in `marks` and `loose`. */
export function key(sourceId: number, id: string): string {
  return `${sourceId}/${id}`;
}

/** A board's listing of the adverts whose bits are set. */
export function listing(mask: number): Listing {
  return new Map(chosen(IDS, mask).map((id) => [id, "Baker"]));
}

/** An emptied database with the sources of the plan, all due. */
export async function createWorld(
  database: Database,
  prepared: Prepared,
  plan: Plan,
): Promise<World> {
  const [max, first, otherwise] = plan.caps;
  await prepared.empty(max, otherwise);
  await database.query(
    "insert into scanner.hosts (host, max_in_flight) values ('h0.example', $1::text::int)",
    [first],
  );
  const on = chosen(Object.keys(FILTERS), plan.filters);
  for (const [name, wanted] of Object.entries(FILTERS)) {
    await filter(database, { name, ...wanted, enabled: on.includes(name) });
  }
  const sources: Source[] = [];
  for (const [at, each] of plan.sources.entries()) {
    const { host, board, usual, ...traits } = each;
    const counts = usual > 0 ? [usual, usual, usual] : [];
    sources.push({
      id: await source(database, {
        host: `h${host}.example`,
        next_scan_at: "2020-01-01T00:00:00Z",
        recent_counts: counts,
      }),
      name: `source ${at}`,
      ledger: createLedger(traits, counts),
      board: listing(board),
    });
  }
  return {
    database,
    // As the owner: who may call a door has its own test, and `set role` costs three round trips.
    doors: createDoors({
      ...database,
      queryAs: (_as, text, parameters) => database.query(text, parameters),
    }),
    prepared,
    sources,
    hands: new Map(),
    batches: new Set(),
    marks: new Map(),
    loose: new Set(),
    now: await prepared.read(),
  };
}

/** The source of a scan, or the first one for a scan that is not known. */
export function sourceOf(world: World, scanId: string): Source {
  const scan = world.now.scans.find(({ id }) => id === scanId);
  const found = world.sources.find(({ id }) => id === scan?.source_id) ??
    world.sources[0];
  if (!found) throw new Error("A world needs a source");
  return found;
}
