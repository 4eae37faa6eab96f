import { assertEquals, assertMatch } from "@std/assert";
import {
  begun,
  createDoors,
  filter,
  posting,
  report,
  row,
  rows,
  scanned,
  setStatus,
  source,
  testDatabase,
} from "./testing.ts";

const database = await testDatabase();
const doors = createDoors(database);

Deno.test("open_postings shows one row for each role, with all its places", async () => {
  await filter(database);
  const id = await source(database, { company: "Acme" });
  await scanned(
    database,
    id,
    report([
      posting("1", { role_key: "r", locations: ["Berlin"], score: 60 }),
      posting("2", {
        role_key: "r",
        locations: ["London", "Berlin"],
        score: 60,
      }),
      posting("3", { title: "Engineer 1" }),
    ]),
  );
  assertEquals(
    await rows(
      database,
      `select title, company, places, postings from public.open_postings
       order by score desc, id desc`,
    ),
    [
      {
        title: "Engineer 1",
        company: "Acme",
        places: ["Berlin", "London"],
        postings: 2,
      },
      { title: "Engineer 1", company: "Acme", places: ["Berlin"], postings: 1 },
    ],
  );
});

Deno.test("a posting whose employer nobody has named goes by its board's name, in every view alike", async () => {
  await filter(database);
  const id = await source(database, { company: null, board: "acme-careers" });
  await scanned(database, id, report([posting("1")]));
  for (
    const view of [
      "open_postings",
      "new_postings",
      "posting_changes",
      "company_activity",
      "source_health",
      "scan_log",
    ]
  ) {
    const [first] = await rows(database, `select company from public.${view}`);
    assertEquals(first, { company: "acme-careers" }, view);
  }
});

Deno.test("open_postings leaves out what is dismissed, archived or closed", async () => {
  await filter(database);
  const id = await source(database);
  const listed = ["1", "2", "3", "4"].map((one) => posting(one));
  await scanned(database, id, report(listed));
  await database.execute(
    `update public.job_postings set status = 'dismissed' where external_id = '1';
     update public.job_postings set status = 'applied' where external_id in ('2', '3');`,
  );
  await scanned(database, id, report(listed.slice(0, 2)));
  assertEquals(
    await rows(database, "select title, status from public.open_postings"),
    [{ title: "Engineer 2", status: "applied" }],
  );
});

Deno.test("open_postings hides a new posting that is too old for its filters, but not a saved one", async () => {
  await filter(database, { name: "young", max_age_days: 7 });
  const id = await source(database);
  await scanned(
    database,
    id,
    report(["1", "2", "3"].map((one, at) =>
      posting(one, {
        filters: ["young"],
        posted_at: at === 0 ? null : "2020-01-01T00:00:00Z",
      })
    )),
  );
  await database.execute(
    "update public.job_postings set status = 'saved' where external_id = '3'",
  );
  assertEquals(
    await rows(
      database,
      "select title from public.open_postings order by title",
    ),
    [{ title: "Engineer 1" }, { title: "Engineer 3" }],
  );
});

Deno.test("an advert that is too old does not speak for its role, nor hide it", async () => {
  await filter(database, { name: "young", max_age_days: 7 });
  const id = await source(database);
  const role = { role_key: "r", filters: ["young"] };
  const stale = { ...role, posted_at: "2020-01-01T00:00:00Z" };
  await scanned(
    database,
    id,
    report([
      posting("1", { ...stale, locations: ["Rome"] }),
      posting("2", { ...role, locations: ["Paris"] }),
      posting("3", { ...stale, role_key: "s" }),
      posting("4", { ...stale, role_key: "s" }),
    ]),
  );
  await database.execute(
    "update public.job_postings set status = 'saved' where external_id = '4'",
  );
  assertEquals(
    await rows(
      database,
      "select title, places, postings from public.open_postings order by title",
    ),
    [
      { title: "Engineer 2", places: ["Paris"], postings: 1 },
      { title: "Engineer 4", places: ["Berlin"], postings: 1 },
    ],
  );
});

Deno.test("open_postings writes pay as a person reads it", async () => {
  await filter(database);
  const pay = (over: Record<string, unknown>) => ({
    salary_currency: "EUR",
    salary_period: "year",
    ...over,
  });
  await scanned(
    database,
    await source(database),
    report([
      posting("1", pay({ salary_min: 70_000, salary_max: 90_000 })),
      posting("2", pay({ salary_max: 90_000 })),
      posting(
        "3",
        pay({ salary_min: 35, salary_max: 35, salary_period: "hour" }),
      ),
      posting("4"),
    ]),
  );
  const found = await rows(
    database,
    "select pay from public.open_postings order by title",
  );
  assertEquals(found.map(({ pay }) => pay), [
    "EUR 70,000 - 90,000 per year",
    "EUR up to 90,000 per year",
    "EUR 35 per hour",
    null,
  ]);
});

Deno.test("new_postings shows what opened or came back, not what only changed", async () => {
  await filter(database);
  const id = await source(database);
  const [one, two] = [posting("1"), posting("2")];
  await scanned(database, id, report([one, two]));
  await scanned(database, id, report([one]));
  await scanned(database, id, report([{ ...one, title: "Baker" }, two]));
  await database.execute(
    "update scanner.posting_events set at = at - interval '2 days' where kind = 'opened'",
  );
  assertEquals(
    await rows(database, "select title, kind from public.new_postings"),
    [{ title: "Engineer 2", kind: "reopened" }],
  );
});

Deno.test("a posting that opened and came back within the day is one new posting", async () => {
  await filter(database);
  const id = await source(database);
  const both = report([posting("1"), posting("2")]);
  for (const told of [both, report([posting("2")]), both]) {
    await scanned(database, id, told);
  }
  assertEquals(
    await rows(
      database,
      "select title, kind from public.new_postings order by title",
    ),
    [
      { title: "Engineer 1", kind: "reopened" },
      { title: "Engineer 2", kind: "opened" },
    ],
  );
});

Deno.test("who dismisses one advert of a role has dismissed the role, and what is saved speaks for its own", async () => {
  await filter(database);
  const id = await source(database);
  const listed = ["1", "2", "3", "4"].map((one) =>
    posting(one, { role_key: Number(one) < 3 ? "a" : "b" })
  );
  await scanned(database, id, report(listed));
  await setStatus(database, id, "1", "dismissed");
  await setStatus(database, id, "4", "saved");
  const open =
    "select title, status, postings from public.open_postings order by title";
  assertEquals(await rows(database, open), [
    { title: "Engineer 4", status: "saved", postings: 2 },
  ]);

  await setStatus(database, id, "3", "dismissed");
  assertEquals(await rows(database, open), [
    { title: "Engineer 4", status: "saved", postings: 1 },
  ]);
});

Deno.test("rank takes a point off for each day of age, thirty at most and none below zero", async () => {
  await filter(database);
  const id = await source(database);
  const daysAgo = (days: number) =>
    new Date(Date.now() - days * 86_400_000 - 60_000).toISOString();
  await scanned(
    database,
    id,
    report([
      posting("1", { score: 80 }),
      posting("2", { score: 80, posted_at: daysAgo(3) }),
      posting("3", { score: 80, posted_at: daysAgo(200) }),
      posting("4", { score: 10, posted_at: daysAgo(20) }),
      posting("5", { score: 90, posted_at: daysAgo(-2) }),
    ]),
  );
  const ranked = await rows(
    database,
    "select rank, score from public.open_postings order by rank desc",
  );
  assertEquals(ranked.map(({ rank, score }) => [rank, score]), [
    [90, 90],
    [80, 80],
    [77, 80],
    [50, 80],
    [0, 10],
  ]);
});

Deno.test("a filter that is gone, or has no limit, lets any age pass; each limit counts for its own filter", async () => {
  await filter(database, { name: "week", max_age_days: 7 });
  await filter(database, { name: "month", max_age_days: 30 });
  await filter(database, { name: "any" });
  const id = await source(database);
  const old = new Date(Date.now() - 14 * 86_400_000).toISOString();
  const taken = [["week"], ["month"], ["any"], ["week", "month"], ["gone"], []];
  await scanned(
    database,
    id,
    report(
      taken.map((filters, at) =>
        posting(String(at), { filters, posted_at: old })
      ),
    ),
  );
  const open = await rows(
    database,
    "select filters from public.open_postings order by id",
  );
  assertEquals(open.map(({ filters }) => filters), taken.slice(1));
});

Deno.test("source_health says in words what is wrong, and puts what fails first", async () => {
  const well = await source(database, { company: "Well" });
  await source(database, { company: "Idle" });
  const failing = await source(database, { company: "Failing" });
  const partial = await source(database, { company: "Partial" });
  await source(database, { company: "Off", enabled: false });
  await filter(database);
  await scanned(database, well, report([posting("1")]));
  await scanned(
    database,
    partial,
    report([posting("1")], {
      outcome: "partial",
      reason: "The board listed 1 of 2 postings",
    }),
  );
  const scan = await begun(database, failing);
  await doors.fail(scan, { kind: "not_found", message: "It answered 404" });

  const health = await rows(
    database,
    "select company, state, reason, failures, open_postings, listed from public.source_health",
  );
  assertEquals(health[0]?.company, "Failing");
  assertEquals(
    health.toSorted((a, b) => String(a.company) < String(b.company) ? -1 : 1),
    [
      {
        company: "Failing",
        state: "failing",
        reason: "It answered 404",
        failures: 1,
        open_postings: 0,
        listed: 0,
      },
      {
        company: "Idle",
        state: "never scanned",
        reason: null,
        failures: 0,
        open_postings: 0,
        listed: null,
      },
      {
        company: "Off",
        state: "disabled",
        reason: null,
        failures: 0,
        open_postings: 0,
        listed: null,
      },
      {
        company: "Partial",
        state: "partial",
        reason: "The board listed 1 of 2 postings",
        failures: 0,
        open_postings: 1,
        listed: 1,
      },
      {
        company: "Well",
        state: "ok",
        reason: null,
        failures: 0,
        open_postings: 1,
        listed: 1,
      },
    ],
  );
});

Deno.test("source_health says that a count is held back", async () => {
  await filter(database);
  const id = await source(database);
  await scanned(database, id, report([posting("1")]));
  await scanned(database, id, report([]));
  const health = await row(
    database,
    "select state, reason, open_postings from public.source_health",
  );
  assertEquals([health.state, health.open_postings], ["holding", 1]);
  assertMatch(String(health.reason), /^Listed 0 postings.*\(1 so far\)$/);
});

Deno.test("scan_log has a row for each attempt, scan_history one for each batch and hour", async () => {
  const a = await source(database, { company: "Acme" });
  const b = await source(database);
  await filter(database);
  await scanned(database, a, report([posting("1")]));
  await database.execute(
    "update scanner.settings set project_url = 'http://functions.example'",
  );
  const batch = await doors.requestScan(a, b);
  for (
    const { id } of await rows(
      database,
      "select id from scanner.scans where status = 'dispatched'",
    )
  ) {
    await doors.beginScan(String(id));
    await doors.finish(String(id), report([posting("1"), posting("2")]));
  }
  assertEquals(
    await rows(
      database,
      "select company, trigger, status, fetched from public.scan_log where company = 'Acme'",
    ),
    [
      { company: "Acme", trigger: "manual", status: "succeeded", fetched: 2 },
      { company: "Acme", trigger: "schedule", status: "succeeded", fetched: 1 },
    ],
  );
  const history = await rows(
    database,
    "select batch_id, scans, succeeded, fetched, inserted from public.scan_history",
  );
  assertEquals(history, [
    { batch_id: batch, scans: 2, succeeded: 2, fetched: 4, inserted: 3 },
    { batch_id: null, scans: 1, succeeded: 1, fetched: 1, inserted: 1 },
  ]);
});

Deno.test("scanner_health names what stands still and what to do about it", async () => {
  const advice = async () => {
    const { healthy, what_to_do } = await row(
      database,
      "select healthy, what_to_do from public.scanner_health",
    );
    return [healthy, ...(Array.isArray(what_to_do) ? what_to_do : [])].join(
      "\n",
    );
  };
  assertMatch(
    await advice(),
    /^false\nThe address of the project is not known/,
  );

  await database.query("select scanner.configure('http://functions.example')");
  await database.query("select scanner.dispatch()");
  assertEquals(await advice(), "true");

  await source(database, { next_scan_at: "2020-01-01T00:00:00Z" });
  assertMatch(await advice(), /1 sources are due and none is being scanned/);

  await database.query("select scanner.dispatch()");
  await database.execute(
    `insert into net._http_response (id, status_code) select net_request_id, 404 from scanner.scans;
     update public.job_sources set lease_until = now() - interval '1 minute' where scan_id is not null;
     update scanner.settings set last_dispatch_at = now() - interval '1 hour';
     select cron.alter_job(jobid, active := false) from cron.job where jobname = 'boardscan-dispatch';`,
  );
  const all = await advice();
  assertMatch(all, /The schedule is switched off/);
  assertMatch(
    all,
    /did not answer 202 to 1 calls of the last hour \(status 404\)/,
  );
  assertMatch(all, /Scans died without a word/);
});
