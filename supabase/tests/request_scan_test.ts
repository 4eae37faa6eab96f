import { assertEquals, assertMatch, assertNotEquals } from "@std/assert";
import { z } from "zod";
import {
  begun,
  createDoors,
  expireLease,
  posting,
  refusal,
  report,
  rows,
  scanRow,
  source,
  sourceRow,
  testDatabase,
} from "./testing.ts";

const database = await testDatabase();
const doors = createDoors(database);

const Progress = z.looseObject({
  total: z.number(),
  done: z.number(),
  failed: z.number(),
  sources: z.array(z.looseObject({ source_id: z.number(), state: z.string() })),
});

async function configured() {
  await database.execute(
    "update scanner.settings set project_url = 'http://functions.example'",
  );
}

async function states(batch: string): Promise<Record<number, string>> {
  const { sources } = Progress.parse(await doors.progress(batch));
  return Object.fromEntries(
    sources.map(({ source_id, state }) => [source_id, state]),
  );
}

async function finish(id: number) {
  const scanId = String((await sourceRow(database, id)).scan_id);
  await doors.beginScan(scanId);
  await doors.finish(scanId, report([posting("1"), posting("2")]));
}

Deno.test("request_scan() says what to do while the project's address is not known", async () => {
  const error = await refusal(doors.requestScan());
  assertEquals(error.code, "55000");
  assertMatch(String(error.hint), /scanner\.configure/);
});

Deno.test("request_scan() scans every enabled source at once, whatever is due", async () => {
  await configured();
  const a = await source(database);
  const b = await source(database);
  await source(database, { enabled: false });
  const batch = await doors.requestScan();
  assertEquals(await states(batch), { [a]: "running", [b]: "running" });
});

Deno.test("request_scan() refuses unknown and disabled sources by name and starts nothing", async () => {
  await configured();
  const off = await source(database, { company: "Acme", enabled: false });
  const on = await source(database);
  const error = await refusal(doors.requestScan(on, off, 999));
  assertEquals(error.code, "22023");
  assertEquals(
    error.message,
    `Cannot scan: source ${off} (Acme) is switched off, source 999 is not known`,
  );
  assertEquals(await rows(database, "select id from scanner.scans"), []);
});

Deno.test("request_scan() ignores back-off, but not a pause: that source ends as postponed", async () => {
  await configured();
  const failing = await source(database, { failures: 7 });
  const paused = await source(database, { host: "api.lever.co" });
  await database.execute(
    "update scanner.hosts set paused_until = now() + interval '1 hour' where host = 'api.lever.co'",
  );
  const batch = await doors.requestScan();
  assertEquals(await states(batch), {
    [failing]: "running",
    [paused]: "postponed",
  });
});

Deno.test("a source that is in flight counts for the batch when that scan ends", async () => {
  await configured();
  const id = await source(database, { next_scan_at: "2026-01-01T00:00:00Z" });
  await database.query("select scanner.dispatch()");
  const batch = await doors.requestScan(id);
  assertEquals(
    (await rows(database, "select id from scanner.scans")).length,
    1,
  );
  await finish(id);
  assertEquals(await states(batch), { [id]: "succeeded" });
});

Deno.test("a scan that died is not waited for: its source is scanned anew", async () => {
  await configured();
  const id = await source(database);
  const dead = await begun(database, id);
  await expireLease(database, id);
  const batch = await doors.requestScan(id);
  const { scan_id } = await sourceRow(database, id);
  assertNotEquals(scan_id, dead);
  assertEquals(await states(batch), { [id]: "running" });
  assertEquals((await scanRow(database, dead)).status, "lost");
});

Deno.test("a second press joins a batch that covers it, and makes its own when it does not", async () => {
  await configured();
  const [a, b, c] = [
    await source(database),
    await source(database),
    await source(database),
  ];
  const first = await doors.requestScan(a, b);
  assertEquals(await doors.requestScan(b), first);
  const wider = await doors.requestScan(b, c);
  assertNotEquals(wider, first);
  await finish(a);
  await finish(b);
  assertNotEquals(await doors.requestScan(a), first);
});

Deno.test("a host that is paused meanwhile ends those who wait for it as postponed", async () => {
  await configured();
  const sources = [];
  for (let n = 0; n < 5; n++) {
    sources.push(await source(database, { host: "slow.example" }));
  }
  const batch = await doors.requestScan();
  const scanId = String((await sourceRow(database, sources[0] ?? 0)).scan_id);
  await doors.beginScan(scanId);
  await doors.fail(scanId, {
    kind: "throttled",
    message: "slow down",
    retry_after_seconds: 120,
  });
  const now = await states(batch);
  assertEquals(now[sources[0] ?? 0], "failed");
  assertEquals(now[sources[4] ?? 0], "postponed");
});

Deno.test("a source that is switched off while it waits holds no batch up", async () => {
  await configured();
  await database.execute("update scanner.settings set max_in_flight = 1");
  const a = await source(database, { host: "a" });
  const b = await source(database, { host: "b" });
  const batch = await doors.requestScan();
  await database.query(
    "update public.job_sources set enabled = false where id = $1::text::bigint",
    [b],
  );
  await finish(a);
  const { total, done } = Progress.parse(await doors.progress(batch));
  assertEquals([total, done], [2, 2]);
});

Deno.test("scan_progress() counts what the batch brought and says why a board failed", async () => {
  await configured();
  const a = await source(database, { company: "Acme" });
  const b = await source(database, { company: "Bold" });
  const batch = await doors.requestScan();
  await finish(a);
  const scanId = String((await sourceRow(database, b)).scan_id);
  await doors.beginScan(scanId);
  await doors.fail(scanId, { kind: "not_found", message: "It answered 404" });
  const progress = Progress.parse(await doors.progress(batch));
  assertEquals(
    [progress.total, progress.done, progress.failed, progress.inserted],
    [2, 2, 1, 2],
  );
  assertEquals(
    progress.sources.map((
      { company, state, reason },
    ) => [company, state, reason]),
    [["Acme", "succeeded", null], ["Bold", "failed", "It answered 404"]],
  );
});

Deno.test("request_scan() of providers scans their sources that are switched on", async () => {
  await configured();
  const lever = await source(database, { provider: "lever" });
  await source(database, { provider: "lever", enabled: false });
  await source(database, { provider: "ashby" });
  const batch = await doors.requestProviders("lever");
  assertEquals(await states(batch), { [lever]: "running" });
});

Deno.test("request_scan() names the providers that read no source", async () => {
  await configured();
  await source(database, { provider: "lever" });
  await source(database, { provider: "ashby", enabled: false });
  const error = await refusal(
    doors.requestProviders("lever", "taleo", "ashby"),
  );
  assertEquals([error.code, error.message], [
    "22023",
    'Cannot scan: no source that is switched on is read by "ashby", "taleo"',
  ]);
  assertEquals(await rows(database, "select id from scanner.batches"), []);
});

Deno.test("scan_progress() names only the sources that ended after a time, and counts all", async () => {
  await configured();
  const [first, second] = [await source(database), await source(database)];
  await source(database);
  const batch = await doors.requestScan();
  await finish(first);
  const Ended = z.object({
    done: z.number(),
    total: z.number(),
    sources: z.array(
      z.object({ source_id: z.number(), ended_at: z.string().nullable() }),
    ),
  });
  const all = Ended.parse(await doors.progress(batch));
  const [firstEnd] = all.sources;
  assertEquals(firstEnd?.source_id, first);
  assertEquals(all.sources.map(({ ended_at }) => ended_at !== null), [
    true,
    false,
    false,
  ]);
  await finish(second);
  const { done, total, sources } = Ended.parse(
    await doors.progress(batch, firstEnd?.ended_at ?? null),
  );
  assertEquals([done, total], [2, 3]);
  assertEquals(sources.map(({ source_id }) => source_id), [second]);
});

Deno.test("scan_progress() of an unknown batch is not found", async () => {
  assertEquals(
    (await refusal(doors.progress(crypto.randomUUID()))).code,
    "PT404",
  );
});
