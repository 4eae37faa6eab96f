import { assertEquals } from "@std/assert";
import {
  filter,
  posting,
  report,
  rows,
  scanned,
  source,
  testDatabase,
} from "./testing.ts";

const database = await testDatabase();

/** Everything told, in order. */
const told = () =>
  rows(
    database,
    `select kind, was, "is" from public.posting_changes order by id, kind`,
  );

Deno.test("posting_changes tells a posting's life in order, with old and new", async () => {
  await filter(database);
  const id = await source(database);
  const pay = { salary_currency: "EUR", salary_period: "year" };
  const life = [
    posting("1"),
    posting("1", { title: "Baker" }),
    posting("1", { title: "Cook", locations: ["Rome", "Oslo"] }),
    posting("1", {
      title: "Cook",
      locations: ["Rome"],
      workplace: "hybrid",
      ...pay,
      salary_min: 50_000,
    }),
    null,
    posting("1", {
      title: "Cook",
      locations: ["Rome"],
      workplace: "hybrid",
      ...pay,
      salary_min: 60_000,
      salary_max: 70_000,
      team: "Kitchen",
      description: "Other words",
    }),
  ];
  for (const one of life) {
    await scanned(
      database,
      id,
      report(one ? [one, posting("2")] : [posting("2")]),
    );
  }
  const [opened, ...rest] = (await told()).filter((_, at) => at !== 1);
  assertEquals(opened, { kind: "opened", was: null, is: null });
  assertEquals(rest, [
    { kind: "retitled", was: "Engineer 1", is: "Baker" },
    { kind: "moved", was: "Berlin", is: "Rome; Oslo" },
    { kind: "retitled", was: "Baker", is: "Cook" },
    { kind: "moved", was: "Rome; Oslo", is: "Rome, hybrid" },
    { kind: "pay changed", was: null, is: "EUR 50,000 per year" },
    { kind: "closed", was: null, is: null },
    { kind: "reopened", was: null, is: null },
    { kind: "changed", was: "team: none", is: "team: Kitchen" },
    {
      kind: "pay changed",
      was: "EUR 50,000 per year",
      is: "EUR 60,000 - 70,000 per year",
    },
  ]);
});

Deno.test("posting_changes names a text that changed, without the text", async () => {
  await filter(database);
  const id = await source(database);
  await scanned(database, id, report([posting("1")]));
  await scanned(database, id, report([posting("1", { description: "New" })]));
  assertEquals(
    await rows(
      database,
      `select kind, was, "is", fields from public.posting_changes where kind <> 'opened'`,
    ),
    [{ kind: "changed", was: null, is: null, fields: ["description"] }],
  );
});
