import { assert, assertEquals } from "@std/assert";
import {
  begun,
  createDoors,
  events,
  everything,
  posting,
  postings,
  refusal,
  report,
  row,
  scanned,
  scanRow,
  source,
  sourceRow,
  stored,
  testDatabase,
} from "./testing.ts";

const database = await testDatabase();
const doors = createDoors(database);

/** As if the scans of these sources had fallen silent so that their leases ended at that minute. */
async function expireAt(minute: string, ...sourceIds: number[]) {
  await database.query(
    `update public.job_sources set lease_until = $1::text::timestamptz
     where id = any ($2::text::bigint[])`,
    [minute, `{${sourceIds.join()}}`],
  );
}

async function reap(): Promise<number> {
  const { count } = await row(database, "select scanner.reap() as count");
  return Number(count);
}

/** Seconds from the end of a source's scan until the next. */
async function waits(sourceId: number): Promise<number> {
  const { seconds } = await row(
    database,
    `select extract(epoch from j.next_scan_at - max(s.finished_at)) as seconds
     from public.job_sources j join scanner.scans s on s.source_id = j.id
     where j.id = $1::text::bigint group by j.id`,
    sourceId,
  );
  return Number(seconds);
}

Deno.test("a scan that fell silent is lost: its source is free, backs off and says why", async () => {
  const id = await source(database, { fingerprint: "old" });
  const scanId = await begun(database, id);
  await expireAt("2026-01-01T10:00:00Z", id);
  assertEquals(await reap(), 1);

  const { status, error } = await scanRow(database, scanId);
  assertEquals(status, "lost");
  assertEquals(
    error,
    "The function ended without a word; see its log for a memory or CPU limit",
  );
  const { scan_id, lease_until, failures, fingerprint } = await sourceRow(
    database,
    id,
  );
  assertEquals(
    [scan_id, lease_until, failures, fingerprint],
    [null, null, 1, null],
  );
  const wait = await waits(id);
  assert(wait >= 10 && wait <= 60, String(wait));
});

Deno.test("the more often a scan is lost alone, the longer its source waits", async () => {
  for (let i = 0; i < 5; i++) {
    const id = await source(database, { failures: 30 });
    await begun(database, id);
    await expireAt("2026-01-01T10:00:00Z", id);
    await reap();
    const wait = await waits(id);
    assert(wait >= 10 && wait <= 6 * 3600, String(wait));
    assertEquals((await sourceRow(database, id)).failures, 31);
  }
});

Deno.test("scans lost in one minute died with their isolate: they come again after 30 seconds and count no failure", async () => {
  const together = [await source(database), await source(database)];
  const alone = await source(database);
  for (const id of [...together, alone]) await begun(database, id);
  await expireAt("2026-01-01T10:00:01Z", ...together.slice(0, 1));
  await expireAt("2026-01-01T10:00:59Z", ...together.slice(1));
  await expireAt("2026-01-01T10:01:00Z", alone);
  assertEquals(await reap(), 3);
  for (const id of together) {
    assertEquals(await waits(id), 30);
    assertEquals((await sourceRow(database, id)).failures, 0);
  }
  assertEquals((await sourceRow(database, alone)).failures, 1);
});

Deno.test("a scan whose listing was written counts, though its details came to nothing", async () => {
  const id = await source(database);
  const scanId = await begun(database, id);
  await doors.finish(scanId, report(postings(2), { has_details: true }));
  const { next_scan_at, fingerprint } = await sourceRow(database, id);
  await expireAt("2026-01-01T10:00:00Z", id);
  assertEquals(await reap(), 1);

  const { status, error } = await scanRow(database, scanId);
  assertEquals(status, "succeeded");
  assertEquals(
    error,
    "The function ended before all details were read; the next scan reads the rest",
  );
  const after = await sourceRow(database, id);
  assertEquals(
    [after.failures, after.fingerprint, after.next_scan_at, after.scan_id],
    [0, fingerprint, next_scan_at, null],
  );
});

Deno.test("a scan that was dispatched and never claimed is lost too", async () => {
  const id = await source(database);
  const scanId = await begun(database, id);
  await database.query(
    "update scanner.scans set status = 'dispatched', started_at = null where id = $1::text::uuid",
    [scanId],
  );
  await expireAt("2026-01-01T10:00:00Z", id);
  assertEquals(await reap(), 1);
  assertEquals((await scanRow(database, scanId)).status, "lost");
  assertEquals(await doors.beginScan(scanId), null);
});

Deno.test("what a lost scan has written stays; nothing is closed for it", async () => {
  const id = await source(database);
  await scanned(database, id, report(postings(2)));
  const scanId = await begun(database, id);
  await doors.upsert(scanId, [posting("3")]);
  await expireAt("2026-01-01T10:00:00Z", id);
  await reap();
  const is = await stored(database, id, "status, missed");
  assertEquals(Object.keys(is), ["1", "2", "3"]);
  for (const one of Object.values(is)) {
    assertEquals(one, { status: "new", missed: 0 });
  }
  assert(!(await events(database, id)).some((one) => one.startsWith("closed")));
});

Deno.test("a lost scan that comes back to life is refused", async () => {
  const id = await source(database);
  const scanId = await begun(database, id);
  await expireAt("2026-01-01T10:00:00Z", id);
  await reap();
  const before = await everything(database);
  for (
    const late of [
      () => doors.upsert(scanId, postings(1)),
      () => doors.finish(scanId, report([])),
      () => doors.fail(scanId, { kind: "internal" }),
    ]
  ) {
    assertEquals((await refusal(late())).code, "PT409");
  }
  assertEquals(await everything(database), before);
});

Deno.test("a batch hears that its scan was lost", async () => {
  await database.execute(
    "update scanner.settings set project_url = 'http://functions.example'",
  );
  const id = await source(database);
  await doors.requestScan(id);
  await expireAt("2026-01-01T10:00:00Z", id);
  await reap();
  const { state } = await row(
    database,
    "select state from scanner.batch_sources",
  );
  assertEquals(state, "lost");
});

Deno.test("a lease that still runs is left alone", async () => {
  await begun(database, await source(database));
  const before = await everything(database);
  assertEquals(await reap(), 0);
  assertEquals(await everything(database), before);
});
