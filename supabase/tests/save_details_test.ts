import { assert, assertEquals, assertNotEquals } from "@std/assert";
import type { Posting } from "../functions/_shared/posting.ts";
import { type Row, toDetailRow } from "../functions/_shared/rows.ts";
import {
  begun,
  createDoors,
  dispatched,
  events,
  everything,
  expireLease,
  filter,
  posting,
  refusal,
  report,
  row,
  scanned,
  scanRow,
  setStatus,
  source,
  sourceRow,
  stored,
  testDatabase,
  unchanged,
} from "./testing.ts";

const database = await testDatabase();
const doors = createDoors(database);

/** Read and judged, without anything that the list had not told. */
function detail(externalId: string, over: Row = {}): Row {
  return {
    external_id: externalId,
    verdict: "match",
    score: 80,
    score_reasons: ["typescript +30"],
    filters: ["all"],
    ...over,
  };
}

/** A row of a list that has no descriptions, and says so. */
function listed(externalId: string, over: Row = {}): Row {
  return posting(externalId, {
    description: null,
    verdict: "provisional",
    unknown: ["description"],
    ...over,
  });
}

/** A source whose listing is in and whose details are being read. */
async function reading(...ids: string[]) {
  const sourceId = await source(database);
  const scanId = await begun(database, sourceId);
  await doors.finish(
    scanId,
    report(ids.map((id) => listed(id)), { has_details: true }),
  );
  return { sourceId, scanId };
}

/** How soon the source is due, in seconds after it was listed. */
async function dueIn(sourceId: number): Promise<number> {
  const { seconds } = await row(
    database,
    `select extract(epoch from j.next_scan_at - now()) as seconds
     from public.job_sources j where j.id = $1::text::bigint`,
    sourceId,
  );
  return Number(seconds);
}

const VERDICT = "verdict, score, score_reasons, filters, status";

Deno.test("save_details() adds what was told, settles the verdict and leaves the rest as the list had it", async () => {
  const { sourceId, scanId } = await reading("1");
  const answer = await doors.saveDetails(scanId, [
    detail("1", { description: "All about it", workplace: "remote" }),
  ], true);
  assertEquals(answer, { saved: 1, requests_per_second: null });
  assertEquals(
    await stored(
      database,
      sourceId,
      `title, locations, description, workplace, department, ${VERDICT}, details_at is not null as known`,
    ),
    {
      "1": {
        title: "Engineer 1",
        locations: ["Berlin"],
        description: "All about it",
        workplace: "remote",
        department: null,
        verdict: "match",
        score: 80,
        score_reasons: ["typescript +30"],
        filters: ["all"],
        status: "new",
        known: true,
      },
    },
  );
});

Deno.test("every field that details may tell is written, and may be told to be nothing", async () => {
  const told: Posting = {
    externalId: "1",
    title: "Engineer 1",
    company: null,
    url: "https://boards.example/jobs/1",
    applyUrl: "https://boards.example/apply/1",
    locations: ["Paris", "Remote"],
    workplace: "hybrid",
    department: "Engineering",
    team: "Platform",
    employmentType: "full_time",
    salaryMin: 70_000,
    salaryMax: 90_000,
    salaryCurrency: "EUR",
    salaryPeriod: "year",
    description: () => "All about it",
    requisition: "R1",
    postedAt: new Date("2026-02-01T00:00:00Z"),
  };
  const judgement = {
    verdict: "match",
    score: 1,
    reasons: [],
    filters: [],
    refused: [],
  } as const;
  const scope = { provider: "workday", sourceId: 1, tenant: "example" };
  const columns =
    "apply_url, locations, workplace, department, team, employment_type, salary_min, salary_max, salary_currency, salary_period, description, requisition, posted_at, role_key";

  const { sourceId, scanId } = await reading("1");
  const { externalId: _, title: __, company: ___, url: ____, ...details } =
    told;
  await doors.saveDetails(scanId, [
    toDetailRow(details, told, judgement, scope),
  ], false);
  assertEquals((await stored(database, sourceId, columns))["1"], {
    apply_url: "https://boards.example/apply/1",
    locations: ["Paris", "Remote"],
    workplace: "hybrid",
    department: "Engineering",
    team: "Platform",
    employment_type: "full_time",
    salary_min: 70_000,
    salary_max: 90_000,
    salary_currency: "EUR",
    salary_period: "year",
    description: "All about it",
    requisition: "R1",
    posted_at: "2026-02-01T00:00:00+00:00",
    role_key: "workday:example:R1",
  });

  const nothing = { team: null, salaryMin: null, locations: [] };
  const less: Posting = { ...told, ...nothing };
  await doors.saveDetails(scanId, [
    toDetailRow(nothing, less, judgement, scope),
  ], true);
  assertEquals(
    await stored(database, sourceId, "team, salary_min, locations, salary_max"),
    {
      "1": { team: null, salary_min: null, locations: [], salary_max: 90_000 },
    },
  );
});

Deno.test("a posting that its details rule out is filtered, was never news and no match", async () => {
  const { sourceId, scanId } = await reading("1", "2");
  await doors.saveDetails(scanId, [
    detail("1", { verdict: "rejected", score: 0, filters: [] }),
    detail("2"),
  ], true);
  assertEquals(await stored(database, sourceId, "status, archived_reason"), {
    "1": { status: "archived", archived_reason: "filtered" },
    "2": { status: "new", archived_reason: null },
  });
  assertEquals(await events(database, sourceId), ["opened 2"]);
  const { matched, inserted, archived } = await scanRow(database, scanId);
  assertEquals([matched, inserted, archived], [1, 1, 0]);
});

Deno.test("the next list does not count as a match what the details ruled out", async () => {
  const { sourceId, scanId } = await reading("1", "2");
  await doors.saveDetails(
    scanId,
    [detail("1"), detail("2", { verdict: "rejected" })],
    true,
  );
  const again = await scanned(
    database,
    sourceId,
    report([listed("1"), listed("2")], { has_details: true }),
  );
  assertEquals((await scanRow(database, again)).matched, 1);
});

Deno.test("a posting that came back and is ruled out by its details did not come back", async () => {
  const sourceId = await source(database);
  await scanned(database, sourceId, report([listed("1"), listed("2")]));
  await scanned(database, sourceId, report([listed("2")]));
  const scanId = await begun(database, sourceId);
  await doors.finish(
    scanId,
    report([listed("1"), listed("2")], { has_details: true }),
  );
  await doors.saveDetails(scanId, [
    detail("1", { verdict: "rejected", filters: [] }),
    detail("2"),
  ], true);
  assertEquals(await events(database, sourceId), [
    "opened 1",
    "opened 2",
    "closed 1",
  ]);
  const { matched, reopened } = await scanRow(database, scanId);
  assertEquals([matched, reopened], [1, 0]);
});

Deno.test("details never undo what a person decided", async () => {
  const statuses = ["saved", "applied", "dismissed"];
  const { sourceId, scanId } = await reading(...statuses);
  for (const status of statuses) {
    await setStatus(database, sourceId, status, status);
  }
  await doors.saveDetails(
    scanId,
    statuses.map((status) => detail(status, { verdict: "rejected" })),
    true,
  );
  const is = await stored(database, sourceId, "status, archived_reason");
  for (const status of statuses) {
    assertEquals(is[status], { status, archived_reason: null });
  }
});

Deno.test("a posting that was filtered by its details comes back when other filters take them, without asking the board", async () => {
  const { sourceId, scanId } = await reading("1");
  await doors.saveDetails(scanId, [
    detail("1", { verdict: "rejected", filters: [], description: "Text" }),
  ], true);
  await filter(database, { name: "another" });
  const next = await begun(database, sourceId);
  const { lacking } = await doors.finish(
    next,
    report([listed("1")], { has_details: true }),
  );
  const [only] = lacking;
  assertEquals(
    [only?.external_id, only?.has_details, only?.description],
    ["1", true, "Text"],
  );
  await doors.saveDetails(next, [detail("1", { filters: ["another"] })], true);
  assertEquals(
    await stored(database, sourceId, "status, archived_reason, filters"),
    { "1": { status: "new", archived_reason: null, filters: ["another"] } },
  );
});

Deno.test("settled details are not asked for again while filters and advert stay the same", async () => {
  const { sourceId, scanId } = await reading("1");
  await doors.saveDetails(scanId, [detail("1")], true);
  for (
    const told of [
      unchanged({ has_details: true }),
      report([listed("1")], { has_details: true }),
    ]
  ) {
    const next = await begun(database, sourceId);
    const { lacking } = await doors.finish(next, told);
    assertEquals(lacking, []);
  }
});

Deno.test("only the last call releases the source", async () => {
  const { sourceId, scanId } = await reading("1", "2");
  await doors.saveDetails(scanId, [detail("1")], false);
  assertEquals((await scanRow(database, scanId)).status, "running");
  assertEquals((await sourceRow(database, sourceId)).scan_id, scanId);

  await doors.saveDetails(scanId, [detail("2")], true);
  const { status, finished_at } = await scanRow(database, scanId);
  assertEquals(status, "succeeded");
  assert(finished_at !== null);
  const { scan_id, lease_until } = await sourceRow(database, sourceId);
  assertEquals([scan_id, lease_until], [null, null]);
});

Deno.test("the scan ends as its listing did", async () => {
  for (const outcome of ["partial", "unchanged"] as const) {
    const sourceId = await source(database);
    await scanned(database, sourceId, report([listed("1")]));
    const scanId = await begun(database, sourceId);
    await doors.finish(
      scanId,
      outcome === "unchanged"
        ? unchanged({ has_details: true })
        : report([listed("1")], { outcome, has_details: true }),
    );
    await doors.saveDetails(scanId, [], true);
    assertEquals((await scanRow(database, scanId)).status, outcome);
  }
});

Deno.test("details that time did not allow are read by a scan in five minutes", async () => {
  const { sourceId, scanId } = await reading("1", "2");
  await doors.saveDetails(scanId, [detail("1")], true);
  const soon = await dueIn(sourceId);
  assert(soon > 290 && soon <= 300, String(soon));

  const done = await reading("1");
  await doors.saveDetails(done.scanId, [detail("1")], true);
  assert(await dueIn(done.sourceId) > 600);
});

Deno.test("an advert whose page cannot be read stays as it is and is not waited for", async () => {
  const { sourceId, scanId } = await reading("1");
  const answer = await doors.saveDetails(scanId, [
    { external_id: "1", failed: true },
  ], true);
  assertEquals(answer, { saved: 0, requests_per_second: null });
  assertEquals(
    await stored(
      database,
      sourceId,
      "verdict, status, score, details_at, details_failed_at is not null as failed",
    ),
    {
      "1": {
        verdict: "provisional",
        status: "new",
        score: 50,
        details_at: null,
        failed: true,
      },
    },
  );
  assert(await dueIn(sourceId) > 600);
});

Deno.test("details are of this source's postings only", async () => {
  const { scanId } = await reading("1");
  const other = await source(database);
  await scanned(database, other, report([listed("9")]));
  const before = await stored(database, other, "xmin::text, ctid::text");
  assertEquals(
    await doors.saveDetails(scanId, [
      detail("9"),
      { external_id: "9", failed: true },
      detail("unknown"),
    ], false),
    { saved: 0, requests_per_second: null },
  );
  assertEquals(await stored(database, other, "xmin::text, ctid::text"), before);
});

Deno.test("save_details() is refused before the listing is in, after the end, after the lease and for a foreign id", async () => {
  const unlisted = await begun(database, await source(database));
  const waiting = await dispatched(database, await source(database));
  const { scanId: ended } = await reading("1");
  await doors.saveDetails(ended, [], true);
  const { sourceId, scanId: expired } = await reading("1");
  await expireLease(database, sourceId);
  const before = await everything(database);
  for (const id of [unlisted, waiting, ended, expired, crypto.randomUUID()]) {
    const { code } = await refusal(doors.saveDetails(id, [detail("1")], true));
    assertEquals(code, "PT409");
  }
  assertEquals(await everything(database), before);
});

Deno.test("save_details() takes an array and nothing else", async () => {
  const { scanId } = await reading("1");
  const { code } = await refusal(
    doors.saveDetails(scanId, JSON.parse("{}"), true),
  );
  assertEquals(code, "PT400");
});

Deno.test("an advert that changes has its details read again, and is judged anew", async () => {
  const { sourceId, scanId } = await reading("1");
  await doors.saveDetails(scanId, [detail("1", { description: "Text" })], true);
  const before = await stored(database, sourceId, "judged_revision");
  const next = await begun(database, sourceId);
  const { lacking } = await doors.finish(
    next,
    report([listed("1", { title: "Manager" })], { has_details: true }),
  );
  assertEquals(lacking.map(({ title }) => title), ["Manager"]);
  // What its details said may have changed with it.
  assertEquals(lacking.map(({ has_details }) => has_details), [false]);
  assertNotEquals(
    await stored(database, sourceId, "judged_revision"),
    before,
  );
});

const IN_TEXT = {
  salary_min: 50_000,
  salary_max: 60_000,
  salary_currency: "EUR",
  salary_period: "year",
  salary_in_text: true,
};
const PAY = Object.keys(IN_TEXT).join(", ");

Deno.test("pay that the text names is kept by the next list, and marked where it is shown", async () => {
  const { sourceId, scanId } = await reading("1");
  await doors.saveDetails(scanId, [detail("1", IN_TEXT)], true);
  await scanned(
    database,
    sourceId,
    report([
      listed("1", {
        unknown: [
          "description",
          "salary_min",
          "salary_max",
          "salary_currency",
          "salary_period",
        ],
      }),
    ], {
      has_details: true,
    }),
  );
  assertEquals(await stored(database, sourceId, PAY), { "1": IN_TEXT });
  const { pay } = await row(database, "select pay from public.open_postings");
  assertEquals(pay, "EUR 50,000 - 60,000 per year (as the text says)");
});

Deno.test("pay that the text named is not handed out as pay that a field names", async () => {
  const { sourceId, scanId } = await reading("1");
  await doors.saveDetails(scanId, [detail("1", IN_TEXT)], true);
  await filter(database, { name: "another" });
  const next = await begun(database, sourceId);
  const { lacking } = await doors.finish(
    next,
    report([
      listed("1", {
        unknown: [
          "description",
          "salary_min",
          "salary_max",
          "salary_currency",
          "salary_period",
        ],
      }),
    ], {
      has_details: true,
    }),
  );
  assertEquals(
    lacking.map(({ salary_min, salary_max, has_details }) => [
      salary_min,
      salary_max,
      has_details,
    ]),
    [[null, null, true]],
  );
});

Deno.test("a detail that names pay in a field takes the mark away", async () => {
  const { sourceId, scanId } = await reading("1");
  await doors.saveDetails(scanId, [detail("1", IN_TEXT)], false);
  await doors.saveDetails(
    scanId,
    [detail("1", { ...IN_TEXT, salary_in_text: false, salary_min: 51_000 })],
    true,
  );
  assertEquals(await stored(database, sourceId, "salary_min, salary_in_text"), {
    "1": { salary_min: 51_000, salary_in_text: false },
  });
});

Deno.test("the employer that details name is kept by the next list", async () => {
  const { sourceId, scanId } = await reading("1");
  await doors.saveDetails(
    scanId,
    [detail("1", { company: "Acme Rolls" })],
    true,
  );
  await scanned(
    database,
    sourceId,
    report([listed("1", { unknown: ["description", "company"] })], {
      has_details: true,
    }),
  );
  assertEquals(await stored(database, sourceId, "company"), {
    "1": { company: "Acme Rolls" },
  });
});

Deno.test("an advert that its details ruled out and that has changed is asked for until they are read, also when its board does not change", async () => {
  const { sourceId, scanId } = await reading("1");
  await doors.saveDetails(scanId, [
    detail("1", { verdict: "rejected", filters: [] }),
  ], true);
  const changed = report(
    [listed("1", { title: "Manager", verdict: "provisional" })],
    { has_details: true },
  );
  const cut = await begun(database, sourceId);
  await doors.finish(cut, changed);
  // The function died before it read them.
  await expireLease(database, sourceId);
  await database.query("select scanner.reap()");
  assertEquals(await stored(database, sourceId, "status, archived_reason"), {
    "1": { status: "archived", archived_reason: "filtered" },
  });

  const next = await begun(database, sourceId);
  const { lacking } = await doors.finish(
    next,
    unchanged({ has_details: true }),
  );
  assertEquals(lacking.map(({ title }) => title), ["Manager"]);
  await doors.saveDetails(next, [detail("1", { verdict: "match" })], true);
  assertEquals(await stored(database, sourceId, "status"), {
    "1": { status: "new" },
  });
});

Deno.test("an advert that no filter takes by its list is not asked for", async () => {
  const { sourceId, scanId } = await reading("1");
  await doors.saveDetails(scanId, [], true);
  await scanned(
    database,
    sourceId,
    report([listed("1")], { matched_ids: [], postings: [] }),
  );
  assertEquals(await stored(database, sourceId, "status, filters"), {
    "1": { status: "archived", filters: [] },
  });
  const next = await begun(database, sourceId);
  const { lacking } = await doors.finish(
    next,
    unchanged({ has_details: true }),
  );
  assertEquals(lacking, []);
});

Deno.test("an advert that is too old for its filters is not asked for", async () => {
  await filter(database, { max_age_days: 30 });
  const old = listed("1", { posted_at: "2020-01-01T00:00:00Z" });
  const id = await source(database);
  const first = await begun(database, id);
  await doors.finish(first, report([old], { has_details: true }));
  await doors.saveDetails(first, [], true);
  await database.query("select scanner.housekeep()");
  const next = await begun(database, id);
  const { lacking } = await doors.finish(
    next,
    report([old], { has_details: true }),
  );
  assertEquals(lacking, []);
});

Deno.test("an advert whose list was taken by no filter for a while comes back with the details it has", async () => {
  const { sourceId, scanId } = await reading("1");
  await doors.saveDetails(scanId, [detail("1")], true);
  // Its title was another one in between, which is not stored.
  const without = report([listed("1")], { matched_ids: [], postings: [] });
  await scanned(database, sourceId, { ...without, has_details: true });
  assertEquals(await stored(database, sourceId, "status"), {
    "1": { status: "archived" },
  });
  const next = await begun(database, sourceId);
  const { lacking } = await doors.finish(
    next,
    report([listed("1")], { has_details: true }),
  );
  assertEquals(lacking.map(({ has_details }) => has_details), [true]);
  await doors.saveDetails(next, [detail("1")], true);
  assertEquals(await stored(database, sourceId, "status"), {
    "1": { status: "new" },
  });
});
