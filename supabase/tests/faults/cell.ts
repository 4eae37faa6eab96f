/**
 * One cell of the matrix: what a scan of a failing board does, and whether the
 * next one makes up for it. Imported by tests only.
 *
 * @module
 */
import { assert, assertEquals } from "@std/assert";
import { z } from "zod";
import type { Fault } from "../../../scripts/boards/mod.ts";
import { row, rows } from "../testing/read.ts";
import { setStatus } from "../testing/scans.ts";
import type { Watched, World } from "./world.ts";

const Posting = z.object({
  id: z.string(),
  status: z.string(),
  reason: z.string().nullable(),
  closed: z.boolean(),
  missed: z.number(),
  told: z.boolean(),
});

type Posting = z.infer<typeof Posting>;

const Outcome = z.object({
  status: z.string(),
  kind: z.string().nullable(),
  requests: z.number(),
  state: z.string(),
  reason: z.string().nullable(),
  pause: z.number().nullable(),
});

/** What became of one scan. */
export interface Cell {
  /** As the table of what is expected has it. */
  readonly said: string;
  /** What the board's health says beside its state. */
  readonly reason: string;
  readonly requests: number;
  readonly seconds: number;
}

async function postingsOf(
  { database }: World,
  { sourceId }: Watched,
): Promise<Map<string, Posting>> {
  const found = await rows(
    database,
    `select external_id as id, status, archived_reason as reason, closed_at is not null as closed,
       missed, description is not null as told
     from public.job_postings where source_id = $1::text::bigint`,
    String(sourceId),
  );
  return new Map(
    z.array(Posting).parse(found).map((posting) => [posting.id, posting]),
  );
}

/** The scan's row, the board's health, and for how long the host was paused by it. */
async function outcomeOf(
  { database }: World,
  { sourceId, host }: Watched,
  scanId: string,
) {
  // A pause of a second must not be over before anybody has looked.
  await database.query(
    "update scanner.hosts set paused_until = paused_until + interval '1 hour' where host = $1::text",
    [host],
  );
  return Outcome.parse(
    await row(
      database,
      `select s.status, s.error_kind as kind, s.requests, e.state, e.reason,
         round(extract(epoch from h.paused_until - s.finished_at))::int - 3600 as pause
       from scanner.scans s
       join public.source_health e on e.source_id = s.source_id
       left join scanner.hosts h on h.host = $3::text
       where s.id = $1::text::uuid and s.source_id = $2::text::bigint`,
      scanId,
      String(sourceId),
      host,
    ),
  );
}

/** What a scan made of the postings that are gone and of those that are not. */
function decisionOf(
  before: ReadonlyMap<string, Posting>,
  after: ReadonlyMap<string, Posting>,
  lost: ReadonlySet<string>,
): string {
  const known = [...before.values()];
  const now = (id: string) => {
    const posting = after.get(id);
    assert(posting, `Posting ${id} was deleted`);
    return posting;
  };
  const touched = known.filter(({ id, status }) =>
    status !== now(id).status && !(status === "new" && lost.has(id))
  );
  const closed = known.filter((one) => !one.closed && now(one.id).closed);
  const missed = known.filter((one) => now(one.id).missed > one.missed);
  const onlyLost = (some: Posting[]) => some.every(({ id }) => lost.has(id));
  if (touched.length > 0) return `${touched.length} statuses changed`;
  if (!onlyLost(closed)) return "closed what is there";
  if (closed.length === lost.size) return "closes";
  if (closed.length > 0) return "closed a part of what is gone";
  if (missed.length === 0) return "";
  return onlyLost(missed) && missed.length === lost.size ? "counts" : "holds";
}

/** The state in which a board is after each outcome. */
const STATES: Readonly<Record<string, string>> = {
  closes: "ok",
  counts: "ok",
  holds: "holding",
  partial: "partial",
};

function saidOf(
  { status, kind, state, pause }: z.infer<typeof Outcome>,
  decision: string,
): string {
  let said = status;
  let wanted: string;
  if (status === "failed") {
    said = pause === null ? `${kind}` : `${kind} ${pause} s`;
    wanted = pause === null ? "failing" : "paused";
    if (decision) said += `, ${decision}`;
  } else {
    if (status === "succeeded") said = decision || "does nothing";
    else if (decision) said += `, ${decision}`;
    wanted = STATES[said] ?? "ok";
  }
  return state === wanted ? said : `${said}, state ${state}`;
}

/** Scans a board that has this fault and has lost postings. */
export async function scanFaulty(
  world: World,
  watched: Watched,
  fault: Fault,
  lost: readonly string[],
): Promise<Cell> {
  const before = await postingsOf(world, watched);
  world.boards.setFault(watched.company, fault);
  const startedAt = world.now().getTime();
  const scanId = await world.scan(watched);
  const seconds = (world.now().getTime() - startedAt) / 1_000;
  world.boards.setFault(watched.company, null);
  const outcome = await outcomeOf(world, watched, scanId);
  const after = await postingsOf(world, watched);
  return {
    said: saidOf(outcome, decisionOf(before, after, new Set(lost))),
    reason: outcome.reason ?? "",
    requests: outcome.requests,
    seconds,
  };
}

/** A person keeps one posting that is gone and one that is still there. */
export async function keepTwo(
  world: World,
  watched: Watched,
  lost: readonly string[],
): Promise<void> {
  const { database } = world;
  const { sourceId } = watched;
  // What was kept in the rounds before is given back, or nothing would be left.
  await database.query(
    `update public.job_postings set status = 'new'
     where source_id = $1::text::bigint and closed_at is null and status <> 'new'`,
    [String(sourceId)],
  );
  const postings = await postingsOf(world, watched);
  const [gone] = lost;
  const there = [...truthOf(world, watched)].find((id) => postings.has(id));
  assert(gone && there, `${watched.name} has no postings to keep`);
  await setStatus(database, sourceId, gone, "saved");
  await setStatus(database, sourceId, there, "applied");
}

function truthOf({ boards }: World, { company }: Watched): Set<string> {
  const board = boards.truth().find((one) => one.company === company);
  return new Set(
    board?.postings.flatMap(({ listed, externalId }) =>
      listed ? externalId : []
    ),
  );
}

/** The fault is gone and time has passed: the next scans must find all as it is. */
export async function recover(
  world: World,
  watched: Watched,
  lost: readonly string[],
): Promise<void> {
  const { database } = world;
  await database.query(
    "update scanner.hosts set paused_until = null where host = $1::text",
    [watched.host],
  );
  const before = await postingsOf(world, watched);
  let scanId = await world.scan(watched);
  const isClosed = (await postingsOf(world, watched)).get(lost[0] ?? "")
    ?.closed;
  if (!isClosed && watched.provider.missesUntilClosed === 2) {
    scanId = await world.scan(watched);
  }
  const { status, state, reason } = await outcomeOf(world, watched, scanId);
  assert(status === "succeeded" || status === "unchanged", status);
  assertEquals({ state, reason }, { state: "ok", reason: null });

  const after = await postingsOf(world, watched);
  const open = [...after.values()].filter(({ closed }) => !closed);
  assertEquals(
    open.map(({ id }) => id).sort(),
    [...truthOf(world, watched)].sort(),
  );
  assertEquals(open.filter(({ told }) => !told), [], "without a text");
  for (const [id, was] of before) {
    const isGoneAnew = lost.includes(id) && was.status === "new";
    assertEquals(after.get(id)?.status, isGoneAnew ? "archived" : was.status);
    if (isGoneAnew) assertEquals(after.get(id)?.reason, "closed");
  }
  assertEquals(
    await row(
      database,
      `select j.failures, coalesce(h.throttled, 0) as throttled, coalesce(h.failed_sources, '{}') as failed
       from public.job_sources j left join scanner.hosts h on h.host = j.host
       where j.id = $1::text::bigint`,
      String(watched.sourceId),
    ),
    { failures: 0, throttled: 0, failed: [] },
  );
}
