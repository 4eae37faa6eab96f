import { assertEquals } from "@std/assert";
import {
  createDoors,
  expireLease,
  filter,
  posting,
  report,
  row,
  rows,
  source,
  sourceRow,
  testDatabase,
} from "./testing.ts";

const database = await testDatabase();
const doors = createDoors(database);

async function configured(over = "") {
  await database.execute(
    `update scanner.settings set project_url = 'http://functions.example'; ${over}`,
  );
}

function due(over: Record<string, unknown> = {}) {
  return source(database, { next_scan_at: "2026-01-01T00:00:00Z", ...over });
}

async function dispatch(): Promise<number> {
  const { sent } = await row(database, "select scanner.dispatch() as sent");
  return Number(sent);
}

async function inFlight(): Promise<unknown[]> {
  const leased = await rows(
    database,
    "select id from public.job_sources where scan_id is not null order by id",
  );
  return leased.map(({ id }) => id);
}

Deno.test("dispatch() leases a due source, notes its scan and posts its id, in one", async () => {
  await configured();
  const id = await due();
  assertEquals(await dispatch(), 1);
  const { scan_id } = await sourceRow(database, id);
  assertEquals(
    await rows(
      database,
      `select s.id, s.source_id, s.trigger, s.status, q.method, q.url, q.headers,
         convert_from(q.body, 'UTF8')::jsonb as body, q.timeout_milliseconds as ms
       from scanner.scans s join net.http_request_queue q on q.id = s.net_request_id`,
    ),
    [{
      id: scan_id,
      source_id: id,
      trigger: "schedule",
      status: "dispatched",
      method: "POST",
      url: "http://functions.example/functions/v1/scan-source",
      headers: { "Content-Type": "application/json" },
      body: { scan_id },
      ms: 5_000,
    }],
  );
});

Deno.test("dispatch() sends nothing while the project's address is not known", async () => {
  await due();
  assertEquals(await dispatch(), 0);
  assertEquals(await inFlight(), []);
});

Deno.test("dispatch() leaves what is not due, disabled or leased already", async () => {
  await configured();
  await source(database);
  await due({ enabled: false });
  const id = await due();
  assertEquals(await dispatch(), 1);
  assertEquals(await dispatch(), 0);
  assertEquals(await inFlight(), [id]);
});

Deno.test("dispatch() takes the longest due first, up to the cap of all hosts", async () => {
  await configured("update scanner.settings set max_in_flight = 2");
  await due({ host: "a", next_scan_at: "2026-01-03T00:00:00Z" });
  const second = await due({ host: "b", next_scan_at: "2026-01-02T00:00:00Z" });
  const first = await due({ host: "c", next_scan_at: "2026-01-01T00:00:00Z" });
  assertEquals(await dispatch(), 2);
  assertEquals(await inFlight(), [second, first]);
});

Deno.test("dispatch() keeps the cap of each host, with a row and without", async () => {
  await configured("update scanner.settings set host_max_in_flight = 3");
  for (let n = 0; n < 8; n++) {
    await due({ host: "boards-api.greenhouse.io" });
    await due({ host: "unlisted.example" });
  }
  assertEquals(await dispatch(), 9);
  assertEquals(await dispatch(), 0);
  assertEquals(
    await rows(
      database,
      "select host, count(*) from public.job_sources where scan_id is not null group by host order by host",
    ),
    [
      { host: "boards-api.greenhouse.io", count: 6 },
      { host: "unlisted.example", count: 3 },
    ],
  );
});

Deno.test("dispatch() looks past a full host that has the whole front of the queue", async () => {
  await configured("update scanner.settings set host_max_in_flight = 1");
  await database.execute(
    `insert into public.job_sources (url, host, next_scan_at)
     select 'https://x.example/' || n, 'full.example', '2026-01-01' from generate_series(1, 450) n`,
  );
  const other = await due({
    host: "free.example",
    next_scan_at: "2026-01-02T00:00:00Z",
  });
  assertEquals(await dispatch(), 2);
  assertEquals((await sourceRow(database, other)).scan_id === null, false);
});

Deno.test("dispatch() sends nothing to a paused host", async () => {
  await configured(
    "update scanner.hosts set paused_until = now() + interval '1 minute' where host = 'api.lever.co'",
  );
  await due({ host: "api.lever.co" });
  const other = await due();
  assertEquals(await dispatch(), 1);
  assertEquals(await inFlight(), [other]);
});

Deno.test("a person's request goes first, and leaves a quarter of the places to the schedule", async () => {
  await configured("update scanner.settings set max_in_flight = 4");
  const scheduled = [await due({ host: "s1" }), await due({ host: "s2" })];
  const wanted = [];
  for (let n = 0; n < 5; n++) {
    wanted.push(await source(database, { host: `m${n}` }));
  }
  await doors.requestScan(...wanted);
  assertEquals(
    await rows(
      database,
      "select trigger, count(*) from scanner.scans group by trigger order by trigger",
    ),
    [{ trigger: "manual", count: 3 }, { trigger: "schedule", count: 1 }],
  );
  assertEquals((await inFlight()).includes(scheduled[0]), true);
});

Deno.test("a person's request takes every place when nothing else is due", async () => {
  await configured("update scanner.settings set max_in_flight = 4");
  for (let n = 0; n < 5; n++) await source(database, { host: `m${n}` });
  await doors.requestScan();
  assertEquals((await inFlight()).length, 4);
});

Deno.test("a scan that ends sends the next due source into its place", async () => {
  await configured("update scanner.settings set max_in_flight = 1");
  await filter(database);
  const first = await due();
  const second = await due({ next_scan_at: "2026-01-02T00:00:00Z" });
  await dispatch();
  const scanId = String((await sourceRow(database, first)).scan_id);
  await doors.beginScan(scanId);
  await doors.finish(scanId, report([posting("1")]));
  assertEquals(await inFlight(), [second]);
});

Deno.test("five failures in a row of different sources open a host's breaker, and one probe closes it", async () => {
  await configured();
  const sources = [];
  for (let n = 0; n < 7; n++) sources.push(await due({ host: "down.example" }));
  const failOne = async () => {
    await dispatch();
    const [id] = await inFlight();
    const scanId = String((await sourceRow(database, Number(id))).scan_id);
    await doors.beginScan(scanId);
    await doors.fail(scanId, { kind: "unavailable", message: "down" });
  };
  for (let n = 0; n < 5; n++) await failOne();
  const host = () =>
    row(
      database,
      `select paused_until > now() + interval '4 minutes' as paused, cardinality(failed_sources) as failed
       from scanner.hosts where host = 'down.example'`,
    );
  assertEquals(await host(), { paused: true, failed: 5 });

  // What was in flight ends; after the pause one probe at a time is sent.
  await database.execute(
    `update public.job_sources set scan_id = null, lease_until = null, next_scan_at = '2026-01-01';
     update scanner.scans set status = 'failed', finished_at = now() where finished_at is null;
     update scanner.hosts set paused_until = now() where host = 'down.example'`,
  );
  assertEquals(await dispatch(), 1);
  assertEquals(await dispatch(), 0);

  const [probe] = await inFlight();
  const scanId = String((await sourceRow(database, Number(probe))).scan_id);
  await doors.beginScan(scanId);
  await doors.finish(scanId, report([]));
  assertEquals((await host()).failed, 0);
  assertEquals((await inFlight()).length, 4);
});

Deno.test("a lease that expires is lost, backs off and is tried again", async () => {
  await configured();
  const id = await due();
  await dispatch();
  await expireLease(database, id);
  await dispatch();
  const [scan] = await rows(
    database,
    "select status, error from scanner.scans",
  );
  assertEquals(scan?.status, "lost");
  const { scan_id, failures, next_scan_at } = await sourceRow(database, id);
  assertEquals([scan_id, failures], [null, 1]);
  const wait = new Date(String(next_scan_at)).getTime() - Date.now();
  assertEquals(wait > 0 && wait <= 61_000, true, String(wait));
});
