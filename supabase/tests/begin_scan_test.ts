import { assert, assertEquals, assertNotEquals } from "@std/assert";
import { z } from "zod";
import { type Filter, WorkOrder } from "../functions/_shared/work_order.ts";
import {
  createDoors,
  dispatched,
  everything,
  expireLease,
  filter,
  insert,
  report,
  scanned,
  scanRow,
  source,
  testDatabase,
} from "./testing.ts";

const database = await testDatabase();
const doors = createDoors(database);

async function orderOf(sourceId: number): Promise<WorkOrder> {
  const scanId = await dispatched(database, sourceId);
  return WorkOrder.parse(await doors.beginScan(scanId));
}

Deno.test("begin_scan() claims a dispatched scan, once", async () => {
  const scanId = await dispatched(database, await source(database));
  assertEquals((await scanRow(database, scanId)).status, "dispatched");

  assert(await doors.beginScan(scanId) !== null);
  const { status, started_at } = await scanRow(database, scanId);
  assertEquals(status, "running");
  assert(started_at !== null);

  const before = await everything(database);
  assertEquals(await doors.beginScan(scanId), null);
  assertEquals(await everything(database), before);
});

Deno.test("begin_scan() answers null to an unknown, a finished, an expired and a foreign scan, and changes nothing", async () => {
  const finished = await scanned(database, await source(database), report([]));
  const expiring = await source(database);
  const expired = await dispatched(database, expiring);
  const leased = await source(database);
  const current = await dispatched(database, leased);
  await expireLease(database, expiring);
  // Another scan holds the source by now.
  const foreign = await insert(database, "scanner.scans", {
    source_id: leased,
    trigger: "schedule",
  });

  const before = await everything(database);
  for (const id of [crypto.randomUUID(), finished, expired, foreign]) {
    assertEquals(await doors.beginScan(id), null);
  }
  assertEquals(await everything(database), before);
  assert(await doors.beginScan(current) !== null);
});

Deno.test("the work order is what WorkOrder reads, with nothing besides", async () => {
  const remote: Filter = {
    name: "remote",
    title_any: ["engineer"],
    title_none: ["intern"],
    locations_any: ["berlin"],
    workplace: ["remote"],
    employment: ["full_time"],
    employment_required: false,
    companies_none: [],
    keywords: { deno: 10 },
    min_salary: 70_000,
    salary_currency: "EUR",
    pay_required: false,
    min_score: 20,
  };
  await filter(database, { ...remote, max_age_days: 30 });
  await filter(database, { name: "off", enabled: false });
  const known = {
    company: "Example",
    url: "https://boards.example/one",
    provider: "greenhouse",
    board: "one",
    settings: { note: "kept" },
  };
  const id = await source(database, {
    ...known,
    fingerprint: "of last time",
  });
  const scanId = await dispatched(database, id);

  const answer = await doors.beginScan(scanId);
  const order = WorkOrder.parse(answer);
  const { filter_revision } = await scanRow(database, scanId);
  assertEquals(order, {
    scan_id: scanId,
    source: { id, ...known },
    fingerprint: "of last time",
    cursor: null,
    filter_revision: z.string().parse(filter_revision),
    filters: [remote],
    requests_per_second: null,
  });
  // The age limit is the views' business, but a change of it judges all anew.
  assertEquals(answer, {
    ...order,
    filters: [{ ...remote, max_age_days: 30 }],
  });
});

Deno.test("a source whose board is not known yet, without any filter, gets a work order too", async () => {
  const order = await orderOf(
    await source(database, { provider: null, board: null }),
  );
  const { provider, board, company } = order.source;
  assertEquals([provider, board, company], [null, null, null]);
  assertEquals([order.fingerprint, order.cursor], [null, null]);
  assertEquals(order.filters, []);
});

Deno.test("the filter revision is another one when an enabled filter changes, and only then", async () => {
  const id = await source(database);
  const revision = async () => {
    const order = await orderOf(id);
    await doors.fail(order.scan_id, { kind: "internal", message: "Stop" });
    return order.filter_revision;
  };
  await filter(database);
  await filter(database, { name: "off", enabled: false });
  const first = await revision();
  assertEquals(await revision(), first);

  await database.execute(
    "update public.search_filters set min_score = 5 where name = 'off'",
  );
  assertEquals(await revision(), first);

  await database.execute(
    "update public.search_filters set max_age_days = 5 where name = 'all'",
  );
  assertNotEquals(await revision(), first);
});

Deno.test("scans share their host's pace: no more of them run at once than the host bears or has sources", async () => {
  const host = "api.smartrecruiters.com"; // 4 at once, 8 requests a second
  const first = await source(database, { host });
  assertEquals((await orderOf(first)).requests_per_second, 8);

  const second = await source(database, { host });
  await source(database, { host, enabled: false });
  assertEquals((await orderOf(second)).requests_per_second, 4);

  for (let i = 0; i < 4; i++) await source(database, { host });
  const last = await source(database, { host });
  assertEquals((await orderOf(last)).requests_per_second, 2);
});

Deno.test("a scan on a host without a pace is told none", async () => {
  for (const host of ["api.lever.co", "api.boards.example"]) {
    const order = await orderOf(await source(database, { host }));
    assertEquals(order.requests_per_second, null);
  }
});
