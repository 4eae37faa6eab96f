import { assertEquals } from "@std/assert";
import {
  daysPass,
  filter,
  posting,
  report,
  rows,
  scanned,
  setStatus,
  source,
  testDatabase,
} from "./testing.ts";

const database = await testDatabase();

const watched = () =>
  rows(
    database,
    "select title, status, state, what from public.applied_watch order by id",
  );

Deno.test("applied_watch tells what became of what a person keeps, since they kept it", async () => {
  await filter(database);
  const id = await source(database);
  const listed = ["1", "2", "3", "4"].map((one) => posting(one));
  await scanned(database, id, report(listed));
  await daysPass(database, 2);
  const [one, two, three, four] = listed;
  // It changed before anybody kept it.
  await scanned(
    database,
    id,
    report([{ ...one, team: "A" }, two, three, four].map((x) => ({ ...x }))),
  );
  await daysPass(database, 2);
  await setStatus(database, id, "1", "applied");
  await setStatus(database, id, "2", "saved");
  await setStatus(database, id, "3", "dismissed");
  assertEquals(await watched(), []);

  await daysPass(database, 2);
  await scanned(
    database,
    id,
    report([{ ...two, title: "Baker" }, { ...four, title: "Cook" }]),
  );
  assertEquals(await watched(), [
    {
      title: "Engineer 1",
      status: "applied",
      state: "closed",
      what: ["closed"],
    },
    {
      title: "Baker",
      status: "saved",
      state: "open",
      what: ["retitled: Engineer 2 -> Baker"],
    },
  ]);

  await daysPass(database, 2);
  await scanned(
    database,
    id,
    report([{ ...one, team: "A" }, { ...two, title: "Baker" }]),
  );
  assertEquals((await watched())[0], {
    title: "Engineer 1",
    status: "applied",
    state: "open",
    what: ["closed", "reopened"],
  });

  // A new status is a new beginning.
  await setStatus(database, id, "1", "saved");
  assertEquals((await watched()).map(({ title }) => title), ["Baker"]);
});

Deno.test("what closed is told also when its events are gone", async () => {
  await filter(database);
  const id = await source(database);
  await scanned(database, id, report([posting("1"), posting("2")]));
  await daysPass(database, 1);
  await setStatus(database, id, "1", "applied");
  await daysPass(database, 1);
  await scanned(database, id, report([posting("2")]));
  await database.query("delete from scanner.posting_events");
  assertEquals(await watched(), [
    {
      title: "Engineer 1",
      status: "applied",
      state: "closed",
      what: ["closed"],
    },
  ]);
});

Deno.test("a status has the time when it was set, and keeps it when it is set again", async () => {
  await filter(database);
  const id = await source(database);
  await scanned(database, id, report([posting("1")]));
  const since = async () =>
    (await rows(
      database,
      "select status_at is null as never, status_at < now() - interval '1 hour' as long_ago from public.job_postings",
    ))[0];
  assertEquals(await since(), { never: true, long_ago: null });
  await setStatus(database, id, "1", "saved");
  assertEquals(await since(), { never: false, long_ago: false });
  await daysPass(database, 1);
  await setStatus(database, id, "1", "saved");
  assertEquals(await since(), { never: false, long_ago: true });
});
