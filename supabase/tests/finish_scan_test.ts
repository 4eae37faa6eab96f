import { assert, assertEquals, assertNotEquals } from "@std/assert";
import type { Report } from "../functions/_shared/report.ts";
import {
  begun,
  createDoors,
  events,
  everything,
  expireLease,
  posting,
  postings,
  refusal,
  report,
  row,
  rows,
  scanned,
  scanRow,
  setStatus,
  source,
  sourceRow,
  stored,
  testDatabase,
  unchanged,
} from "./testing.ts";

const database = await testDatabase();
const doors = createDoors(database);

/** How far off the next scan of a source is, in parts of its `scan_every`. */
async function roundsAhead(sourceId: number): Promise<number> {
  const { rounds } = await row(
    database,
    `select extract(epoch from next_scan_at - last_polled_at)
       / extract(epoch from scan_every) as rounds
     from public.job_sources where id = $1::text::bigint`,
    sourceId,
  );
  return Number(rounds);
}

const FREE = { scan_id: null, lease_until: null };

async function lease(sourceId: number) {
  const { scan_id, lease_until } = await sourceRow(database, sourceId);
  return { scan_id, lease_until };
}

Deno.test("finish_scan() writes the rest, closes what is gone, counts and releases in one call", async () => {
  const id = await source(database);
  await scanned(database, id, report(postings(3)));
  const scanId = await begun(database, id);
  await doors.upsert(scanId, [posting("4")]);

  const listed = [
    posting("2"),
    posting("3", { title: "Senior Engineer" }),
    posting("4"),
  ];
  const answer = await doors.finish(
    scanId,
    report(listed, {
      postings: listed.slice(0, 2),
      fetched: 30,
      rejected: 0,
      requests: 4,
      bytes: 12_345,
      advertised_total: 30,
    }),
  );
  assertEquals(answer, {
    outcome: "succeeded",
    lacking: [],
    requests_per_second: null,
  });

  const { status, outcome, error_kind, incomplete_reason, ...scan } =
    await scanRow(database, scanId);
  assertEquals(
    [status, outcome, error_kind, incomplete_reason],
    ["succeeded", "succeeded", null, null],
  );
  assert(scan.finished_at !== null && scan.listed_at !== null);
  const { fetched, matched, inserted, updated, reopened, archived, held_back } =
    scan;
  assertEquals(
    { fetched, matched, inserted, updated, reopened, archived, held_back },
    {
      fetched: 30,
      matched: 3,
      inserted: 1,
      updated: 1,
      reopened: 0,
      archived: 1,
      held_back: 0,
    },
  );
  const { requests, bytes, advertised_total } = scan;
  assertEquals([requests, bytes, advertised_total], [4, 12_345, 30]);

  assertEquals(await lease(id), FREE);
  assertEquals(await stored(database, id, "status, archived_reason"), {
    "1": { status: "archived", archived_reason: "closed" },
    "2": { status: "new", archived_reason: null },
    "3": { status: "new", archived_reason: null },
    "4": { status: "new", archived_reason: null },
  });
  assertEquals((await events(database, id)).slice(3), [
    "opened 4",
    "changed 3",
    "closed 1",
  ]);
});

Deno.test("finish_scan() is all or nothing", async () => {
  const id = await source(database);
  await scanned(database, id, report(postings(2)));
  const scanId = await begun(database, id);
  const before = await everything(database);
  const { code } = await refusal(
    doors.finish(scanId, report([posting("3", { workplace: "moon" })])),
  );
  assertEquals(code, "23514");
  assertEquals(await everything(database), before);
});

Deno.test("a finished, an expired, a foreign and an unclaimed scan are refused with PT409 and change nothing", async () => {
  const finished = await scanned(database, await source(database), report([]));
  const expiring = await source(database);
  const expired = await begun(database, expiring);
  await expireLease(database, expiring);
  const { id: unclaimed } = await row(
    database,
    "select gen_random_uuid()::text as id",
  );
  const leased = await source(database);
  const waiting = await begun(database, leased);
  await database.query(
    "update scanner.scans set status = 'dispatched' where id = $1::text::uuid",
    [waiting],
  );

  const before = await everything(database);
  const ids = [finished, expired, waiting, String(unclaimed)];
  for (const id of ids) {
    const { code, message } = await refusal(
      doors.finish(id, report(postings(2))),
    );
    assertEquals(code, "PT409", message);
  }
  assertEquals(await everything(database), before);
});

Deno.test("a report without an outcome, with another one, or without the ids that were seen is refused", async () => {
  const scanId = await begun(database, await source(database));
  const before = await everything(database);
  const wrong: Partial<Report>[] = [
    {},
    JSON.parse('{"outcome": "great", "seen_ids": [], "matched_ids": []}'),
    report([], { seen_ids: null }),
    report([], { matched_ids: null }),
    report([], { outcome: "partial", seen_ids: null }),
  ];
  for (const told of wrong) {
    const { code, message } = await refusal(doors.finish(scanId, told));
    assertEquals(code, "PT400", message);
  }
  assertEquals(await everything(database), before);
});

Deno.test("after its first scan a source is given its own time of the round, then it keeps it, a tenth more or less", async () => {
  for (let i = 0; i < 5; i++) {
    const id = await source(database, { scan_every: "2 hours" });
    await scanned(database, id, report(postings(1)));
    const first = await roundsAhead(id);
    assert(first >= 0.1 && first <= 1, String(first));

    for (const told of [report(postings(1)), unchanged()]) {
      await scanned(database, id, told);
      const next = await roundsAhead(id);
      assert(next >= 0.9 && next <= 1.1, String(next));
    }
  }
});

Deno.test("a scan that succeeds forgets the failures before it", async () => {
  const id = await source(database, { failures: 4 });
  await scanned(database, id, report([]));
  assertEquals((await sourceRow(database, id)).failures, 0);
});

Deno.test("a partial scan closes nothing and says why", async () => {
  const id = await source(database);
  await scanned(database, id, report(postings(3)));
  const scanId = await scanned(
    database,
    id,
    report([posting("3"), posting("4")], {
      outcome: "partial",
      complete: false,
      reason: "The board listed 2 of 40 postings",
    }),
  );
  assertEquals(await stored(database, id, "status, missed"), {
    "1": { status: "new", missed: 0 },
    "2": { status: "new", missed: 0 },
    "3": { status: "new", missed: 0 },
    "4": { status: "new", missed: 0 },
  });
  const { status, archived, held_back, incomplete_reason } = await scanRow(
    database,
    scanId,
  );
  assertEquals(
    [status, archived, held_back, incomplete_reason],
    ["partial", 0, 0, "The board listed 2 of 40 postings"],
  );
});

Deno.test("a partial scan in which nothing was found closes nothing either", async () => {
  const id = await source(database);
  await scanned(database, id, report(postings(3)));
  for (let i = 0; i < 4; i++) {
    await scanned(database, id, report([], { outcome: "partial" }));
  }
  const is = await stored(database, id, "status, missed, closed_at");
  for (const one of Object.values(is)) {
    assertEquals(one, { status: "new", missed: 0, closed_at: null });
  }
});

Deno.test("a complete scan stores its fingerprint, an unchanged one keeps it, a partial and a failed one clear it", async () => {
  const id = await source(database);
  const fingerprint = async () => (await sourceRow(database, id)).fingerprint;
  await scanned(database, id, report(postings(1), { fingerprint: "first" }));
  assertEquals(await fingerprint(), "first");
  await scanned(database, id, unchanged());
  assertEquals(await fingerprint(), "first");

  await scanned(
    database,
    id,
    report(postings(1), { outcome: "partial", fingerprint: "part" }),
  );
  assertEquals(await fingerprint(), null);

  await scanned(database, id, report(postings(1), { fingerprint: "second" }));
  const scanId = await begun(database, id);
  await doors.fail(scanId, { kind: "unavailable", message: "No answer" });
  assertEquals(await fingerprint(), null);
});

Deno.test("an unchanged scan writes no posting and no event, and reports last time's counts", async () => {
  const id = await source(database);
  await scanned(database, id, report(postings(3), { fetched: 40 }));
  const { "public.job_postings": before, "scanner.posting_events": happened } =
    await everything(database);
  for (let i = 0; i < 2; i++) {
    const scanId = await scanned(database, id, unchanged({ bytes: 77 }));
    const { status, fetched, matched, bytes, inserted, archived } =
      await scanRow(database, scanId);
    assertEquals(
      [status, fetched, matched, bytes, inserted, archived],
      ["unchanged", 40, 3, 77, 0, 0],
    );
  }
  const after = await everything(database);
  assertEquals(after["public.job_postings"], before);
  assertEquals(after["scanner.posting_events"], happened);
});

Deno.test("an unchanged scan does not report the counts of a partial one", async () => {
  const id = await source(database);
  await scanned(database, id, report(postings(3), { fetched: 40 }));
  await scanned(
    database,
    id,
    report(postings(1), { outcome: "partial", fetched: 1 }),
  );
  const scanId = await scanned(database, id, unchanged());
  const { fetched, matched } = await scanRow(database, scanId);
  assertEquals([fetched, matched], [40, 3]);
});

Deno.test("a complete scan that finds nothing new writes no posting and no event", async () => {
  const id = await source(database);
  await scanned(database, id, report(postings(3)));
  const before = await everything(database);
  await scanned(database, id, report(postings(3)));
  const after = await everything(database);
  for (const table of ["public.job_postings", "scanner.posting_events"]) {
    assertEquals(after[table], before[table]);
  }
});

Deno.test("a posting that is still listed but that no filter takes any more is filtered, not closed", async () => {
  const id = await source(database);
  await scanned(database, id, report(postings(3)));
  await setStatus(database, id, "2", "saved");
  const scanId = await scanned(
    database,
    id,
    report([posting("3")], { seen_ids: ["1", "2", "3"], matched_ids: ["3"] }),
  );
  assertEquals(
    await stored(database, id, "status, archived_reason, closed_at"),
    {
      "1": { status: "archived", archived_reason: "filtered", closed_at: null },
      "2": { status: "saved", archived_reason: null, closed_at: null },
      "3": { status: "new", archived_reason: null, closed_at: null },
    },
  );
  assertEquals((await scanRow(database, scanId)).archived, 0);
  assert(!(await events(database, id)).includes("closed 1"));
});

Deno.test("the first scan writes down which board is behind the address, and the company where none was named", async () => {
  const resolved = {
    provider: "lever",
    board: "example",
    host: "api.lever.co",
  };
  const unknown = { provider: null, board: null, host: "jobs.lever.co" };
  const one = await source(database, unknown);
  await scanned(database, one, report([], { resolved, company: "Example" }));
  const { provider, board, host, company } = await sourceRow(database, one);
  assertEquals({ provider, board, host }, resolved);
  assertEquals(company, "Example");

  const named = await source(database, { ...unknown, company: "My name" });
  await scanned(
    database,
    named,
    report([], { resolved: { ...resolved, board: "b" }, company: "Example" }),
  );
  assertEquals((await sourceRow(database, named)).company, "My name");
});

Deno.test("two addresses of one board are one source: the later one is switched off, says why and keeps nothing", async () => {
  const resolved = { provider: "lever", board: "one", host: "api.lever.co" };
  const first = await source(database, { provider: "lever", board: "one" });
  await scanned(database, first, report(postings(2)));
  const later = await source(database, { provider: null, board: null });
  const scanId = await begun(database, later);
  await doors.upsert(scanId, [posting("1")]);
  const answer = await doors.finish(
    scanId,
    report(postings(2), { postings: [posting("2")], resolved }),
  );
  assertEquals(answer, {
    outcome: "failed",
    lacking: [],
    requests_per_second: null,
  });

  const { status, error_kind, error } = await scanRow(database, scanId);
  assertEquals([status, error_kind], ["failed", "duplicate"]);
  assertEquals(
    error,
    `This is the board that source ${first} watches already; this source is switched off`,
  );
  const { enabled, provider } = await sourceRow(database, later);
  assertEquals([enabled, provider], [false, null]);
  assertEquals(await lease(later), FREE);
  assertEquals(await stored(database, later, "status"), {});
  assertEquals((await sourceRow(database, first)).enabled, true);
  assertEquals(Object.keys(await stored(database, first, "id")), ["1", "2"]);
});

Deno.test("a scan that ends tells its batch, and sends the next due source into its place", async () => {
  await database.execute(
    "update scanner.settings set max_in_flight = 1, project_url = 'http://functions.example'",
  );
  const [one, other] = [await source(database), await source(database)];
  const batch = await doors.requestScan(one, other);
  const states = () =>
    rows(
      database,
      "select source_id, state from scanner.batch_sources order by source_id",
    );
  assertEquals(await states(), [
    { source_id: one, state: "running" },
    { source_id: other, state: "waiting" },
  ]);
  const { scan_id } = await sourceRow(database, one);
  await doors.beginScan(String(scan_id));
  await doors.finish(String(scan_id), report([]));
  assertEquals(await states(), [
    { source_id: one, state: "succeeded" },
    { source_id: other, state: "running" },
  ]);
  assert((await sourceRow(database, other)).scan_id !== null);
  assert(batch.length > 0);
});

Deno.test("a board whose details are still to be read keeps its source, and names the postings that lack them", async () => {
  const id = await source(database);
  const scanId = await begun(database, id);
  const { lacking } = await doors.finish(
    scanId,
    report([
      posting("1", { score: 30 }),
      posting("2", { score: 90 }),
      posting("3", { score: 60 }),
    ], { has_details: true }),
  );
  // The best go first.
  assertEquals(lacking.map((one) => one.external_id), ["2", "3", "1"]);
  const { status, outcome, finished_at } = await scanRow(database, scanId);
  assertEquals(
    [status, outcome, finished_at],
    ["running", "succeeded", null],
  );
  assertEquals((await lease(id)).scan_id, scanId);

  for (
    const again of [
      () => doors.upsert(scanId, postings(1)),
      () => doors.finish(scanId, report([])),
    ]
  ) {
    assertEquals((await refusal(again())).code, "PT409");
  }
});

Deno.test("details are not asked for what a person dismissed, what no filter takes, nor what is closed or missed", async () => {
  const id = await source(database);
  const twice = { misses_until_closed: 2, has_details: true };
  const all = ["kept", "dismissed", "filtered", "missed", "closed"];
  await scanned(database, id, report(all.map((one) => posting(one))));
  await setStatus(database, id, "dismissed", "dismissed");
  await setStatus(database, id, "closed", "saved");
  const without = (...left: string[]) =>
    report([posting("kept")], {
      ...twice,
      seen_ids: all.filter((one) => !left.includes(one)),
      matched_ids: ["kept", "dismissed", "missed"],
    });
  await scanned(database, id, { ...without("closed"), has_details: false });
  const scanId = await begun(database, id);
  const { lacking } = await doors.finish(scanId, without("closed", "missed"));
  assertEquals(lacking.map((one) => one.external_id), ["kept"]);
  assertEquals(await stored(database, id, "status, missed"), {
    kept: { status: "new", missed: 0 },
    dismissed: { status: "dismissed", missed: 0 },
    filtered: { status: "archived", missed: 0 },
    missed: { status: "new", missed: 1 },
    closed: { status: "saved", missed: 2 },
  });
});

Deno.test("an advert whose page cannot be read is asked for once a day", async () => {
  const id = await source(database);
  await scanned(database, id, report([posting("1")]));
  const asked = async (hoursAgo: number) => {
    await database.query(
      "update public.job_postings set details_failed_at = now() - make_interval(hours => $1::text::int)",
      [hoursAgo],
    );
    const scanId = await begun(database, id);
    const { lacking } = await doors.finish(
      scanId,
      report([posting("1")], { has_details: true }),
    );
    if (lacking.length > 0) await doors.saveDetails(scanId, [], true);
    return lacking.length;
  };
  assertEquals([await asked(23), await asked(25)], [0, 1]);
});

Deno.test("an unchanged board goes on with the details that are still missing", async () => {
  const id = await source(database);
  const scanId = await begun(database, id);
  await doors.finish(scanId, report(postings(2), { has_details: true }));
  await doors.saveDetails(scanId, [{
    external_id: "1",
    verdict: "match",
    score: 50,
    score_reasons: [],
    filters: ["all"],
  }], true);
  const next = await begun(database, id);
  const { lacking } = await doors.finish(
    next,
    unchanged({ has_details: true }),
  );
  assertEquals(lacking.map((one) => one.external_id), ["2"]);
});

Deno.test("a posting that had closed and is listed again, though no filter takes it now, is filtered and not closed", async () => {
  const id = await source(database);
  const [one, two] = [posting("1"), posting("2")];
  await scanned(database, id, report([one, two]));
  await scanned(database, id, report([two]));
  await scanned(
    database,
    id,
    report([one, two], { matched_ids: ["2"], postings: [two] }),
  );
  assertEquals(
    await stored(
      database,
      id,
      "status, archived_reason, closed_at is null as is_open",
    ),
    {
      "1": { status: "archived", archived_reason: "filtered", is_open: true },
      "2": { status: "new", archived_reason: null, is_open: true },
    },
  );
});

Deno.test("a scan whose source got another address is over, and the new address is read next", async () => {
  const id = await source(database, { recent_counts: [7] });
  const scanId = await begun(database, id);
  await database.query(
    "update public.job_sources set url = 'https://boards.example/elsewhere'",
  );
  const answer = await doors.finish(
    scanId,
    report([posting("1")], {
      resolved: { provider: "lever", board: "acme", host: "api.lever.co" },
    }),
  );
  assertEquals(answer, {
    outcome: "failed",
    lacking: [],
    requests_per_second: null,
  });
  const { status, error } = await scanRow(database, scanId);
  assertEquals([status, error], [
    "failed",
    "The address was changed while this scan was running; the next one reads the new one",
  ]);
  const { provider, fingerprint, recent_counts, scan_id, failures } =
    await sourceRow(database, id);
  assertEquals([provider, fingerprint, recent_counts, failures], [
    null,
    null,
    [],
    0,
  ]);
  assertEquals(await stored(database, id, "status"), {});
  // It was due, and the place was free.
  assertNotEquals(scan_id, null);
  assertNotEquals(scan_id, scanId);
});

Deno.test("an unchanged scan keeps the fingerprint, or takes what the board says of the same answers now", async () => {
  const id = await source(database);
  await scanned(database, id, report([posting("1")], { fingerprint: "old" }));
  await scanned(database, id, unchanged({ fingerprint: null }));
  assertEquals((await sourceRow(database, id)).fingerprint, "old");
  await scanned(database, id, unchanged({ fingerprint: "confirmed" }));
  assertEquals((await sourceRow(database, id)).fingerprint, "confirmed");
});
