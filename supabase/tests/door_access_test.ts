/**
 * Who gets through which door: everybody at every one of them, over HTTP. What
 * is in `public` is read from the catalogue, so that a new table, view or
 * function without a row here fails.
 */
import { assert, assertEquals } from "@std/assert";
import { z } from "zod";
import { type Caller, createCallers, OPERATOR } from "./door/callers.ts";
import { createDoors, type Door } from "./door/doors.ts";
import { startWorld, type World } from "./door/world.ts";
import { everything, insert, row } from "./testing.ts";

/**
 * The rule: the status of each answer; `[]` is 200 with a list of nothing.
 *
 * `iss` and `aud` are not looked at by the API, which accepts whatever the
 * project's own key has signed; nor does it know of a bearer token alone.
 */
const RULE = `
                      none publ wron hs-p hs-j hs-w hs-e rs-e alg0 othr swap text null late noex nosu iss  aud  strg oper bear secr
POST scan             401  401  401  401  401  401  401  401  401  401  401  401  401  401  401  401  401  401  403  202  202  202
POST scan, wait       401  401  401  401  401  401  401  401  401  401  401  401  401  401  401  401  401  401  403  200  200  200
GET scan              401  401  401  401  401  401  401  401  401  401  401  401  401  401  401  401  401  401  403  200  200  200
GET scan, events      401  401  401  401  401  401  401  401  401  401  401  401  401  401  401  401  401  401  403  200  200  200
POST add              401  401  401  401  401  401  401  401  401  401  401  401  401  401  401  401  401  401  403  201  201  201
POST explain          401  401  401  401  401  401  401  401  401  401  401  401  401  401  401  401  401  401  403  200  200  200
POST preview          401  401  401  401  401  401  401  401  401  401  401  401  401  401  401  401  401  401  403  200  200  200
POST notify           202  202  202  202  202  202  202  202  202  202  202  202  202  202  202  202  202  202  202  202  202  202
POST scan-source      202  202  202  202  202  202  202  202  202  202  202  202  202  202  202  202  202  202  202  202  202  202
rpc add_notification  401  401  401  401  401  401  401  401  401  401  401  401  401  401  401  403  403  403  403  403  401  200
rpc add_source        401  401  401  401  401  401  401  401  401  401  401  401  401  401  401  403  403  403  403  403  401  200
rpc admit_operator    401  401  401  401  401  401  401  401  401  401  401  401  401  401  401  403  403  403  403  403  401  200
rpc begin_digest      401  401  401  401  401  401  401  401  401  401  401  401  401  401  401  403  403  403  403  403  401  200
rpc begin_scan        401  401  401  401  401  401  401  401  401  401  401  401  401  401  401  403  403  403  403  403  401  200
rpc end_digest        401  401  401  401  401  401  401  401  401  401  401  401  401  401  401  403  403  403  403  403  401  409
rpc fail_scan         401  401  401  401  401  401  401  401  401  401  401  401  401  401  401  403  403  403  403  403  401  409
rpc finish_scan       401  401  401  401  401  401  401  401  401  401  401  401  401  401  401  403  403  403  403  403  401  409
rpc installation      401  401  401  401  401  401  401  401  401  401  401  401  401  401  401  403  403  403  403  403  401  200
rpc mark_seen         401  401  401  401  401  401  401  401  401  401  401  401  401  401  401  403  200  200  403  200  401  200
rpc postings_to_judge 401  401  401  401  401  401  401  401  401  401  401  401  401  401  401  403  403  403  403  403  401  200
rpc request_scan      401  401  401  401  401  401  401  401  401  401  401  401  401  401  401  403  403  403  403  403  401  200
rpc save_details      401  401  401  401  401  401  401  401  401  401  401  401  401  401  401  403  403  403  403  403  401  409
rpc scan_progress     401  401  401  401  401  401  401  401  401  401  401  401  401  401  401  403  403  403  403  403  401  200
rpc test_notification 401  401  401  401  401  401  401  401  401  401  401  401  401  401  401  403  403  403  403  403  401  404
rpc upsert_postings   401  401  401  401  401  401  401  401  401  401  401  401  401  401  401  403  403  403  403  403  401  409
applied_watch         401  401  401  401  401  401  401  401  401  401  401  401  401  401  401  []   200  200  []   200  401  200
company_activity      401  401  401  401  401  401  401  401  401  401  401  401  401  401  401  []   200  200  []   200  401  200
job_postings          401  401  401  401  401  401  401  401  401  401  401  401  401  401  401  []   200  200  []   200  401  200
job_sources           401  401  401  401  401  401  401  401  401  401  401  401  401  401  401  []   200  200  []   200  401  200
new_postings          401  401  401  401  401  401  401  401  401  401  401  401  401  401  401  []   200  200  []   200  401  200
notification_health   401  401  401  401  401  401  401  401  401  401  401  401  401  401  401  []   200  200  []   200  401  200
notification_log      401  401  401  401  401  401  401  401  401  401  401  401  401  401  401  []   200  200  []   200  401  200
open_postings         401  401  401  401  401  401  401  401  401  401  401  401  401  401  401  []   200  200  []   200  401  200
posting_changes       401  401  401  401  401  401  401  401  401  401  401  401  401  401  401  []   200  200  []   200  401  200
repost_signals        401  401  401  401  401  401  401  401  401  401  401  401  401  401  401  []   200  200  []   200  401  200
scan_history          401  401  401  401  401  401  401  401  401  401  401  401  401  401  401  []   200  200  []   200  401  200
scan_log              401  401  401  401  401  401  401  401  401  401  401  401  401  401  401  []   200  200  []   200  401  200
scanner_health        401  401  401  401  401  401  401  401  401  401  401  401  401  401  401  403  200  200  403  200  401  200
search_filters        401  401  401  401  401  401  401  401  401  401  401  401  401  401  401  []   200  200  []   200  401  200
source_health         401  401  401  401  401  401  401  401  401  401  401  401  401  401  401  []   200  200  []   200  401  200
`;

/** Those whom something is open to; all others must leave no trace. */
const KNOWN_CALLERS = ["oper", "bear", "secr"];
/** One for each of those, who come one after the other. */
const NEW_BOARDS = ["Spotify", "Qonto", "Diabolocom"];
const REFUSED: Readonly<Record<number, string>> = {
  401: '{"error":"Unauthorized"}',
  403: '{"error":"Forbidden"}',
};

function isKnown({ name }: Caller): boolean {
  return KNOWN_CALLERS.includes(name);
}

async function knock(door: Door, caller: Caller): Promise<string> {
  const response = await fetch(door.request(caller.headers));
  if (response.headers.get("content-type") === "text/event-stream") {
    await response.body?.cancel();
    return `${response.status}`;
  }
  const text = await response.text();
  const refused = door.isFunction ? REFUSED[response.status] : undefined;
  if (refused) assertEquals(text, refused, `${door.name}, ${caller.is}`);
  return text === "[]" ? text : `${response.status}`;
}

function show(
  doors: readonly Door[],
  callers: readonly Caller[],
  answers: ReadonlyMap<string, string>,
): string {
  const line = (head: string, cells: readonly string[]) =>
    `${head.padEnd(22)}${cells.map((cell) => cell.padEnd(5)).join("")}`
      .trimEnd();
  return [
    line("", callers.map(({ name }) => name)),
    ...doors.map((door) =>
      line(
        door.name,
        callers.map(({ name }) => answers.get(`${door.name} ${name}`) ?? "?"),
      )
    ),
  ].join("\n");
}

/**
 * All rows but the readers': the API takes an operator's token whatever its issuer
 * and audience are, so that one may say that it has looked.
 */
async function traces(database: World["database"]) {
  const { "scanner.readers": _, ...rows } = await everything(database);
  return rows;
}

/** Scans a board and tells of it, so that there is a row in every view. */
async function fill(world: World) {
  const { apiUrl, keys, database } = world;
  await insert(database, "public.search_filters", { name: "all" });
  await database.query(
    "insert into scanner.operators (user_id) values ($1::text::uuid)",
    [OPERATOR],
  );
  const response = await fetch(`${apiUrl}/functions/v1/scan`, {
    method: "POST",
    headers: { apikey: keys.secret },
    body: '{"wait": true}',
  });
  const [, batchId = ""] = /"batch_id":"([^"]+)"/.exec(await response.text()) ??
    [];
  await world.quiet();
  await database.execute(`
    with told as (
      insert into scanner.notifications (name, kind, secret_id, schedule, enabled)
      values ('off', 'json', gen_random_uuid(), 'each scan', false)
      returning id
    )
    insert into scanner.digests (notification_id, status, ended_at)
    select id, 'sent', now() from told;`);
  // One that was applied to has closed, and another has come back after two days.
  await database.execute(
    "update public.job_postings set status = 'applied' where id = (select min(id) from public.job_postings)",
  );
  await database.execute(`
    update public.job_postings set closed_at = now() where status = 'applied';
    insert into scanner.posting_events (posting_id, kind, at)
    select p.id, k.kind, now() - k.ago
    from (select max(id) as id from public.job_postings) p
    cross join (values (1, 'closed', interval '2 days'), (2, 'reopened', interval '0')) k (n, kind, ago)
    order by k.n;
    update public.job_postings set reopened = 1 where id = (select max(id) from public.job_postings);`);
  const source = await row(database, "select id from public.job_sources");
  const posting = await row(
    database,
    "select min(id) as id from public.job_postings",
  );
  return {
    batchId: z.uuid().parse(batchId),
    sourceId: z.number().parse(source.id),
    postingId: z.number().parse(posting.id),
  };
}

Deno.test("everybody gets through the doors that are theirs, and who is refused leaves no trace", async (t) => {
  await using world = await startWorld({ companies: ["Mozilla"] });
  const { database } = world;
  let added = 0;
  const known = {
    ...await fill(world),
    nextBoard: () => world.urlOf(NEW_BOARDS[added++ % NEW_BOARDS.length] ?? ""),
  };
  const doors = await createDoors(world, known);
  const callers = await createCallers(world.keys, `${world.apiUrl}/auth/v1`);
  const answers = new Map<string, string>();

  async function pass(those: readonly Caller[]) {
    for (const caller of those) {
      for (const door of doors) {
        if (door.presses && isKnown(caller)) {
          await database.query(
            "update scanner.operators set pressed_at = null",
          );
        }
        answers.set(`${door.name} ${caller.name}`, await knock(door, caller));
      }
    }
    await world.quiet();
  }
  await t.step("who is refused changes no row and asks no board", async () => {
    const before = await traces(database);
    const asked = world.boardsAsked();
    await pass(callers.filter((caller) => !isKnown(caller)));
    assertEquals(world.boardsAsked(), asked);
    assertEquals(await traces(database), before);
  });

  await t.step("the answers are those of the rule", async () => {
    await pass(callers.filter(isKnown));
    const table = show(doors, callers, answers);
    console.log(
      `${table}\n${callers.map(({ name, is }) => `${name} ${is}`).join("; ")}`,
    );
    assertEquals(`\n${table}\n`, RULE);
    assert(world.boardsAsked() > 0);
  });
});
