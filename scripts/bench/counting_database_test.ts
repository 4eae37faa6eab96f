import { assertEquals, assertRejects, assertThrows } from "@std/assert";
import {
  createReporter,
  type Report,
} from "../../supabase/functions/_shared/report.ts";
import { createCountingDatabase } from "./counting_database.ts";

const SCAN = "5e0c8e1a-0000-4000-8000-000000000001";
const SOURCE = {
  company: "Acme",
  url: "https://jobs.lever.co/acme",
  provider: "lever",
  board: "acme",
};

function open() {
  const database = createCountingDatabase(SOURCE, []);
  return { ...database, ...createReporter(database.rpc) };
}

function report(over: Partial<Report> = {}): Report {
  return {
    outcome: "succeeded",
    complete: true,
    reason: null,
    fingerprint: "print",
    cursor: null,
    resolved: null,
    company: null,
    fetched: 2,
    matched: 1,
    rejected: 0,
    requests: 1,
    bytes: 100,
    advertised_total: null,
    seen_ids: ["1", "2"],
    matched_ids: ["1"],
    postings: [],
    misses_until_closed: 1,
    empty_proves_nothing: false,
    has_details: true,
    ...over,
  };
}

function row(id: string, over: Record<string, unknown> = {}) {
  return {
    external_id: id,
    title: "Baker",
    company: null,
    url: "https://boards.example/1",
    apply_url: null,
    locations: [],
    workplace: null,
    department: null,
    team: null,
    employment_type: null,
    salary_min: null,
    salary_max: null,
    salary_currency: null,
    salary_period: null,
    description: null,
    requisition: null,
    posted_at: null,
    unknown: ["description"],
    ...over,
  };
}

Deno.test("a counting database tells a scan what the one before it left, until it forgets", async () => {
  const database = open();
  assertEquals((await database.beginScan(SCAN))?.fingerprint, null);
  await database.finishScan(SCAN, report());
  assertEquals((await database.beginScan(SCAN))?.fingerprint, "print");
  await database.finishScan(SCAN, report({ outcome: "unchanged" }));
  assertEquals((await database.beginScan(SCAN))?.fingerprint, "print");
  database.forget();
  assertEquals((await database.beginScan(SCAN))?.fingerprint, null);
});

Deno.test("a counting database is midway while a scan leaves a cursor, and keeps no fingerprint of several scans", async () => {
  const database = open();
  await database.beginScan(SCAN);
  await database.finishScan(
    SCAN,
    report({ outcome: "partial", fingerprint: null, cursor: { at: 2 } }),
  );
  assertEquals(database.isMidway(), true);
  assertEquals((await database.beginScan(SCAN))?.cursor, { at: 2 });
  await database.finishScan(SCAN, report());
  assertEquals(database.isMidway(), false);
  const next = await database.beginScan(SCAN);
  assertEquals([next?.cursor, next?.fingerprint], [null, null]);
});

Deno.test("a counting database names the rows that lack details, until they have them", async () => {
  const database = open();
  await database.beginScan(SCAN);
  await database.upsertPostings(SCAN, [row("1"), row("2", { unknown: [] })]);
  const { lacking } = await database.finishScan(
    SCAN,
    report({ postings: [row("3")] }),
  );
  assertEquals(lacking.map(({ posting }) => posting.externalId), ["1", "3"]);
  await database.saveDetails(SCAN, [{ external_id: "1" }], true);

  await database.beginScan(SCAN);
  const again = await database.finishScan(
    SCAN,
    report({ postings: [row("1"), row("3")] }),
  );
  assertEquals(
    again.lacking.map(({ posting }) => posting.externalId),
    ["3"],
  );
});

Deno.test("a counting database asks for no details of a provider that has none", async () => {
  const database = open();
  await database.beginScan(SCAN);
  const { lacking } = await database.finishScan(
    SCAN,
    report({ has_details: false, postings: [row("1")] }),
  );
  assertEquals(lacking, []);
});

Deno.test("a counting database adds up what was done since it was last asked", async () => {
  const database = open();
  for (let i = 0; i < 2; i++) {
    await database.beginScan(SCAN);
    await database.finishScan(SCAN, report());
  }
  await database.saveDetails(SCAN, [{ external_id: "1" }], true);
  assertEquals(database.takeCounts(), {
    scans: 2,
    fetched: 4,
    matched: 2,
    details: 1,
    requests: 3,
    bytes: 200,
  });
  assertEquals(database.takeCounts().scans, 0);
});

Deno.test("a counting database counts nothing of a scan that failed", async () => {
  const database = open();
  await database.failScan(SCAN, {
    kind: "not_found",
    message: "Cannot read boards.example: it answered 404",
    retry_after_seconds: null,
    requests: 1,
    bytes: 0,
    resolved: null,
  });
  assertThrows(
    () => database.takeCounts(),
    Error,
    'Cannot measure "Acme": not_found: Cannot read boards.example: it answered 404',
  );
});

Deno.test("a counting database refuses a report of adverts that could not be read", async () => {
  const database = open();
  await database.beginScan(SCAN);
  await assertRejects(
    () =>
      database.finishScan(SCAN, report({ rejected: 1, reason: "No title" })),
    Error,
    "No title",
  );
});
