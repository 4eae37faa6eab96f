/**
 * The steps that a sequence is made of. Each draws plain numbers and finds out
 * when it runs what they mean, so that a shorter sequence is still one.
 *
 * @module
 */
import fc from "fast-check";
import { type Act, at, command, sourceAt } from "./command.ts";
import { chosen, FILTERS, IDS, type Listing } from "./adverts.ts";
import { begin, details, fail, finish, pages } from "./scanning.ts";
import { request } from "./request.ts";
import { standing } from "./through.ts";
import { endStep } from "./step.ts";
import { key, listing, type Source, type World } from "./world.ts";

/** The scan of a source, begun; where there is none, one is asked for. */
async function scanOf(world: World, id: number): Promise<string | null> {
  const find = () =>
    world.now.sources.find((source) => source.id === id)?.scan_id ?? null;
  if (!find()) {
    await request(
      world,
      1 << world.sources.findIndex((source) => source.id === id),
    );
  }
  const scanId = find();
  if (scanId && standing(world, scanId) === "dispatched") {
    await begin(world, scanId);
  }
  return scanId;
}

/** Takes a scan to where it reads, one in flight if there is one, then goes on. */
function reading(
  pick: number,
  act: (world: World, scanId: string) => Promise<void>,
): Act {
  return async (world) => {
    const inFlight = world.now.sources.filter(({ scan_id }) => scan_id);
    const source = at(inFlight, pick) ?? at(world.now.sources, pick);
    const scanId = source && await scanOf(world, source.id);
    if (scanId) await act(world, scanId);
  };
}

const pick = fc.nat({ max: 11 });
/** Which of ten: some, mostly; all, none and only one matter more than chance says. */
export const masks = fc.oneof(
  { weight: 3, arbitrary: fc.nat({ max: 1023 }) },
  { weight: 2, arbitrary: fc.nat({ max: 9 }).map((at) => 1 << at) },
  { weight: 1, arbitrary: fc.constantFrom(1023, 0) },
);
const few = fc.nat({ max: 15 });

const tick = fc.constant(command("tick", async (world) => {
  await world.database.query("select scanner.dispatch()");
  await endStep(world, { dispatches: true });
}));

const asked = few.map((sources) =>
  command(`request(${sources})`, (world) => request(world, sources))
);

const complete = pick.map((which) =>
  command(
    `complete(${which})`,
    reading(which, (world, scanId) => finish(world, scanId, null)),
  )
);

const partial = fc.tuple(pick, masks).map(([which, part]) =>
  command(
    `partial(${which}, ${part})`,
    reading(which, (world, scanId) => finish(world, scanId, part)),
  )
);

const chunk = fc.tuple(pick, masks).map(([which, part]) =>
  command(
    `pages(${which}, ${part})`,
    reading(which, (world, scanId) => pages(world, scanId, part)),
  )
);

const failing = fc.tuple(
  pick,
  fc.constantFrom("unavailable", "throttled", "not_found", "blocked"),
).map(([which, kind]) =>
  command(
    `fail(${which}, ${kind})`,
    reading(which, (world, scanId) => fail(world, scanId, kind)),
  )
);

const detailed = fc.tuple(pick, masks, masks, fc.boolean()).map((
  [which, read, failed, last],
) =>
  command(`details(${which}, ${read}, ${failed}, ${last})`, async (world) => {
    const listed = world.now.sources.flatMap(({ scan_id }) =>
      scan_id && standing(world, scan_id) === "listed" ? [scan_id] : []
    );
    const scanId = at(listed, which);
    if (scanId) await details(world, scanId, read, failed, last);
  })
);

/** Any door for any scan there ever was, or for none: repeated, late, out of turn. */
const stray = fc.tuple(
  fc.nat({ max: 6 }),
  fc.constantFrom("begin", "pages", "finish", "partial", "details", "fail"),
).map(([which, door]) =>
  command(`stray(${which}, ${door})`, async (world) => {
    const ids = [
      ...world.now.scans.map(({ id }) => id),
      "00000000-0000-4000-8000-000000000000",
    ].toReversed();
    const scanId = at(ids, which) ?? "";
    if (door === "begin") await begin(world, scanId);
    if (door === "pages") await pages(world, scanId, 1023);
    if (door === "finish") await finish(world, scanId, null);
    if (door === "partial") await finish(world, scanId, 0);
    if (door === "details") await details(world, scanId, 1023, 0, true);
    if (door === "fail") await fail(world, scanId, "unavailable");
  })
);

/** A board changes; then, mostly, a scan of it goes through. */
function changing(
  name: string,
  change: (before: Listing, mask: number, source: Source) => Listing,
) {
  return fc.tuple(pick, masks, fc.nat({ max: 3 })).map(([which, bits, then]) =>
    command(`${name}(${which}, ${bits}, ${then})`, async (world) => {
      const source = sourceAt(world, which);
      source.board = change(source.board, bits, source);
      if (then === 0) return;
      const scanId = await scanOf(world, source.id);
      if (scanId && standing(world, scanId) === "reading") {
        await finish(world, scanId, null);
      }
    })
  );
}

const becomes = changing("becomes", (before, bits) =>
  new Map(
    [...listing(bits)].map(([id, title]) => [id, before.get(id) ?? title]),
  ));

const loses = changing("loses", (before, bits) => {
  const lost = new Set<string>(chosen(IDS, bits));
  return new Map([...before].filter(([id]) => !lost.has(id)));
});

const renames = changing("renames", (before, bits) => {
  const renamed = new Set<string>(chosen(IDS, bits));
  return new Map([...before].map(([id, title]) => [
    id,
    renamed.has(id) ? title === "Baker" ? "Cook" : "Baker" : title,
  ]));
});

/** A board is again what its last complete scan saw. */
const returns = changing(
  "returns",
  (before, _bits, { ledger }) => ledger.listed() ?? before,
);

const clock = fc.constantFrom(
  25,
  130,
  400,
  400,
  4_000,
  25_000,
  95_000,
  3_500_000,
)
  .map((seconds) =>
    command(`clock(${seconds})`, async (world) => {
      await world.prepared.shift(seconds);
      await endStep(world, {});
    })
  );

const user = fc.tuple(
  fc.nat({ max: 40 }),
  fc.constantFrom("saved", "applied", "dismissed", "archived", "new"),
).map(([which, status]) =>
  command(`user(${which}, ${status})`, async (world) => {
    const posting = at(world.now.postings, which);
    if (!posting) return;
    const { source_id, id } = posting;
    await world.database.query(
      "update public.job_postings set status = $3::text where source_id = $1::text::bigint and external_id = $2::text",
      [source_id, id, status],
    );
    const posted = key(source_id, id);
    world.marks.delete(posted);
    if (status === "new") world.loose.add(posted);
    // Archiving by hand means dismissed, but what is archived stays as it is.
    else if (status !== "archived") world.marks.set(posted, status);
    else if (posting.status !== "archived") {
      world.marks.set(posted, "dismissed");
    }
    await endStep(world, {});
  })
);

const filters = few.map((enabled) =>
  command(`filters(${enabled})`, async (world) => {
    const names = chosen(Object.keys(FILTERS), enabled);
    await world.database.query(
      "update public.search_filters set enabled = name = any ($1::text::text[])",
      [`{${names.map((name) => `"${name}"`).join()}}`],
    );
    await endStep(world, {});
  })
);

const switched = pick.map((which) =>
  command(`switched(${which})`, async (world) => {
    await world.database.query(
      "update public.job_sources set enabled = not enabled where id = $1::text::bigint",
      [sourceAt(world, which).id],
    );
    await endStep(world, {});
  })
);

const housekeep = fc.constant(command("housekeep", async (world) => {
  await world.database.query("select scanner.housekeep()");
  await endStep(world, { forgets: true });
}));

/** Sequences of steps; what happens often in life is drawn often. */
export function sequences() {
  return fc.commands([
    ...[becomes, loses, loses, renames, returns, complete, complete],
    ...[partial, partial, chunk, failing, detailed, detailed, stray, stray],
    ...[clock, clock, clock, user, user, filters, filters],
    ...[tick, asked, switched, housekeep],
  ], { maxCommands: 20, size: "max" });
}
