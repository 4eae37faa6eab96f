import { assert, assertEquals } from "@std/assert";
import { SCAN_ERROR_KINDS } from "../functions/_shared/errors.ts";
import type { Failure } from "../functions/_shared/report.ts";
import {
  begun,
  createDoors,
  dispatched,
  everything,
  expireLease,
  insert,
  posting,
  postings,
  refusal,
  report,
  row,
  rows,
  scanned,
  scanRow,
  source,
  sourceRow,
  stored,
  testDatabase,
} from "./testing.ts";

const database = await testDatabase();
const doors = createDoors(database);

const HOST = "api.boards.example";

/** Lets a scan of the source fail; answers its id. */
async function failed(
  sourceId: number,
  error: Partial<Failure> = {},
): Promise<string> {
  const scanId = await begun(database, sourceId);
  await doors.fail(scanId, {
    kind: "unavailable",
    message: "Cannot reach the board",
    ...error,
  });
  // So that the next one may go out at once.
  await database.execute("update scanner.hosts set paused_until = null");
  return scanId;
}

/** Seconds from the end of the scan until `time`, an expression over the source and its host. */
async function secondsUntil(scanId: string, time: string): Promise<number> {
  const { seconds } = await row(
    database,
    `select extract(epoch from ${time} - s.finished_at) as seconds
     from scanner.scans s
     join public.job_sources j on j.id = s.source_id
     left join scanner.hosts h on h.host = j.host
     where s.id = $1::text::uuid`,
    scanId,
  );
  return Number(seconds);
}

/** How long the host is left alone after a scan was throttled. */
async function pauseAfter(
  sourceId: number,
  retry_after_seconds: number | null,
): Promise<number> {
  const scanId = await begun(database, sourceId);
  await doors.fail(scanId, {
    kind: "throttled",
    message: "Too many requests",
    retry_after_seconds,
  });
  const seconds = await secondsUntil(scanId, "h.paused_until");
  await database.execute("update scanner.hosts set paused_until = null");
  return seconds;
}

Deno.test("fail_scan() says why in the scan's row and releases the source", async () => {
  const id = await source(database);
  const scanId = await failed(id, { requests: 3, bytes: 100 });
  const { status, outcome, error_kind, error, requests, bytes, finished_at } =
    await scanRow(database, scanId);
  assertEquals(
    { status, outcome, error_kind, error, requests, bytes },
    {
      status: "failed",
      outcome: null,
      error_kind: "unavailable",
      error: "Cannot reach the board",
      requests: 3,
      bytes: 100,
    },
  );
  assert(finished_at !== null);
  const { scan_id, lease_until, failures } = await sourceRow(database, id);
  assertEquals([scan_id, lease_until, failures], [null, null, 1]);
});

Deno.test("no failure of any kind touches a posting or switches the source off", async () => {
  const id = await source(database);
  await scanned(database, id, report(postings(3)));
  const before = (await everything(database))["public.job_postings"];
  for (const kind of SCAN_ERROR_KINDS) await failed(id, { kind });
  assertEquals((await everything(database))["public.job_postings"], before);
  assertEquals((await sourceRow(database, id)).enabled, true);
});

Deno.test("what was written before the failure stays, and nothing is closed for it", async () => {
  const id = await source(database);
  await scanned(database, id, report(postings(2)));
  const scanId = await begun(database, id);
  await doors.upsert(scanId, [posting("3")]);
  await doors.fail(scanId, { kind: "timeout", message: "No answer" });
  assertEquals(await stored(database, id, "status, missed"), {
    "1": { status: "new", missed: 0 },
    "2": { status: "new", missed: 0 },
    "3": { status: "new", missed: 0 },
  });
});

Deno.test("a board that cannot be reached is left alone for a random time, up to a minute and doubling to six hours", async () => {
  const limits = [[0, 60], [1, 120], [4, 960], [20, 6 * 3600]];
  for (const [failures, most] of limits) {
    for (let i = 0; i < 5; i++) {
      const id = await source(database, { failures });
      const wait = await secondsUntil(await failed(id), "j.next_scan_at");
      assert(wait >= 10 && wait <= Number(most), `${failures}: ${wait}`);
    }
  }
});

Deno.test("boards that fail together do not come back together", async () => {
  const waits = new Set<number>();
  for (let i = 0; i < 5; i++) {
    const id = await source(database, { failures: 9, host: `h${i}.example` });
    waits.add(await secondsUntil(await failed(id), "j.next_scan_at"));
  }
  assertEquals(waits.size, 5);
});

Deno.test("a board that is gone or has moved is looked at once a day, one that blocks us after an hour at least", async () => {
  for (const kind of ["not_found", "moved"] as const) {
    const scanId = await failed(await source(database), { kind });
    assertEquals(await secondsUntil(scanId, "j.next_scan_at"), 86_400);
  }
  const scanId = await failed(await source(database), { kind: "blocked" });
  assertEquals(await secondsUntil(scanId, "j.next_scan_at"), 3_600);
});

Deno.test("a host that asks us to wait is paused for as long as it says, but not over an hour", async () => {
  const id = await source(database);
  assertEquals(await pauseAfter(id, 30), 30);
  assertEquals(await pauseAfter(id, 86_400), 3_600);
});

Deno.test("a host that does not say how long is paused for a minute, doubling to an hour while it goes on", async () => {
  const id = await source(database);
  const pauses: number[] = [];
  for (let i = 0; i < 8; i++) pauses.push(await pauseAfter(id, null));
  assertEquals(pauses, [60, 120, 240, 480, 960, 1_920, 3_600, 3_600]);

  await scanned(database, id, report([]));
  assertEquals(await pauseAfter(id, null), 60);
});

Deno.test("a shorter pause does not end a longer one", async () => {
  const [one, other] = [await source(database), await source(database)];
  const [first, second] = [
    await begun(database, one),
    await begun(database, other),
  ];
  const throttled = { kind: "throttled", message: "Wait" } as const;
  await doors.fail(first, { ...throttled, retry_after_seconds: 600 });
  await doors.fail(second, { ...throttled, retry_after_seconds: 1 });
  assert(await secondsUntil(second, "h.paused_until") > 500);
});

Deno.test("while a host is paused its sources wait and those of others go on", async () => {
  const due = { next_scan_at: "2026-01-01T00:00:00Z" };
  const failing = await source(database);
  const scanId = await begun(database, failing);
  await source(database, due);
  const elsewhere = await source(database, { ...due, host: "b.example" });
  const answer = await doors.fail(scanId, {
    kind: "throttled",
    message: "Wait",
    retry_after_seconds: 60,
  });
  assertEquals(answer, { sent: 1 });
  assertEquals(
    await rows(
      database,
      "select id from public.job_sources where scan_id is not null",
    ),
    [{ id: elsewhere }],
  );
});

Deno.test("a failure of one board is no failure of its host, unless the host itself did not answer well", async () => {
  const blames: Record<string, boolean> = {};
  for (const kind of SCAN_ERROR_KINDS) {
    await failed(await source(database, { host: `${kind}.example` }), { kind });
    const found = await rows(
      database,
      "select host from scanner.hosts where host = $1::text",
      `${kind}.example`,
    );
    blames[kind] = found.length === 1;
  }
  assertEquals(
    Object.keys(blames).filter((kind) => blames[kind]).toSorted(),
    ["blocked", "throttled", "timeout", "unavailable"],
  );
});

Deno.test("one source that keeps failing does not open its host's breaker", async () => {
  const id = await source(database);
  for (let i = 0; i < 7; i++) await failed(id);
  const { failed_sources } = await row(
    database,
    "select failed_sources from scanner.hosts where host = $1::text",
    HOST,
  );
  assertEquals(failed_sources, [id]);
});

Deno.test("when only the details fail, the listing stands: its outcome, fingerprint and date", async () => {
  const id = await source(database);
  const scanId = await begun(database, id);
  await doors.finish(scanId, report(postings(2), { has_details: true }));
  const { next_scan_at, fingerprint } = await sourceRow(database, id);
  await doors.fail(scanId, { kind: "internal", message: "Cannot go on" });

  const { status, error_kind, error } = await scanRow(database, scanId);
  assertEquals(
    [status, error_kind, error],
    ["succeeded", "internal", "Cannot go on"],
  );
  const after = await sourceRow(database, id);
  assertEquals(after.fingerprint, fingerprint);
  assertEquals(after.next_scan_at, next_scan_at);
  assertEquals([after.failures, after.scan_id], [0, null]);
});

Deno.test("details that a host would not give now are read by a scan in five minutes, once it is no longer paused", async () => {
  const id = await source(database);
  const scanId = await begun(database, id);
  await doors.finish(scanId, report(postings(2), { has_details: true }));
  await doors.fail(scanId, { kind: "throttled", message: "Wait" });

  assertEquals((await scanRow(database, scanId)).status, "succeeded");
  const { soon, paused } = await row(
    database,
    `select j.next_scan_at <= now() + interval '5 minutes' as soon, h.paused_until > now() as paused
     from public.job_sources j join scanner.hosts h on h.host = j.host`,
  );
  assertEquals([soon, paused], [true, true]);
});

Deno.test("a scan that fails before it could read still writes down which board it found", async () => {
  const id = await source(database, { provider: null, board: null });
  const resolved = { provider: "lever", board: "one", host: "api.lever.co" };
  await failed(id, { kind: "not_found", resolved });
  const { provider, board, host } = await sourceRow(database, id);
  assertEquals({ provider, board, host }, resolved);
});

Deno.test("a second address of a board that cannot be read is a duplicate all the same", async () => {
  const first = await source(database, { provider: "lever", board: "one" });
  const later = await source(database, { provider: null, board: null });
  const resolved = { provider: "lever", board: "one", host: "api.lever.co" };
  const scanId = await failed(later, { kind: "timeout", resolved });
  const { error_kind, error } = await scanRow(database, scanId);
  assertEquals(error_kind, "duplicate");
  assert(String(error).includes(`source ${first} watches already`));
  assertEquals((await sourceRow(database, later)).enabled, false);
});

Deno.test("fail_scan() takes an error that says nothing, and cuts one that says too much", async () => {
  const silent = await begun(database, await source(database));
  await doors.fail(silent, {});
  const { error_kind, error } = await scanRow(database, silent);
  assertEquals([error_kind, error], ["internal", "No reason was given"]);

  const wordy = await failed(await source(database), {
    message: "x".repeat(5_000),
  });
  assertEquals(String((await scanRow(database, wordy)).error).length, 2_000);
});

Deno.test("fail_scan() is refused for a scan that is not running, and changes nothing", async () => {
  const ended = await failed(await source(database));
  const waiting = await dispatched(database, await source(database));
  const expiring = await source(database);
  const expired = await begun(database, expiring);
  await expireLease(database, expiring);
  const foreign = await insert(database, "scanner.scans", {
    source_id: expiring,
    trigger: "schedule",
    status: "running",
  });
  const before = await everything(database);
  for (const id of [ended, waiting, expired, foreign, crypto.randomUUID()]) {
    const { code } = await refusal(doors.fail(id, { kind: "throttled" }));
    assertEquals(code, "PT409");
  }
  assertEquals(await everything(database), before);
});

Deno.test("a failure of the address before says nothing of the new one", async () => {
  const id = await source(database);
  const scanId = await begun(database, id);
  await database.query(
    "update public.job_sources set url = 'https://boards.example/elsewhere'",
  );
  await doors.fail(scanId, { kind: "not_found", message: "Gone" });
  const { status, error_kind } = await scanRow(database, scanId);
  assertEquals([status, error_kind], ["failed", null]);
  const { failures, scan_id } = await sourceRow(database, id);
  assertEquals(failures, 0);
  // It was due, and the place was free.
  assertEquals([null, scanId].includes(String(scan_id)), false);
});
