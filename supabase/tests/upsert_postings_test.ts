import { assert, assertEquals, assertNotEquals } from "@std/assert";
import { z } from "zod";
import { lazyText, type Posting } from "../functions/_shared/posting.ts";
import { LackingPostings, type Row, toRow } from "../functions/_shared/rows.ts";
import { withText } from "../functions/_shared/testing.ts";
import {
  begun,
  createDoors,
  events,
  filter,
  posting,
  refusal,
  report,
  rows,
  scanned,
  scanRow,
  setStatus,
  source,
  stored,
  testDatabase,
} from "./testing.ts";

const database = await testDatabase();
const doors = createDoors(database);

/** What a list with details behind it cannot tell. */
const UNKNOWN = ["description", "workplace", "salary_min"];

function listed(externalId: string, over: Row = {}): Row {
  return posting(externalId, {
    description: null,
    workplace: null,
    salary_min: null,
    unknown: UNKNOWN,
    ...over,
  });
}

/** A posting whose details have been read and judged. */
async function withDetails(sourceId: number, detail: Row = {}) {
  const scanId = await begun(database, sourceId);
  await doors.finish(scanId, report([listed("1")], { has_details: true }));
  await doors.saveDetails(scanId, [{
    external_id: "1",
    description: "All about it",
    workplace: "remote",
    salary_min: 70_000,
    verdict: "match",
    score: 80,
    score_reasons: ["typescript +30"],
    filters: ["all"],
    ...detail,
  }], true);
}

/** Which version of each row is stored, and where: a row that is written moves. */
function versions(sourceId: number) {
  return stored(database, sourceId, "xmin::text, ctid::text");
}

const NOTHING = { inserted: 0, updated: 0, reopened: 0 };

Deno.test("upsert_postings() inserts what is new and counts it in the scan", async () => {
  const id = await source(database);
  const scanId = await begun(database, id);
  assertEquals(
    await doors.upsert(scanId, [posting("1"), posting("2")]),
    { ...NOTHING, inserted: 2 },
  );
  assertEquals(
    await doors.upsert(scanId, [posting("3")]),
    { ...NOTHING, inserted: 1 },
  );
  assertEquals((await scanRow(database, scanId)).inserted, 3);
  assertEquals(await events(database, id), [
    "opened 1",
    "opened 2",
    "opened 3",
  ]);
  const { "1": first } = await stored(
    database,
    id,
    "title, locations, score, filters, verdict, status, missed, closed_at",
  );
  assertEquals(first, {
    title: "Engineer 1",
    locations: ["Berlin"],
    score: 50,
    filters: ["all"],
    verdict: "match",
    status: "new",
    missed: 0,
    closed_at: null,
  });
});

Deno.test("upsert_postings() writes only the rows that differ", async () => {
  const id = await source(database);
  const before = [posting("1"), posting("2"), posting("3")];
  await scanned(database, id, report(before));
  const was = await versions(id);

  const scanId = await begun(database, id);
  const answer = await doors.upsert(scanId, [
    posting("1"),
    posting("2", { title: "Senior Engineer" }),
    posting("3"),
  ]);
  assertEquals(answer, { ...NOTHING, updated: 1 });
  const is = await versions(id);
  assertEquals(is["1"], was["1"]);
  assertEquals(is["3"], was["3"]);
  assertNotEquals(is["2"], was["2"]);
});

Deno.test("upsert_postings() closes nothing", async () => {
  const id = await source(database);
  await scanned(database, id, report([posting("1"), posting("2")]));
  const scanId = await begun(database, id);
  await doors.upsert(scanId, [posting("2")]);
  assertEquals(
    await stored(database, id, "status, missed"),
    {
      "1": { status: "new", missed: 0 },
      "2": { status: "new", missed: 0 },
    },
  );
});

Deno.test("a posting that is seen is not missed any more, before its scan ends", async () => {
  const id = await source(database);
  const twice = { misses_until_closed: 2 };
  await scanned(database, id, report([posting("1"), posting("2")], twice));
  await scanned(database, id, report([posting("2")], twice));
  const scanId = await begun(database, id);
  assertEquals(await doors.upsert(scanId, [posting("1")]), NOTHING);
  assertEquals((await stored(database, id, "missed"))["1"], { missed: 0 });
});

Deno.test("one id twice in a call is one posting", async () => {
  const id = await source(database);
  const scanId = await begun(database, id);
  const twice = [posting("1"), posting("2"), posting("1")];
  assertEquals(
    await doors.upsert(scanId, twice),
    { ...NOTHING, inserted: 2 },
  );
  assertEquals(await doors.upsert(scanId, twice), NOTHING);
  assertEquals(await events(database, id), ["opened 1", "opened 2"]);
});

Deno.test("the same id on two boards is two postings", async () => {
  const [one, other] = [await source(database), await source(database)];
  await scanned(database, one, report([posting("1", { title: "Here" })]));
  await scanned(database, other, report([posting("1", { title: "There" })]));
  const { "1": here } = await stored(database, one, "title");
  const { "1": there } = await stored(database, other, "title");
  assertEquals([here?.title, there?.title], ["Here", "There"]);
});

Deno.test("a change is an event with the old value of each field that changed, and of a description only that it did", async () => {
  const id = await source(database);
  const old = posting("1", { salary_min: 60_000, locations: ["Berlin"] });
  await scanned(database, id, report([old]));
  await scanned(
    database,
    id,
    report([{
      ...old,
      title: "Senior Engineer",
      salary_min: 80_000,
      locations: ["Berlin", "Paris"],
      description: "Another text",
      department: "Platform",
    }]),
  );
  const changes = await rows(
    database,
    "select changes from scanner.posting_events where kind = 'changed'",
  );
  assertEquals(changes, [{
    changes: {
      title: "Engineer 1",
      salary_min: 60_000,
      locations: ["Berlin"],
      description: null,
      department: null,
    },
  }]);
});

Deno.test("another score is written, but is no change of the advert", async () => {
  const id = await source(database);
  await scanned(database, id, report([posting("1")]));
  const before = await stored(database, id, "changed_at");
  const scanId = await begun(database, id);
  const answer = await doors.upsert(scanId, [
    posting("1", { score: 70, score_reasons: ["deno +20"], filters: ["b"] }),
  ]);
  assertEquals(answer, NOTHING);
  assertEquals(await stored(database, id, "changed_at"), before);
  assertEquals(await stored(database, id, "score, score_reasons, filters"), {
    "1": { score: 70, score_reasons: ["deno +20"], filters: ["b"] },
  });
  assertEquals(await events(database, id), ["opened 1"]);
});

Deno.test("what a list cannot know never undoes what the details told", async () => {
  const id = await source(database);
  await withDetails(id);
  const was = await versions(id);
  const scanId = await begun(database, id);
  assertEquals(await doors.upsert(scanId, [listed("1")]), NOTHING);
  assertEquals(await versions(id), was);

  const retitled = listed("1", { title: "Senior Engineer" });
  assertEquals(
    await doors.upsert(scanId, [retitled]),
    { ...NOTHING, updated: 1 },
  );
  assertEquals(
    await stored(database, id, "title, description, workplace, salary_min"),
    {
      "1": {
        title: "Senior Engineer",
        description: "All about it",
        workplace: "remote",
        salary_min: 70_000,
      },
    },
  );
});

Deno.test("each field can be one that a list cannot know", async () => {
  const full = {
    apply_url: "https://boards.example/apply/1",
    locations: ["Berlin", "Remote"],
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
  };
  const fields = Object.keys(full);
  const id = await source(database);
  await scanned(database, id, report([posting("1", full)]));
  const was = await versions(id);
  const scanId = await begun(database, id);
  const blank = Object.fromEntries(
    fields.map((field) => [field, field === "locations" ? [] : null]),
  );
  const answer = await doors.upsert(scanId, [
    posting("1", { ...blank, unknown: fields }),
  ]);
  assertEquals(answer, NOTHING);
  assertEquals(await versions(id), was);
  assertEquals(await stored(database, id, fields.join()), { "1": full });
});

Deno.test("what a list tells at last of a field that it cannot always know is kept, and is no change", async () => {
  const id = await source(database);
  await scanned(database, id, report([listed("1")]));
  await scanned(database, id, report([listed("1", { workplace: "remote" })]));
  assertEquals(await stored(database, id, "workplace"), {
    "1": { workplace: "remote" },
  });
  assertEquals(await events(database, id), ["opened 1"]);
});

Deno.test("a list that does know a field may empty it", async () => {
  const id = await source(database);
  await scanned(
    database,
    id,
    report([posting("1", { salary_min: 70_000, department: "Platform" })]),
  );
  await scanned(database, id, report([posting("1")]));
  assertEquals(await stored(database, id, "salary_min, department"), {
    "1": { salary_min: null, department: null },
  });
});

Deno.test("a verdict that the details settled stands against what the list alone would say", async () => {
  const id = await source(database);
  await withDetails(id);
  await scanned(
    database,
    id,
    report(
      [listed("1", { verdict: "provisional", score: 40, filters: ["x"] })],
      {
        has_details: true,
      },
    ),
  );
  assertEquals(
    await stored(database, id, "verdict, score, score_reasons, filters"),
    {
      "1": {
        verdict: "match",
        score: 80,
        score_reasons: ["typescript +30"],
        filters: ["all"],
      },
    },
  );
});

Deno.test("a settled verdict gives way when the filters change", async () => {
  const id = await source(database);
  await withDetails(id);
  await filter(database, { name: "another" });
  const scanId = await begun(database, id);
  await doors.upsert(scanId, [
    listed("1", { verdict: "provisional", score: 40, filters: ["another"] }),
  ]);
  assertEquals(await stored(database, id, "verdict, score, filters"), {
    "1": { verdict: "provisional", score: 40, filters: ["another"] },
  });
});

Deno.test("a posting that closed and comes back is reopened and counted", async () => {
  const id = await source(database);
  const both = report([posting("1"), posting("2")]);
  const without = report([posting("2")]);
  for (const told of [both, without, both, without]) {
    await scanned(database, id, told);
  }
  const scanId = await begun(database, id);
  assertEquals(
    await doors.upsert(scanId, [posting("1"), posting("2")]),
    { ...NOTHING, reopened: 1 },
  );
  assertEquals(
    await stored(
      database,
      id,
      "status, archived_reason, closed_at, missed, reopened",
    ).then((all) => all["1"]),
    {
      status: "new",
      archived_reason: null,
      closed_at: null,
      missed: 0,
      reopened: 2,
    },
  );
  const [, , ...after] = await events(database, id);
  assertEquals(after, ["closed 1", "reopened 1", "closed 1", "reopened 1"]);
});

Deno.test("a posting that comes back rewritten is both: reopened, and changed from what it was", async () => {
  const id = await source(database);
  await scanned(database, id, report([posting("1"), posting("2")]));
  await scanned(database, id, report([posting("2")]));
  const scanId = await begun(database, id);
  assertEquals(
    await doors.upsert(scanId, [posting("1", { title: "Engineer again" })]),
    { ...NOTHING, reopened: 1 },
  );
  const last = (await events(database, id)).slice(-2);
  assertEquals(last, ["reopened 1", "changed 1"]);
});

Deno.test("what a person decided stays: saved, applied and dismissed are not touched by a change or a return", async () => {
  const id = await source(database);
  const statuses = ["saved", "applied", "dismissed"];
  const all = statuses.map((status) => posting(status));
  await scanned(database, id, report([...all, posting("rest")]));
  for (const status of statuses) await setStatus(database, id, status, status);
  await scanned(database, id, report([posting("rest")]));

  const scanId = await begun(database, id);
  await doors.upsert(scanId, all.map((one) => ({ ...one, title: "New" })));
  const is = await stored(database, id, "status, title, closed_at, reopened");
  for (const status of statuses) {
    assertEquals(is[status], {
      status,
      title: "New",
      closed_at: null,
      reopened: 1,
    });
  }
});

Deno.test("a posting whose details no filter takes stays away while its list says the same", async () => {
  const id = await source(database);
  await withDetails(id, { verdict: "rejected", score: 0, filters: [] });
  const archived = { status: "archived", archived_reason: "filtered" };
  assertEquals(await stored(database, id, "status, archived_reason"), {
    "1": archived,
  });
  const was = await versions(id);

  const scanId = await begun(database, id);
  await doors.upsert(scanId, [listed("1", { verdict: "provisional" })]);
  assertEquals(await versions(id), was);

  // Another filter, or another advert: what its details say is asked again.
  await filter(database, { name: "another" });
  await doors.fail(scanId, { kind: "internal", message: "Stop" });
  const later = await begun(database, id);
  await doors.upsert(later, [listed("1", { verdict: "provisional" })]);
  assertEquals(await stored(database, id, "status, archived_reason"), {
    "1": archived,
  });
  const { lacking } = await doors.finish(
    later,
    report([listed("1", { verdict: "provisional" })], { has_details: true }),
  );
  assertEquals(lacking.map(({ external_id }) => external_id), ["1"]);
});

Deno.test("a filtered posting comes back when a filter takes what its list says", async () => {
  const id = await source(database);
  await scanned(database, id, report([posting("1")]));
  await scanned(
    database,
    id,
    report([posting("1")], { matched_ids: [], postings: [] }),
  );
  assertEquals(await stored(database, id, "status, archived_reason"), {
    "1": { status: "archived", archived_reason: "filtered" },
  });
  const scanId = await begun(database, id);
  await doors.upsert(scanId, [posting("1")]);
  assertEquals(
    await stored(database, id, "status, archived_reason, reopened"),
    // It never left the board, so it was not reopened.
    { "1": { status: "new", archived_reason: null, reopened: 0 } },
  );
  // To a reader whose filters have changed it is as new as any.
  assertEquals(await events(database, id), ["opened 1", "opened 1"]);
});

Deno.test("a posting that is too old for its filters stays away until they allow its age", async () => {
  await filter(database, { max_age_days: 30 });
  const old = posting("1", { posted_at: "2020-01-01T00:00:00Z" });
  const id = await source(database);
  await scanned(database, id, report([old]));
  await database.query("select scanner.housekeep()");
  assertEquals(await stored(database, id, "status, archived_reason"), {
    "1": { status: "archived", archived_reason: "filtered" },
  });
  await scanned(database, id, report([old]));
  assertEquals(await stored(database, id, "status"), {
    "1": { status: "archived" },
  });

  await database.execute(
    "update public.search_filters set max_age_days = null",
  );
  await scanned(database, id, report([old]));
  assertEquals(await stored(database, id, "status, archived_reason"), {
    "1": { status: "new", archived_reason: null },
  });
});

Deno.test("a NUL or half a surrogate pair would fail the whole call; toRow() takes them out", async () => {
  const scanId = await begun(database, await source(database));
  for (const bad of ["a\0b", "a\ud800b"]) {
    const { code } = await refusal(
      doors.upsert(scanId, [posting("1", { title: bad })]),
    );
    assert(["22P02", "22P05"].includes(code), code);
    const { title, description, locations } = toRow(
      whole({ title: bad, description: () => bad, locations: [bad] }),
      JUDGEMENT,
      SCOPE,
      [],
    );
    await doors.upsert(scanId, [
      posting("1", { title, description, locations }),
    ]);
  }
});

Deno.test("upsert_postings() takes an array and nothing else", async () => {
  const scanId = await begun(database, await source(database));
  for (const wrong of [{}, "1", null]) {
    const { code, message } = await refusal(doors.upsert(scanId, wrong));
    assertEquals(code, "PT400", message);
  }
});

Deno.test("a vocabulary that the table does not know is refused with the whole call", async () => {
  const id = await source(database);
  const scanId = await begun(database, id);
  const { code } = await refusal(
    doors.upsert(scanId, [posting("1"), posting("2", { workplace: "moon" })]),
  );
  assertEquals(code, "23514");
  assertEquals(await stored(database, id, "title"), {});
});

const SCOPE = { provider: "workday", sourceId: 1, tenant: "example" };
const JUDGEMENT = {
  verdict: "provisional",
  score: 42,
  reasons: ["title"],
  filters: ["all"],
  refused: [],
} as const;

/** A posting with every field set. */
function whole(over: Partial<Posting> = {}): Posting {
  return {
    externalId: "R-1",
    title: "Software Engineer – “Köln” 💻",
    company: "Example GmbH",
    url: "https://boards.example/jobs/R-1?lang=de",
    applyUrl: "https://boards.example/jobs/R-1/apply",
    locations: ["Köln, Germany", 'He said "remote", {twice}', "a\\b"],
    workplace: "hybrid",
    department: "Engineering",
    team: "Platform",
    employmentType: "full_time",
    salaryMin: 70_000.5,
    salaryMax: 90_000,
    salaryCurrency: "EUR",
    salaryPeriod: "year",
    description: lazyText(() => "One\n\n- two\n- three\ttabbed"),
    requisition: "R",
    postedAt: new Date("2026-02-01T10:11:12.345Z"),
    ...over,
  };
}

/** As it comes back from `finish_scan`, when it still lacks its details. */
async function roundTrip(given: Posting): Promise<unknown> {
  const scanId = await begun(database, await source(database));
  const row = toRow(given, JUDGEMENT, SCOPE, ["description"]);
  await doors.upsert(scanId, [row]);
  const { lacking } = await doors.finish(
    scanId,
    report([], {
      seen_ids: [given.externalId],
      matched_ids: [given.externalId],
      has_details: true,
    }),
  );
  const [taken] = LackingPostings.parse(lacking);
  assertEquals(taken?.hasDetails, false);
  return taken && withText(taken.posting);
}

Deno.test("a posting goes into the database by toRow() and comes out of it by LackingPostings unchanged", async () => {
  const full = whole();
  assertEquals(await roundTrip(full), withText(full));
});

Deno.test("a posting of which only the least is known makes the same way", async () => {
  const least: Posting = {
    externalId: "1",
    title: "Engineer",
    company: null,
    url: "https://boards.example/1",
    applyUrl: null,
    locations: [],
    workplace: null,
    department: null,
    team: null,
    employmentType: null,
    salaryMin: null,
    salaryMax: null,
    salaryCurrency: null,
    salaryPeriod: null,
    description: null,
    requisition: null,
    postedAt: null,
  };
  assertEquals(await roundTrip(least), withText(least));
});

Deno.test("toRow() names the columns that save_postings() reads, and no others", async () => {
  const { definition } = z.object({ definition: z.string() }).parse(
    (await rows(
      database,
      "select pg_get_functiondef('scanner.save_postings'::regproc) as definition",
    ))[0],
  );
  const read = /jsonb_to_recordset\([^)]*\) as i \(([^)]*)\)/.exec(definition)
    ?.[1]?.split(",").map((column) => column.trim().split(/\s+/)[0]);
  const written = Object.keys(toRow(whole(), JUDGEMENT, SCOPE, []));
  assertEquals(written.toSorted(), read?.toSorted());
});

Deno.test("pay that a list's text names is marked, until a field names it", async () => {
  const id = await source(database);
  const pay = { salary_min: 50_000, salary_currency: "EUR" };
  await scanned(
    database,
    id,
    report([posting("1", { ...pay, salary_in_text: true })]),
  );
  assertEquals(await stored(database, id, "salary_in_text"), {
    "1": { salary_in_text: true },
  });
  await scanned(
    database,
    id,
    report([posting("1", { ...pay, salary_in_text: false })]),
  );
  assertEquals(await stored(database, id, "salary_in_text"), {
    "1": { salary_in_text: false },
  });
  // Where it stands is no news of the advert.
  assertEquals(await events(database, id), ["opened 1"]);
});
