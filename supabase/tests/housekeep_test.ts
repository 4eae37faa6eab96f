import { assertEquals } from "@std/assert";
import {
  createDoors,
  filter,
  posting,
  report,
  row,
  rows,
  scanned,
  source,
  stored,
  testDatabase,
} from "./testing.ts";

const database = await testDatabase();
const doors = createDoors(database);

function age(table: string, column: string, interval: string) {
  return database.execute(
    `update ${table} set ${column} = ${column} - interval '${interval}'`,
  );
}

Deno.test("housekeep() deletes scans after 30 days and events after 180", async () => {
  await filter(database);
  const id = await source(database);
  await scanned(database, id, report([posting("1")]));
  await age("scanner.scans", "dispatched_at", "29 days");
  await age("scanner.posting_events", "at", "179 days");
  const counts = () =>
    row(
      database,
      "select (select count(*) from scanner.scans) as scans, (select count(*) from scanner.posting_events) as events",
    );
  await database.query("select scanner.housekeep()");
  assertEquals(await counts(), { scans: 1, events: 1 });
  await age("scanner.scans", "dispatched_at", "2 days");
  await age("scanner.posting_events", "at", "2 days");
  await database.query("select scanner.housekeep()");
  assertEquals(await counts(), { scans: 0, events: 0 });
  assertEquals(
    (await rows(database, "select id from public.job_postings")).length,
    1,
  );
});

Deno.test("housekeep() deletes pg_cron's runs after two days, however many there are", async () => {
  await database.execute(
    `insert into cron.job_run_details (jobid, runid, end_time)
     select 1, n, now() - n * interval '1 day' from generate_series(1, 5) n`,
  );
  await database.query("select scanner.housekeep()");
  assertEquals(await rows(database, "select runid from cron.job_run_details"), [
    { runid: 1 },
  ]);
});

Deno.test("housekeep() drops the description of what was archived 30 days ago, and of nothing else", async () => {
  await filter(database);
  const id = await source(database);
  const listed = ["1", "2", "3"].map((one) => posting(one));
  await scanned(database, id, report(listed));
  await database.execute(
    "update public.job_postings set status = 'saved' where external_id = '2'",
  );
  await scanned(database, id, report(listed.slice(2)));
  await age("public.job_postings", "closed_at", "31 days");
  await database.query("select scanner.housekeep()");
  assertEquals(await stored(database, id, "status, description"), {
    "1": { status: "archived", description: null },
    "2": { status: "saved", description: "About 2" },
    "3": { status: "new", description: "About 3" },
  });
});

Deno.test("housekeep() archives what is too old for its filters, and the next scan leaves it there", async () => {
  await filter(database, { name: "young", max_age_days: 7 });
  const id = await source(database);
  const old = posting("1", {
    filters: ["young"],
    posted_at: "2020-01-01T00:00:00Z",
  });
  await scanned(database, id, report([old]));
  await database.query("select scanner.housekeep()");
  const wanted = { "1": { status: "archived", archived_reason: "filtered" } };
  assertEquals(
    await stored(database, id, "status, archived_reason"),
    wanted,
  );
  await scanned(database, id, report([old]));
  assertEquals(
    await stored(database, id, "status, archived_reason"),
    wanted,
  );
});

Deno.test("housekeep() deletes old batches and keeps a scan that is still running", async () => {
  const id = await source(database);
  await database.execute(
    "update scanner.settings set project_url = 'http://functions.example'",
  );
  await doors.requestScan(id);
  await age("scanner.batches", "requested_at", "31 days");
  await age("scanner.scans", "dispatched_at", "31 days");
  await database.query("select scanner.housekeep()");
  assertEquals(
    await row(
      database,
      "select (select count(*) from scanner.batches) as batches, (select count(*) from scanner.scans) as scans",
    ),
    { batches: 0, scans: 1 },
  );
});
