import { assertEquals, assertMatch } from "@std/assert";
import { refusal, row, rows, testDatabase } from "./testing.ts";

const database = await testDatabase();

function configure(url: string, tick = "* * * * *") {
  return database.query(
    "select scanner.configure($1::text, $2::text) as answer",
    [
      url,
      tick,
    ],
  );
}

const JOBS =
  "select jobname, schedule, command, active from cron.job order by jobname";

Deno.test("configure() stores the address and schedules the two jobs", async () => {
  const { rows: [answer] } = await configure("https://ref.supabase.co/");
  assertMatch(
    String(answer?.answer),
    /^0 sources will be scanned through https:\/\/ref\.supabase\.co\/functions\/v1\/scan-source$/,
  );
  assertEquals(
    await row(database, "select project_url from scanner.settings"),
    { project_url: "https://ref.supabase.co" },
  );
  assertEquals(await rows(database, JOBS), [
    {
      jobname: "boardscan-dispatch",
      schedule: "* * * * *",
      command: "select scanner.dispatch()",
      active: true,
    },
    {
      jobname: "boardscan-housekeep",
      schedule: "17 3 * * *",
      command: "select scanner.housekeep()",
      active: true,
    },
  ]);
});

Deno.test("configure() is safe to repeat, and the last word holds", async () => {
  await configure("https://ref.supabase.co");
  await configure("http://127.0.0.1:54321", "*/5 * * * *");
  const jobs = await rows(database, JOBS);
  assertEquals(jobs.map(({ schedule }) => schedule), [
    "*/5 * * * *",
    "17 3 * * *",
  ]);
});

for (
  const url of [
    "",
    "ref.supabase.co",
    "https://ref.supabase.co/x",
    "https://a b",
    "ftp://x",
  ]
) {
  Deno.test(`configure() refuses "${url}" and says what it wants`, async () => {
    const error = await refusal(configure(url));
    assertEquals(error.code, "22023");
    assertEquals(error.hint, "Wanted: https://<ref>.supabase.co");
    assertEquals(await rows(database, JOBS), []);
  });
}
