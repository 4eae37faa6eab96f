/**
 * The end of every sequence: boards stop changing, every scan succeeds, the
 * clock moves on. Then what is stored is what the boards list.
 *
 * @module
 */
import { type Filter, judge } from "./adverts.ts";
import { begin, details, finish } from "./scanning.ts";
import { standing } from "./through.ts";
import { endStep } from "./step.ts";
import { key, type Source, type World } from "./world.ts";

/** A held count is believed at its third sighting; one more for what was judged before. */
const MOST_ROUNDS = 4;

/** One scan from where it stands to its end. */
async function complete(world: World, scanId: string): Promise<void> {
  if (standing(world, scanId) === "dispatched") await begin(world, scanId);
  if (standing(world, scanId) === "reading") {
    await finish(world, scanId, null);
  }
  if (standing(world, scanId) === "listed") {
    await details(world, scanId, -1, 0, true);
  }
}

/** Completes whatever is in flight, and what that sends; answers the sources. */
async function drain(world: World): Promise<Set<number>> {
  const scanned = new Set<number>();
  for (let left = 40; left > 0; left--) {
    const next = world.now.sources.find(({ scan_id }) => scan_id !== null);
    if (!next?.scan_id) return scanned;
    await complete(world, next.scan_id);
    scanned.add(next.id);
  }
  throw new Error("scans go on and on");
}

async function wait(world: World, seconds: number): Promise<void> {
  await world.prepared.shift(seconds);
  await endStep(world, {});
  await world.database.query("select scanner.dispatch()");
  await endStep(world, { dispatches: true });
}

function* differences(
  world: World,
  filters: readonly Filter[],
  source: Source,
): Generator<string> {
  const { emptyProvesNothing } = source.ledger.traits;
  const stored = new Map(
    world.now.postings.filter(({ source_id }) => source_id === source.id)
      .map((posting) => [posting.id, posting]),
  );
  for (const [id, title] of source.board) {
    const at = key(source.id, id);
    const posting = stored.get(id);
    stored.delete(id);
    const mark = world.marks.get(at);
    if (judge(filters, id, title, true).verdict === "match") {
      if (!posting) yield `${at} is listed, but not stored`;
      else if (posting.closed) yield `${at} is listed, but closed`;
      else if (posting.title !== title) yield `${at} has an old title`;
      else if (posting.status !== (mark ?? "new")) {
        yield `${at} is listed, but ${posting.status}`;
      }
    } else if (posting && !mark && !world.loose.has(at)) {
      if (posting.reason !== "filtered") yield `${at} is taken by no filter`;
    }
  }
  if (emptyProvesNothing && source.board.size === 0) return;
  for (const [id, { closed }] of stored) {
    if (!closed) yield `${key(source.id, id)} is gone, but never closed`;
  }
}

/** Brings a world to rest. @throws {Error} naming what differs from the boards for good. */
export async function settle(world: World): Promise<void> {
  await world.database.query(
    "update public.job_sources set enabled = true where not enabled",
  );
  const { rows } = await world.database.query(
    "select name, to_json(title_any)::text as title_any, to_json(workplace)::text as workplace from public.search_filters where enabled",
  );
  const filters = rows.map(({ name, title_any, workplace }): Filter => ({
    name: String(name),
    title_any: JSON.parse(String(title_any)),
    workplace: JSON.parse(String(workplace)),
  }));
  await wait(world, 400);
  await drain(world);

  // Where zero proves nothing, it does not the third time either.
  const isEmpty = world.sources.some(({ ledger, board }) =>
    ledger.traits.emptyProvesNothing && board.size === 0 &&
    ledger.told.size > 0
  );
  let wrong: string[] = [];
  for (let round = 0; round < MOST_ROUNDS; round++) {
    await wait(world, 26 * 3600);
    const scanned = await drain(world);
    const missing = world.sources.filter(({ id }) => !scanned.has(id));
    if (missing.length > 0) {
      throw new Error(`${missing.map(({ name }) => name)} was due, never sent`);
    }
    wrong = world.sources.flatMap((source) => [
      ...differences(world, filters, source),
    ]);
    if (wrong.length === 0 && !(isEmpty && round < 2)) break;
  }
  if (world.now.awaited > 0) wrong.push("a batch waits for ever");
  if (wrong.length > 0) throw new Error(wrong.join("\n"));
}
