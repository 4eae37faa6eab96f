import { assertEquals } from "@std/assert";
import {
  daysPass,
  filter,
  posting,
  report,
  rows,
  scanned,
  source,
  testDatabase,
} from "./testing.ts";

const database = await testDatabase();

Deno.test("company_activity counts by week what opened and closed, and how long it was open", async () => {
  await filter(database);
  const id = await source(database, { company: "Acme" });
  await source(database, { company: "Quiet" });
  const board = ["1", "2", "3"].map((one) => posting(one));
  await scanned(database, id, report(board));
  await daysPass(database, 14);
  await scanned(database, id, report(board.slice(0, 2)));
  await database.query("delete from scanner.posting_events");
  const activity = await rows(
    database,
    `select company, opened, closed, open_now, median_days_open,
       (date_trunc('week', now() at time zone 'UTC')::date - week) / 7 as weeks_ago
     from public.company_activity order by company, week desc`,
  );
  const acme = { company: "Acme", open_now: 2, median_days_open: 14 };
  assertEquals(activity, [
    { ...acme, opened: 0, closed: 1, weeks_ago: 0 },
    { ...acme, opened: 3, closed: 0, weeks_ago: 2 },
    {
      company: "Quiet",
      opened: 0,
      closed: 0,
      open_now: 0,
      median_days_open: null,
      weeks_ago: 0,
    },
  ]);
});

Deno.test("company_activity takes two boards of a company for one, and leaves out what no filter takes", async () => {
  await filter(database);
  const [one, two] = [
    await source(database, { company: "Acme" }),
    await source(database, { company: "Acme" }),
  ];
  await scanned(database, one, report([posting("1"), posting("2")]));
  await scanned(database, two, report([posting("1")]));
  await scanned(
    database,
    one,
    report([posting("1")], { seen_ids: ["1", "2"], fetched: 2 }),
  );
  assertEquals(
    await rows(
      database,
      "select opened, closed, open_now, cardinality(source_ids) as boards from public.company_activity",
    ),
    [{ opened: 2, closed: 0, open_now: 2, boards: 2 }],
  );
});
