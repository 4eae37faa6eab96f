import { assertEquals } from "@std/assert";
import type { AsRole } from "../../scripts/stack/database.ts";
import {
  daysPass,
  filter,
  posting,
  refusal,
  report,
  row,
  rows,
  scanned,
  source,
  testDatabase,
} from "./testing.ts";

const database = await testDatabase();
const OPERATOR = "5e0c8e1a-0000-4000-8000-000000000001";
const STRANGER = "5e0c8e1a-0000-4000-8000-000000000002";
const as = (sub: string): AsRole => ({
  role: "authenticated",
  claims: { sub },
  method: "POST",
  path: "/",
});
const service: AsRole = {
  role: "service_role",
  claims: {},
  method: "POST",
  path: "/",
};

/** What a reader finds: `Engineer 1` for what is unseen, `(Engineer 1)` for the rest. */
async function found(reader: AsRole): Promise<string[]> {
  const answer = await database.queryAs(
    reader,
    `select case when unseen then title else '(' || title || ')' end as line
     from public.new_postings order by title`,
  );
  return answer.rows.map(({ line }) => String(line));
}
const look = (reader: AsRole) =>
  database.queryAs(reader, "select public.mark_seen()");

Deno.test("each reader is told what came since he last looked, and what came in the last day", async () => {
  await database.query(
    "insert into scanner.operators (user_id) values ($1::text::uuid)",
    [OPERATOR],
  );
  await filter(database);
  const id = await source(database);
  await scanned(database, id, report([posting("1")]));
  assertEquals(await found(as(OPERATOR)), ["Engineer 1"]);

  await look(as(OPERATOR));
  assertEquals(await found(as(OPERATOR)), ["(Engineer 1)"]);
  assertEquals(await found(service), ["Engineer 1"]);

  await scanned(database, id, report([posting("1"), posting("2")]));
  assertEquals(await found(as(OPERATOR)), ["(Engineer 1)", "Engineer 2"]);

  await daysPass(database, 9);
  assertEquals(await found(as(OPERATOR)), ["Engineer 2"]);
  assertEquals(await found(service), []);

  await look(as(OPERATOR));
  assertEquals(await found(as(OPERATOR)), []);
});

Deno.test("a stranger cannot note a look, nor anyone one in the future or take one back", async () => {
  const error = await refusal(look(as(STRANGER)));
  assertEquals(error.code, "42501");
  const seen = (until: string) =>
    row(
      database,
      `select public.mark_seen(${until}) <= now() as past, seen_at = now() - interval '1 day' as yesterday
       from (select max(seen_at) as seen_at from scanner.readers) x`,
    );
  assertEquals((await seen("now() + interval '1 hour'")).past, true);
  const { seen_at: before } = await row(
    database,
    "select seen_at from scanner.readers",
  );
  await seen("now() - interval '1 day'");
  assertEquals(
    await row(database, "select seen_at from scanner.readers"),
    { seen_at: before },
  );
});

Deno.test("a look can be noted up to what was on the screen", async () => {
  await filter(database);
  const id = await source(database);
  await scanned(database, id, report([posting("1")]));
  const { at } = await row(database, "select at from public.new_postings");
  await scanned(database, id, report([posting("1"), posting("2")]));
  await database.queryAs(
    service,
    "select public.mark_seen($1::text::timestamptz)",
    [at],
  );
  assertEquals(await found(service), ["(Engineer 1)", "Engineer 2"]);
});

Deno.test("what was not yet committed when the reader looked is news to him", async () => {
  await filter(database);
  const id = await source(database);
  await scanned(database, id, report([posting("1"), posting("2")]));
  await look(service);
  // As a scan that began before the look and committed after it leaves it.
  await database.query(
    `update scanner.posting_events set written_by = pg_current_xact_id()
     where posting_id = (select min(id) from public.job_postings)`,
  );
  assertEquals(await found(service), ["Engineer 1", "(Engineer 2)"]);
});

Deno.test("a role that opens in two places is one new role with both", async () => {
  await filter(database);
  const id = await source(database);
  const role = { role_key: "r" };
  await scanned(
    database,
    id,
    report([
      posting("1", role),
      posting("2", { ...role, locations: ["Rome"] }),
    ]),
  );
  assertEquals(
    await rows(database, "select kind, places from public.new_postings"),
    [{ kind: "opened", places: ["Berlin", "Rome"] }],
  );
});
