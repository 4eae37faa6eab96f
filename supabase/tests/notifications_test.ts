/**
 * Who is told of what, when, and how often: the tables and functions behind
 * add_notification(), with the function notify run in this process.
 */
import { assert, assertEquals, assertMatch } from "@std/assert";
import { createReceiver } from "./notifications/receiver.ts";
import { createDigestRpc, createSending } from "./notifications/sending.ts";
import {
  begun,
  createDoors,
  expireLease,
  filter,
  insert,
  posting,
  postings,
  refusal,
  report,
  row,
  rows,
  scanned,
  setStatus,
  source,
  testDatabase,
} from "./testing.ts";

const SECRET = "s3cr3t";
const WEBHOOK = `https://receiver.example/hooks/${SECRET}`;
const database = await testDatabase();
const doors = createDoors(database);
const rpc = createDigestRpc(database);

async function add(over: Record<string, unknown> = {}) {
  const { rows: [said] } = await database.query(
    `select id::text, says from public.add_notification(
       $1::text, $2::text, $3::text, $4::text, $5::text::int, $6::text)`,
    [
      over.name === undefined ? "jobs" : over.name,
      over.url === undefined ? WEBHOOK : over.url,
      over.filter ?? null,
      over.schedule === undefined ? "each scan" : over.schedule,
      over.hour === undefined ? null : String(over.hour),
      over.kind ?? null,
    ],
  );
  return { id: said?.id, says: String(said?.says) };
}

async function world(over: Record<string, unknown> = {}) {
  await database.execute(
    "update scanner.settings set project_url = 'http://functions.example'",
  );
  await filter(database);
  const { id, says } = await add(over);
  assert(id, says);
  const receiver = createReceiver();
  return {
    receiver,
    sending: createSending(database, receiver),
    board: await source(database, { company: "Acme" }),
  };
}

const notification = () =>
  row(database, "select * from public.notification_health");
const log = () =>
  rows(
    database,
    "select status, test, postings, tries, error from public.notification_log",
  );
const HEALTH =
  "select what_to_do, failing_notifications from public.scanner_health";

Deno.test("a scan that ends sends what it opened, once, and the next scan nothing", async () => {
  const { receiver, sending, board } = await world();
  await scanned(database, board, report(postings(2)));
  assertEquals(await sending.drain(), 1);
  const [message] = receiver.messages();
  assertEquals(message?.postings.map(({ title }) => title), [
    "Engineer 1",
    "Engineer 2",
  ]);
  assertEquals(await log(), [
    { status: "sent", test: false, postings: 2, tries: 1, error: null },
  ]);
  await scanned(database, board, report(postings(2)));
  assertEquals(await sending.drain(), 0);
  await scanned(database, board, report(postings(3)));
  await sending.drain();
  assertEquals(receiver.messages()[1]?.postings.map(({ title }) => title), [
    "Engineer 3",
  ]);
  assertEquals([receiver.posts, receiver.faults], [2, []]);
});

Deno.test("what comes up while a message is on its way goes with the next, which follows at once", async () => {
  const { receiver, sending, board } = await world();
  await scanned(database, board, report(postings(1)));
  const [first = ""] = await sending.takeQueue();
  await scanned(database, board, report(postings(2)));
  await scanned(database, board, report(postings(3)));
  assertEquals(await sending.takeQueue(), []);
  await sending.run(first);
  assertEquals(await sending.drain(), 1);
  assertEquals(receiver.messages().map(({ matches }) => matches), [1, 2]);
});

Deno.test("nothing is told that closed, was dismissed or is of other filters; what comes back is", async () => {
  const { receiver, sending, board } = await world({ filter: "all" });
  await database.execute(
    "update scanner.notifications set next_at = now() + interval '1 hour'",
  );
  const other = posting("3", { filters: ["other"] });
  await scanned(database, board, report([...postings(2), other, posting("4")]));
  await setStatus(database, board, "2", "dismissed");
  await scanned(database, board, report([posting("2"), other, posting("4")]));
  await sending.strike();
  await sending.tick();
  await sending.drain();
  assertEquals(receiver.messages().map((one) => one.postings.length), [1]);
  assertEquals((await notification()).waiting, 0);
  await scanned(database, board, report([...postings(2), other, posting("4")]));
  await sending.drain();
  assertEquals(
    receiver.messages().flatMap((one) =>
      one.postings.map(({ title }) => title)
    ),
    ["Engineer 4", "Engineer 1"],
  );
});

Deno.test("a posting that is there already and that the filter now takes is a new match, of that filter alone", async () => {
  const { receiver, sending, board } = await world({ filter: "all" });
  await add({ name: "any" });
  const other = { filters: ["other"] };
  await scanned(database, board, report([posting("1", other)]));
  await sending.drain();
  await scanned(
    database,
    board,
    report([posting("1", { filters: ["other", "all"] })]),
  );
  await sending.drain();
  await scanned(database, board, report([posting("1", other)]));
  await scanned(database, board, report([posting("1")]));
  await sending.drain();
  assertEquals(
    receiver.messages().map(({ notification, matches }) =>
      `${notification} ${matches}`
    ),
    ["any 1", "jobs 1"],
  );
});

Deno.test("what was told is not told again when it closes and comes back", async () => {
  const { sending, board } = await world();
  await scanned(database, board, report(postings(1)));
  assertEquals(await sending.drain(), 1);
  await scanned(database, board, report([], { fetched: 1 }));
  await scanned(database, board, report([]));
  await scanned(database, board, report(postings(1)));
  assertEquals(await sending.drain(), 0);
});

Deno.test("a posting too old for the filter of its notification is not told", async () => {
  const { receiver, sending, board } = await world();
  await insert(database, "public.search_filters", {
    name: "young",
    max_age_days: 7,
  });
  await add({ name: "young", filter: "young" });
  const old = { filters: ["all", "young"], posted_at: "2020-01-01T00:00:00Z" };
  await scanned(database, board, report([posting("1", old)]));
  await sending.drain();
  assertEquals(receiver.messages().map((one) => one.notification), ["jobs"]);
});

Deno.test("a provisional posting waits until its details are settled", async () => {
  const { receiver, sending, board } = await world();
  const unsure = {
    verdict: "provisional",
    unknown: ["description"],
    description: null,
  };
  const scan = await begun(database, board);
  await doors.finish(
    scan,
    report([
      posting("1", unsure),
      posting("2", unsure),
      posting("3", unsure),
      posting("4"),
    ], {
      has_details: true,
    }),
  );
  assertEquals(await sending.drain(), 0);
  const settled = {
    score_reasons: [],
    filters: ["all"],
    description: "Now known",
  };
  await doors.saveDetails(scan, [
    { external_id: "1", verdict: "match", ...settled },
    { external_id: "2", verdict: "rejected", ...settled, filters: [] },
  ], true);
  await sending.drain();
  assertEquals(
    receiver.messages()[0]?.postings.map(({ title }) => title),
    [
      "Engineer 4",
      "Engineer 1",
    ].sort(),
  );
  assertEquals((await notification()).waiting, 1);

  const later = await begun(database, board);
  await doors.finish(
    later,
    report([posting("1"), posting("3", unsure), posting("4")], {
      has_details: true,
    }),
  );
  await doors.saveDetails(later, [
    { external_id: "3", verdict: "match", ...settled },
  ], true);
  await sending.drain();
  assertEquals(receiver.messages()[1]?.postings.map(({ title }) => title), [
    "Engineer 3",
  ]);
  assertEquals((await notification()).waiting, 0);
});

Deno.test("a scan whose function died after its listing is told when it is reaped", async () => {
  const { receiver, sending, board } = await world();
  const scan = await begun(database, board);
  await doors.upsert(scan, postings(2));
  await expireLease(database, board);
  await sending.tick();
  await sending.drain();
  assertEquals(receiver.messages()[0]?.matches, 2);
});

Deno.test("an hourly digest is due at the full hour, a daily one at its hour in UTC", async () => {
  for (
    const [schedule, hour, from, at] of [
      ["hourly", null, "2026-03-01 12:34:56+00", "2026-03-01T13:00:00+00:00"],
      ["daily", 7, "2026-03-01 06:59:59+00", "2026-03-01T07:00:00+00:00"],
      ["daily", 7, "2026-03-01 07:00:00+00", "2026-03-02T07:00:00+00:00"],
      ["daily", 0, "2026-03-01 23:59:59+00", "2026-03-02T00:00:00+00:00"],
    ] as const
  ) {
    // The clock stands in the way of a test: the function's own words, at another time.
    const { body } = await row(
      database,
      "select prosrc as body from pg_proc where proname = 'next_digest_at'",
    );
    const asked = String(body)
      .replaceAll("now()", `'${from}'::timestamptz`)
      .replaceAll("next_digest_at.schedule", `'${schedule}'`)
      .replaceAll("next_digest_at.hour", String(hour ?? "null::int"));
    const { at: found } = await row(
      database,
      `select to_json((${asked}) at time zone 'UTC') #>> '{}' || '+00:00' as at`,
    );
    assertEquals(found, at, `${schedule} ${from}`);
  }
});

Deno.test("an hourly digest gathers scans, and an hour without news passes in silence", async () => {
  const { receiver, sending, board } = await world({ schedule: "hourly" });
  await scanned(database, board, report(postings(1)));
  await scanned(database, board, report(postings(2)));
  assertEquals(await sending.drain(), 0);
  assertEquals((await notification()).waiting, 2);
  await sending.strike();
  await sending.tick();
  assertEquals(await sending.drain(), 1);
  assertEquals(receiver.messages()[0]?.matches, 2);
  const inAnHour =
    "select next_at > now() as later, next_at <= now() + interval '1 hour' as soon from scanner.notifications";
  assertEquals(await row(database, inAnHour), { later: true, soon: true });
  await sending.strike();
  await sending.tick();
  assertEquals(await sending.drain(), 0);
  assertEquals(await row(database, inAnHour), { later: true, soon: true });
});

Deno.test("adverts of one role are one line with all its places, the best first, twenty at most", async () => {
  const { receiver, sending, board } = await world();
  const listed = Array.from(
    { length: 24 },
    (_, at) => posting(`${at}`, { score: at }),
  );
  await scanned(
    database,
    board,
    report([
      ...listed,
      posting("x", { role_key: "role:5", locations: ["Paris"], score: 90 }),
    ]),
  );
  await sending.drain();
  const [message] = receiver.messages();
  assertEquals([message?.matches, message?.postings.length], [24, 20]);
  assertEquals(message?.postings.slice(0, 2).map(({ title }) => title), [
    "Engineer x",
    "Engineer 23",
  ]);
  const { content } = await row(
    database,
    "select content from scanner.digests",
  );
  assertMatch(JSON.stringify(content), /"places":\["Berlin","Paris"\]/);
  assertEquals((await log())[0]?.postings, 25);
});

Deno.test("a failure is told in words, backs off, and is sent again as it was", async () => {
  const { receiver, sending, board } = await world();
  await scanned(database, board, report(postings(1)));
  receiver.meets(503);
  await sending.drain();
  const error = "The receiver cannot take the message now (503)";
  assertEquals(await log(), [
    { status: "waiting", test: false, postings: 1, tries: 1, error },
  ]);
  assertEquals(await row(database, HEALTH), {
    failing_notifications: 1,
    what_to_do: [
      "No schedule: select scanner.configure('https://<ref>.supabase.co') makes it",
      `The notification "jobs" fails: ${error}`,
    ],
  });
  const pause = await row(
    database,
    "select next_at between now() + interval '9 seconds' and now() + interval '1 minute' as backs_off from scanner.notifications",
  );
  assertEquals(pause, { backs_off: true });
  await sending.tick();
  assertEquals(await sending.drain(), 0);

  // What the board says meanwhile changes nothing about the message.
  await scanned(
    database,
    board,
    report([posting("1", { title: "Another" }), posting("2")]),
  );
  receiver.meets("breaks after");
  await sending.strike();
  await sending.tick();
  await sending.drain();
  receiver.meets("takes");
  await sending.strike();
  await sending.tick();
  await sending.drain();
  assertEquals(receiver.faults, []);
  assertEquals(
    receiver.messages().map(({ postings }) =>
      postings.map(({ title }) => title)
    ),
    [
      ["Engineer 1"],
      ["Engineer 2"],
    ],
  );
  assertEquals([
    (await notification()).failures,
    (await notification()).last_error,
  ], [0, null]);
});

Deno.test("a receiver that asks to wait is left alone for as long, six hours at most", async () => {
  const { board, sending } = await world();
  for (
    const [seconds, wait] of [[900, "15 minutes"], [1e6, "6 hours"]] as const
  ) {
    await scanned(database, board, report(postings(1)));
    await sending.strike();
    await sending.tick();
    const [id = ""] = await sending.takeQueue();
    await rpc("begin_digest", { digest_id: id });
    await rpc("end_digest", {
      digest_id: id,
      ok: false,
      error: "x",
      retry_after_seconds: seconds,
    });
    assertEquals(
      await row(
        database,
        `select next_at = now() + interval '${wait}' or abs(extract(epoch from next_at - now() - interval '${wait}')) < 5 as waits from scanner.notifications`,
      ),
      { waits: true },
    );
  }
});

Deno.test("a message that pg_net lost, or whose function died, is sent again with its key", async () => {
  const { receiver, sending, board } = await world();
  await scanned(database, board, report(postings(1)));
  const [lost = ""] = await sending.takeQueue();
  await sending.expireLeases();
  await sending.tick();
  assertEquals(
    (await log())[0]?.error,
    "The function notify was not reached: is it deployed?",
  );
  await sending.strike();
  await sending.tick();
  const [again = ""] = await sending.takeQueue();
  assertEquals(again, lost);
  await sending.run(again, "after the post");
  await sending.expireLeases();
  await sending.tick();
  assertEquals(
    (await log())[0]?.error,
    "The function notify ended without a word; see its log",
  );
  await sending.strike();
  await sending.tick();
  await sending.drain();
  assertEquals([receiver.posts, receiver.keys()], [2, [lost]]);
  assertEquals(receiver.faults, []);
  assertEquals((await log())[0]?.status, "sent");
});

Deno.test({
  name: "an attempt is claimed once, and not after its lease",
  // On a server the second of two at once opens a connection, which stays.
  sanitizeOps: false,
  sanitizeResources: false,
  async fn() {
    const { receiver, sending, board } = await world();
    await scanned(database, board, report(postings(1)));
    const [id = ""] = await sending.takeQueue();
    await Promise.all([sending.run(id), sending.run(id)]);
    await sending.run(id);
    assertEquals(receiver.posts, 1);
    await scanned(database, board, report(postings(2)));
    const [late = ""] = await sending.takeQueue();
    await sending.expireLeases();
    await sending.run(late);
    assertEquals(receiver.posts, 1);
  },
});

Deno.test("a success told late counts, a failure told late does not", async () => {
  const { sending, board } = await world();
  await scanned(database, board, report(postings(1)));
  const [id = ""] = await sending.takeQueue();
  await rpc("begin_digest", { digest_id: id });
  await sending.expireLeases();
  await sending.tick();
  const failure = {
    digest_id: id,
    ok: false,
    error: "late",
    retry_after_seconds: null,
  };
  assertEquals((await refusal(rpc("end_digest", failure))).code, "PT409");
  const success = {
    digest_id: id,
    ok: true,
    error: null,
    retry_after_seconds: null,
  };
  await rpc("end_digest", success);
  assertEquals((await log())[0]?.status, "sent");
  assertEquals((await refusal(rpc("end_digest", success))).code, "PT409");
});

Deno.test("after three days a message is given up, and what came since is told", async () => {
  const { receiver, sending, board } = await world();
  await scanned(database, board, report(postings(1)));
  receiver.meets(400);
  await sending.drain();
  await scanned(database, board, report(postings(2)));
  await database.execute(
    "update scanner.digests set created_at = created_at - interval '73 hours'",
  );
  await sending.strike();
  await sending.tick();
  await sending.drain();
  assertEquals((await log()).map(({ status }) => status), ["failed"]);
  receiver.meets("takes");
  await sending.strike();
  await sending.tick();
  await sending.drain();
  assertEquals(
    receiver.messages().map((one) => one.postings.map(({ title }) => title)),
    [["Engineer 2"]],
  );
});

Deno.test("test_notification() sends a test whose result stands in the log, whatever else is on its way", async () => {
  const { receiver, sending, board } = await world({
    schedule: "daily",
    hour: 3,
  });
  await scanned(database, board, report(postings(1)));
  const before = await notification();
  await database.query("select public.test_notification('jobs')");
  assertEquals(await sending.drain(), 1);
  assertEquals(
    receiver.messages().map(({ test, postings }) => [test, postings]),
    [[true, []]],
  );
  assertEquals(await log(), [
    { status: "sent", test: true, postings: 0, tries: 1, error: null },
  ]);
  assertEquals((await notification()).next_at, before.next_at);
  receiver.meets(404);
  await database.query("select public.test_notification('jobs')");
  await sending.drain();
  assertEquals((await log())[0], {
    status: "failed",
    test: true,
    postings: 0,
    tries: 1,
    error: "The receiver does not know this webhook, or no longer (404)",
  });
  assertEquals((await notification()).failures, 0);
  await database.query("select public.test_notification('jobs')");
  await sending.takeQueue();
  await sending.expireLeases();
  await sending.tick();
  assertEquals([(await log())[0]?.status, await sending.drain()], [
    "failed",
    0,
  ]);
});

Deno.test("a test that arrives ends the pause of what waits", async () => {
  const { receiver, sending, board } = await world();
  await scanned(database, board, report(postings(1)));
  receiver.meets(404);
  await sending.drain();
  receiver.meets("takes");
  await database.query("select public.test_notification('jobs')");
  assertEquals(await sending.drain(), 2);
  assertEquals(receiver.messages().map(({ matches }) => matches), [0, 1]);
});

Deno.test("test_notification() says what is missing", async () => {
  const unknown = "select public.test_notification('nobody')";
  assertEquals((await refusal(database.query(unknown))).code, "PT409");
  await world();
  const error = await refusal(database.query(unknown));
  assertEquals([error.code, error.message], [
    "PT404",
    'Cannot test notification "nobody": there is none of that name',
  ]);
});

Deno.test("a notification that is switched off is told nothing, nor later what came meanwhile", async () => {
  const { receiver, sending, board } = await world();
  await database.execute("update scanner.notifications set enabled = false");
  await scanned(database, board, report(postings(1)));
  await database.execute("update scanner.notifications set enabled = true");
  await scanned(database, board, report(postings(2)));
  await sending.drain();
  assertEquals(
    receiver.messages().map((one) => one.postings.map(({ title }) => title)),
    [["Engineer 2"]],
  );
});

Deno.test("what waits when a notification is switched off is sent when it is switched on again", async () => {
  const { receiver, sending, board } = await world({ schedule: "hourly" });
  await add({ name: "other" });
  await scanned(database, board, report(postings(1)));
  await database.execute(
    "update scanner.notifications set enabled = false where name = 'jobs'",
  );
  await scanned(database, board, report(postings(2)));
  await sending.strike();
  await sending.tick();
  await sending.drain();
  const heard = () =>
    receiver.messages().filter(({ notification }) => notification === "jobs")
      .map((one) => one.postings.map(({ title }) => title));
  assertEquals(heard(), []);
  await database.execute(
    "update scanner.notifications set enabled = true where name = 'jobs'",
  );
  await sending.tick();
  await sending.drain();
  assertEquals(heard(), [["Engineer 1"]]);
});

Deno.test("a test that is on its way holds up no other message", async () => {
  const { sending, board } = await world();
  await database.query("select public.test_notification('jobs')");
  await scanned(database, board, report(postings(1)));
  assertEquals((await sending.takeQueue()).length, 2);
});

Deno.test("two notifications are each told once, and a slow one holds nobody up", async () => {
  const { receiver, sending, board } = await world();
  await add({ name: "other" });
  await scanned(database, board, report(postings(1)));
  const [first = "", second = ""] = await sending.takeQueue();
  await sending.run(first);
  await scanned(database, board, report(postings(2)));
  assertEquals(await sending.drain(), 1);
  await sending.run(second);
  await sending.drain();
  assertEquals(
    receiver.messages().map(({ notification, matches }) =>
      `${notification} ${matches}`
    ),
    ["jobs 1", "jobs 1", "other 1", "other 1"],
  );
});

Deno.test("without a notification a scan and a tick write nothing for one", async () => {
  await filter(database);
  const board = await source(database);
  await scanned(database, board, report(postings(1)));
  assertEquals(
    await rows(database, "select * from scanner.digest_postings"),
    [],
  );
  assertEquals(await rows(database, "select * from scanner.digests"), []);
});

for (
  const [name, over, says] of [
    ["no name", { name: " " }, "it has no name"],
    [
      "no address",
      { url: null },
      "wanted is the whole address of a webhook, https://...",
    ],
    [
      "http",
      { url: "http://receiver.example/s3cr3t" },
      "wanted is the whole address of a webhook, https://...",
    ],
    [
      "a login",
      { url: "https://a:s3cr3t@receiver.example/" },
      "wanted is the whole address of a webhook, https://...",
    ],
    [
      "a space",
      { url: "https://receiver.example/ s3cr3t" },
      "wanted is the whole address of a webhook, https://...",
    ],
    [
      "a schedule that is none",
      { schedule: "weekly" },
      'the schedule is "each scan", "hourly" or "daily"',
    ],
    [
      "no schedule",
      { schedule: null },
      'the schedule is "each scan", "hourly" or "daily"',
    ],
    ["an hour of each scan", { hour: 3 }, "only a daily one has an hour"],
    [
      "the hour 24",
      { schedule: "daily", hour: 24 },
      "the hour is 0 to 23, in UTC",
    ],
    [
      "a kind that is none",
      { kind: "fax" },
      "the kind is slack, discord, ntfy or json",
    ],
    [
      "ntfy without a topic",
      { url: "https://ntfy.sh/" },
      "the address of ntfy ends in a topic",
    ],
    ["a filter that is not there", { filter: "x" }, 'there is no filter "x"'],
  ] as const
) {
  Deno.test(`add_notification() refuses ${name} with an answer, so that no log holds the statement`, async () => {
    assertEquals(await add(over), { id: null, says: `Not added: ${says}` });
    assertEquals(
      await rows(database, "select * from scanner.notifications"),
      [],
    );
  });
}

for (
  const [url, kind] of [
    ["https://hooks.slack.com/services/T0/B0/x", "slack"],
    ["https://discord.com/api/webhooks/1/x", "discord"],
    ["https://canary.discord.com/api/webhooks/1/x", "discord"],
    ["https://discordapp.com/api/webhooks/1/x", "discord"],
    ["https://NTFY.sh/my-topic?auth=x", "ntfy"],
    ["https://hooks.slack.com.evil.example/x", "json"],
    ["https://receiver.example/?a=https://ntfy.sh/x", "json"],
  ] as const
) {
  Deno.test(`add_notification() takes ${url} for ${kind}`, async () => {
    const { id, says } = await add({ url });
    assert(id, says);
    assertEquals((await notification()).kind, kind);
  });
}

Deno.test("add_notification() again changes it, and its address in Vault", async () => {
  const { receiver, sending, board } = await world();
  receiver.meets(404);
  await scanned(database, board, report(postings(1)));
  await sending.drain();
  const secrets =
    "select count(*)::int as count from vault.secrets s join scanner.notifications n on n.secret_id = s.id";
  const first = await row(
    database,
    "select secret_id from scanner.notifications",
  );
  await add({ url: "https://ntfy.sh/x", schedule: "daily", filter: "all" });
  assertEquals(await row(database, secrets), { count: 1 });
  assertEquals(
    await row(database, "select secret_id from scanner.notifications"),
    first,
  );
  const { next_at: _, ...now } = await notification();
  assertEquals(now, {
    name: "jobs",
    kind: "ntfy",
    filter: "all",
    schedule: "daily at 07:00 UTC",
    enabled: true,
    waiting: 0,
    failures: 0,
    last_error: null,
    last_sent_at: null,
  });
  assertEquals(
    await row(
      database,
      "select decrypted_secret as url from vault.decrypted_secrets s join scanner.notifications n on n.secret_id = s.id",
    ),
    { url: "https://ntfy.sh/x" },
  );
});

Deno.test("a notification that is deleted takes its address out of Vault", async () => {
  await world();
  const { secret_id } = await row(
    database,
    "select secret_id from scanner.notifications",
  );
  await database.query("delete from scanner.notifications");
  assertEquals(
    await rows(
      database,
      "select id from vault.secrets where id = $1::text::uuid",
      secret_id,
    ),
    [],
  );
});

Deno.test("an address that somebody took out of Vault is told, and add_notification() mends it", async () => {
  const { receiver, sending, board } = await world();
  await database.query("delete from vault.secrets");
  await scanned(database, board, report(postings(1)));
  await sending.drain();
  assertEquals(
    (await notification()).last_error,
    "The address is no longer in Vault: add_notification() again",
  );
  await add();
  await sending.tick();
  await sending.drain();
  assertEquals(receiver.messages().map(({ matches }) => matches), [1]);
});

Deno.test("a filter that is deleted or renamed under its notification is told", async () => {
  await world({ filter: "all" });
  await database.query("update public.search_filters set name = 'renamed'");
  const { what_to_do } = await row(database, HEALTH);
  assertMatch(
    JSON.stringify(what_to_do),
    /The notification \\"jobs\\" is of the filter \\"all\\", which is not there/,
  );
});

Deno.test("scanner_health says when notify is not deployed", async () => {
  await world();
  await database.query("select public.test_notification('jobs')");
  await database.query(
    "insert into net._http_response (id, status_code) select net_request_id, 404 from scanner.digests",
  );
  const { what_to_do } = await row(database, HEALTH);
  assertMatch(
    JSON.stringify(what_to_do),
    /The function notify did not answer 202 to 1 calls/,
  );
});

Deno.test("the address stands in no table, and neither it nor a word of a message in pg_net's queue, cron or the log", async () => {
  const { receiver, sending, board } = await world();
  await database.query("select scanner.configure('http://functions.example')");
  await add({ name: "second", url: `https://ntfy.sh/${SECRET}` });
  receiver.meets("breaks before");
  await scanned(database, board, report(postings(2)));
  const queued = await rows(
    database,
    "select convert_from(q.body, 'UTF8') as body, q.url, q.headers::text from net.http_request_queue q",
  );
  assertEquals(queued.length, 3);
  for (const { url, body } of queued) {
    assertMatch(
      String(url),
      /^http:\/\/functions\.example\/functions\/v1\/(?:notify|scan-source)$/,
    );
    assertMatch(String(body), /^\{"(?:digest|scan)_id": "[\da-f-]{36}"\}$/);
  }
  await sending.drain();
  await database.query("select public.test_notification('second')");
  assertEquals(sending.log.map(({ outcome }) => outcome), ["failed", "failed"]);

  const tables = await rows(
    database,
    `select c.oid::regclass::text as name from pg_class c
     where c.relkind = 'r' and c.relnamespace::regnamespace::text in ('public', 'scanner', 'net', 'cron', 'vault')`,
  );
  assert(tables.length > 15);
  let text = JSON.stringify(sending.log);
  for (const { name } of tables) {
    text += JSON.stringify(
      await rows(database, `select t::text as row from ${name} t`),
    );
  }
  assert(!text.includes(SECRET));
  assert(text.includes("Engineer"));
  const outside = await rows(
    database,
    "select convert_from(body, 'UTF8') as said from net.http_request_queue union all select command from cron.job union all select content from net._http_response",
  );
  assert(!JSON.stringify([outside, sending.log]).includes("Engineer"));
});

Deno.test("housekeep() forgets what old messages told, but not which posting was told", async () => {
  const { sending, board } = await world();
  await scanned(database, board, report(postings(1)));
  await database.query("select public.test_notification('jobs')");
  await sending.drain();
  await database.execute(
    "update scanner.digests set ended_at = ended_at - interval '31 days'; select scanner.housekeep()",
  );
  assertEquals(
    await rows(database, "select content, postings from scanner.digests"),
    [
      { content: null, postings: 1 },
    ],
  );
  assertEquals(
    await row(
      database,
      "select digest_id is not null as told from scanner.digest_postings",
    ),
    { told: true },
  );
  await scanned(database, board, report([]));
  await scanned(database, board, report(postings(1)));
  assertEquals(await sending.drain(), 0);
});
