import { assert, assertEquals, assertMatch } from "@std/assert";
import { z } from "zod";
import {
  begun,
  createDoors,
  filter,
  insert,
  posting,
  report,
  row,
  rows,
  source,
  testDatabase,
} from "../supabase/tests/testing.ts";
import type { Row } from "../supabase/functions/_shared/rows.ts";
import { readPage } from "./report/testing.ts";
import { serveRest } from "./stack/rest/testing.ts";
import { runCommand } from "./testing.ts";

const db = await testDatabase();
const doors = createDoors(db);

/** Runs the command on a project with the test's database behind it. */
async function readReport() {
  const folder = await Deno.makeTempDir();
  await using rest = await serveRest(db, () => new Date());
  try {
    const out = `${folder}/new/page.html`;
    const { code, printed, complained } = await runCommand("report", [
      `--out=${out}`,
    ], { SUPABASE_URL: rest.url, SUPABASE_SECRET_KEY: rest.keys.secret });
    assertEquals([code, printed], [0, `${out}\n`], complained);
    return readPage(await Deno.readTextFile(out));
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

async function board(company: string): Promise<number> {
  return await source(db, {
    company,
    url: `https://boards.example/${company}`,
  });
}

/** A press of Scan. Nothing listens: its requests stay in the queue. */
async function press(...sourceIds: number[]): Promise<string> {
  await db.query(
    "update scanner.settings set project_url = 'http://functions.example'",
  );
  return await doors.requestScan(...sourceIds);
}

async function scan(sourceId: number, ...listed: Row[]): Promise<string> {
  const scanId = await begun(db, sourceId);
  await doors.upsert(scanId, listed);
  await doors.finish(scanId, report(listed));
  return scanId;
}

/** As if a scan had taken this long, in seconds, from so many hours ago. */
async function setTimes(
  scanId: string,
  { hours = 1, wait = 1, fetch = 2, details = 1 } = {},
): Promise<void> {
  await db.query(
    `update scanner.scans s set dispatched_at = t.at,
       started_at = t.at + make_interval(secs => $3::text::float),
       listed_at = t.at + make_interval(secs => $4::text::float),
       finished_at = t.at + make_interval(secs => $5::text::float)
     from (select now() - make_interval(mins => $2::text::int * 60) as at) t
     where s.id = $1::text::uuid`,
    [
      scanId,
      String(hours),
      String(wait),
      String(wait + fetch),
      String(wait + fetch + details),
    ],
  );
}

const Spans = z.record(z.string(), z.coerce.number());

/** Seconds of a board's scan, as scan_log tells them. */
async function loggedSpans(sourceId: number) {
  return Spans.parse(
    await row(
      db,
      `select extract(epoch from waited) as wait, extract(epoch from took) as took, fetched, matched, inserted
       from scan_log where source_id = $1::text::bigint order by dispatched_at desc limit 1`,
      sourceId,
    ),
  );
}

Deno.test("deno task report shows the numbers of the views", async () => {
  await filter(db);
  const acme = await board("Acme");
  const globex = await board("Globex");
  await scan(acme, posting("1", { score: 40 }), posting("2", { score: 90 }));
  await scan(acme, posting("2", { score: 90 }));
  await scan(globex, ...["3", "4", "5"].map((id) => posting(id)));
  const failed = await begun(db, globex);
  await doors.fail(failed, {
    kind: "unavailable",
    message: "The board is down",
  });
  const { cells, text } = await readReport();

  const open = await rows(
    db,
    "select score::text as score, title, company from open_postings order by score desc, id desc",
  );
  assert(open.length === 4);
  assertEquals(
    cells("matches").map(([score, title, company]) => ({
      score,
      title,
      company,
    })),
    open,
  );
  assertEquals(text("dd"), ["4", "2", "2"]);

  const activity = await rows(
    db,
    `select company, max(open_now)::text as open_now, sum(opened)::text as opened, sum(closed)::text as closed
     from company_activity group by company order by max(open_now) desc`,
  );
  assertEquals(
    cells("companies").map(([company, open_now, opened, closed]) => ({
      company,
      open_now,
      opened,
      closed,
    })),
    activity,
  );
  const counts = text("#weeks .count").map(Number);
  const sums = await row(
    db,
    "select sum(opened) as opened, sum(closed) as closed from company_activity",
  );
  assertEquals(counts.length, 24);
  assertEquals(
    [
      counts.filter((_, at) => at % 2 === 0).reduce((a, b) => a + b),
      counts.filter((_, at) => at % 2 === 1).reduce((a, b) => a + b),
    ],
    [sums.opened, sums.closed],
  );

  const health = await rows(
    db,
    `select state, source_id::text as id, company, open_postings::text as open, failures::text as failures, coalesce(reason, '') as reason
     from source_health order by state <> 'failing', source_id`,
  );
  assertEquals(
    cells("boards").map((
      [state, id, company, , open, , , failures, reason],
    ) => ({ state, id, company, open, failures, reason })),
    health,
  );
  assertEquals(health[0]?.state, "failing");
});

Deno.test("deno task report draws the boards of the last batch, and no others", async () => {
  await filter(db);
  const acme = await board("Acme");
  const globex = await board("Globex");
  const other = await board("Other");
  await setTimes(await scan(other, posting("9")), { hours: 0 });
  await press(acme, globex);
  const ids = [await scan(acme, posting("1")), await scan(globex)];
  for (const [at, id] of ids.entries()) {
    await setTimes(id, { hours: 0, wait: 1 + at, fetch: 3, details: 0 });
  }
  const { cells, text } = await readReport();
  assertEquals(
    cells("scans").map(([company]) => company).sort(),
    ["Acme", "Globex"],
  );
  for (
    const [company, , , wait, fetch, details, , ...counts] of cells("scans")
  ) {
    const logged = await loggedSpans(company === "Acme" ? acme : globex);
    assertEquals(wait, `${logged.wait?.toFixed(1)} s`);
    const seconds = (words = "") =>
      (Number.parseFloat(words) || 0) * (words.endsWith("ms") ? 0.001 : 1);
    assertEquals(seconds(fetch) + seconds(details), logged.took);
    assertEquals(counts.slice(0, 3).map(Number), [
      logged.fetched,
      logged.matched,
      logged.inserted,
    ]);
  }
  const [told = ""] = text("#scans .board title");
  assertMatch(told, /^\w+: succeeded, wait \d\.0 s, fetch 3\.0 s, /);
  assertMatch(text("#scans p")[0] ?? "", /^The scan of \d{4}-/);
});

Deno.test("deno task report draws the schedule's scans of the last day where no press is as young", async () => {
  await filter(db);
  const acme = await board("Acme");
  const globex = await board("Globex");
  await setTimes(await scan(globex, posting("1")), { hours: 30 });
  await setTimes(await scan(acme, posting("2")), { hours: 5 });
  await setTimes(await scan(acme, posting("2")), { hours: 3, wait: 7 });
  await insert(db, "scanner.batches", {
    id: crypto.randomUUID(),
    requested_at: "2020-01-01T00:00:00Z",
  });
  const { cells, text } = await readReport();
  assertEquals(cells("scans").map(([company, , , wait]) => [company, wait]), [
    ["Acme", "7.0 s"],
  ]);
  assertMatch(text("#scans p")[0] ?? "", /^The last scan of each board in /);
});

Deno.test("deno task report of an old batch shows it, where nothing was scanned since", async () => {
  await filter(db);
  const acme = await board("Acme");
  const batch = await press(acme);
  await setTimes(await scan(acme, posting("1")), { hours: 72 });
  await db.query(
    "update scanner.batches set requested_at = now() - interval '72 hours' where id = $1::text::uuid",
    [batch],
  );
  const { cells } = await readReport();
  assertEquals(cells("scans").map(([company]) => company), ["Acme"]);
});

Deno.test("deno task report of an empty database is a page of words", async () => {
  const { all, text } = await readReport();
  assertEquals(all("svg").length, 0);
  assertEquals(text("dd"), ["0", "0", "0"]);
  assertEquals(text("section p").length, 5);
});

Deno.test("deno task report says where it cannot write, and refuses other flags", async () => {
  const folder = await Deno.makeTempDir();
  await using rest = await serveRest(db, () => new Date());
  const { code } = await runCommand("report", [`--out=${folder}`], {
    SUPABASE_URL: rest.url,
    SUPABASE_SECRET_KEY: rest.keys.secret,
  });
  assertEquals(code, 1);
  await Deno.remove(folder);
  assertEquals((await runCommand("report", ["--json"])).code, 2);
});
