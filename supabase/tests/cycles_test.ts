/**
 * Boards that one scan has no time for: several scans read one listing.
 */
import { assertEquals } from "@std/assert";
import type { Report } from "../functions/_shared/report.ts";
import type { Row } from "../functions/_shared/rows.ts";
import { WorkOrder } from "../functions/_shared/work_order.ts";
import {
  begun,
  createDoors,
  dispatched,
  posting,
  postings,
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

/** A listing that stopped there, with all before it read. */
function part(listed: readonly Row[], over: Partial<Report> = {}) {
  return report(listed, {
    outcome: "partial",
    reason: "The time of this scan was up",
    cursor: { next: listed.length },
    ...over,
  });
}

/** What the next scan of a source is given; that scan then fails. */
async function cursorOf(id: number): Promise<unknown> {
  const scanId = await dispatched(database, id);
  const { cursor } = WorkOrder.parse(await doors.beginScan(scanId));
  await doors.fail(scanId, { kind: "unavailable" });
  return cursor;
}

/** The board of three, of which the first is gone, read in two scans. */
async function readInTwo(second: Partial<Report> = {}): Promise<string> {
  const id = await source(database);
  await scanned(database, id, report(postings(3)));
  await scanned(database, id, part([posting("2")]));
  return await scanned(database, id, report([posting("3")], second));
}

Deno.test("a scan that stopped is followed soon by one that goes on at its cursor", async () => {
  const id = await source(database);
  await scanned(database, id, part(postings(2), { cursor: { page: 3 } }));
  const { soon } = await row(
    database,
    "select next_scan_at = last_polled_at + interval '5 minutes' as soon from public.job_sources",
  );
  assertEquals(soon, true);
  assertEquals(await cursorOf(id), { page: 3 });
});

Deno.test("the parts of a board close nothing, and the last closes what none of them listed", async () => {
  const id = await source(database);
  await scanned(database, id, report(postings(4)));
  const first = await scanned(database, id, part([posting("2")]));
  const second = await scanned(database, id, part([posting("3")]));
  assertEquals((await scanRow(database, first)).status, "partial");
  assertEquals((await scanRow(database, second)).archived, 0);

  const last = await scanned(database, id, report([posting("5")]));
  assertEquals(await stored(database, id, "status"), {
    "1": { status: "archived" },
    "2": { status: "new" },
    "3": { status: "new" },
    "4": { status: "archived" },
    "5": { status: "new" },
  });
  const { status, archived, resumed } = await scanRow(database, last);
  assertEquals([status, archived, resumed], ["succeeded", 2, true]);
  // Three parts made one listing of three.
  assertEquals((await sourceRow(database, id)).recent_counts, [4, 3]);
});

Deno.test("no scan of a cycle leaves a fingerprint, and the one after begins anew", async () => {
  await readInTwo();
  const { id, fingerprint } = await row(
    database,
    "select id, fingerprint from public.job_sources",
  );
  assertEquals(fingerprint, null);
  assertEquals(await cursorOf(Number(id)), null);
});

Deno.test("fewer adverts than the board says it has, over all parts, close nothing", async () => {
  const scanId = await readInTwo({ advertised_total: 3 });
  const { status, archived, incomplete_reason } = await scanRow(
    database,
    scanId,
  );
  assertEquals([status, archived, incomplete_reason], [
    "partial",
    0,
    "The board listed 2 of 3 postings, read in several scans",
  ]);
});

Deno.test("the board's own count is compared with all parts together", async () => {
  const scanId = await readInTwo({ advertised_total: 2 });
  assertEquals((await scanRow(database, scanId)).archived, 1);
});

Deno.test("an advert that could not be read in an earlier part keeps the last from closing", async () => {
  const id = await source(database);
  await scanned(database, id, report(postings(3)));
  await scanned(
    database,
    id,
    part([posting("2")], { complete: false, reason: "1 advert was not read" }),
  );
  await scanned(database, id, part([posting("4")]));
  const last = await scanned(database, id, report([posting("3")]));
  const { status, archived, incomplete_reason } = await scanRow(database, last);
  assertEquals([status, archived, incomplete_reason], [
    "partial",
    0,
    "An earlier part was not complete: 1 advert was not read",
  ]);
  // The cycle is over all the same.
  assertEquals(await cursorOf(id), null);
});

Deno.test("a part whose reading failed leaves the cycle where it was", async () => {
  const id = await source(database);
  await scanned(database, id, part(postings(2), { cursor: { page: 3 } }));
  await doors.fail(await begun(database, id), { kind: "unavailable" });
  assertEquals(await cursorOf(id), { page: 3 });
});

Deno.test("a cycle that is a day old, or of another address, is begun anew", async () => {
  for (
    const change of [
      "update scanner.cycles set started_at = now() - interval '25 hours'",
      "update public.job_sources set url = url || '/elsewhere'",
    ]
  ) {
    const id = await source(database);
    await scanned(database, id, part(postings(2)));
    await database.execute(change);
    assertEquals(await cursorOf(id), null, change);
  }
});

Deno.test("a cycle that began anew forgets what the one before saw", async () => {
  const id = await source(database);
  await scanned(database, id, report(postings(3)));
  await scanned(database, id, part([posting("1")]));
  await database.execute(
    "update scanner.cycles set started_at = now() - interval '25 hours'",
  );
  await scanned(database, id, part([posting("2")]));
  const [{ seen_ids } = {}] = await rows(
    database,
    "select seen_ids from scanner.cycles",
  );
  assertEquals(seen_ids, ["2"]);
  await scanned(database, id, report([posting("3")]));
  assertEquals(await stored(database, id, "status"), {
    "1": { status: "archived" },
    "2": { status: "new" },
    "3": { status: "new" },
  });
});
