import { assertEquals } from "@std/assert";
import type { Report } from "../functions/_shared/report.ts";
import {
  begun,
  createDoors,
  events,
  everything,
  posting,
  postings,
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

/** A complete listing of the first so many postings. */
function count(listed: number, over: Partial<Report> = {}): Report {
  return report(postings(listed), over);
}

/** A source whose last complete scans listed so many postings each. */
async function sourceWith(...counts: number[]): Promise<number> {
  const id = await source(database);
  for (const listed of counts) await scanned(database, id, count(listed));
  return id;
}

async function open(sourceId: number): Promise<number> {
  const { open } = await row(
    database,
    `select count(*) as open from public.job_postings
     where source_id = $1::text::bigint and closed_at is null`,
    sourceId,
  );
  return Number(open);
}

/** What is remembered of a count that is not believed. */
async function held(sourceId: number) {
  const { held_count, held_times, held_since, recent_counts } = await sourceRow(
    database,
    sourceId,
  );
  return { held_count, held_times, recent_counts, since: held_since !== null };
}

const MISSED = "status, archived_reason, missed";

Deno.test("where one answer lists all, a posting is closed when it is missed once", async () => {
  const id = await sourceWith(3);
  await scanned(database, id, count(2, { misses_until_closed: 1 }));
  const { "3": gone } = await stored(
    database,
    id,
    "status, archived_reason, closed_at is not null as closed",
  );
  assertEquals(gone, {
    status: "archived",
    archived_reason: "closed",
    closed: true,
  });
});

Deno.test("where pages can shift, a posting is closed when it is missed twice in a row", async () => {
  const id = await sourceWith(3);
  const twice = { misses_until_closed: 2 };
  const first = await scanned(database, id, count(2, twice));
  assertEquals((await stored(database, id, MISSED))["3"], {
    status: "new",
    archived_reason: null,
    missed: 1,
  });
  const { archived, held_back } = await scanRow(database, first);
  assertEquals([archived, held_back], [0, 1]);

  await scanned(database, id, count(3, twice));
  await scanned(database, id, count(2, twice));
  assertEquals((await stored(database, id, MISSED))["3"]?.missed, 1);

  await scanned(database, id, count(2, twice));
  assertEquals((await stored(database, id, MISSED))["3"], {
    status: "archived",
    archived_reason: "closed",
    missed: 2,
  });
});

Deno.test("a partial scan or one that fails is no second look, and no sighting either", async () => {
  const id = await sourceWith(3);
  const twice = { misses_until_closed: 2 };
  await scanned(database, id, count(2, twice));
  await scanned(database, id, count(2, { ...twice, outcome: "partial" }));
  const failing = await begun(database, id);
  await doors.fail(failing, { kind: "unavailable", message: "No answer" });
  assertEquals((await stored(database, id, MISSED))["3"]?.missed, 1);
});

Deno.test("a posting that a partial scan sees is not missed", async () => {
  const id = await sourceWith(3);
  const twice = { misses_until_closed: 2 };
  await scanned(database, id, count(2, twice));
  await scanned(
    database,
    id,
    report([posting("3")], { ...twice, outcome: "partial" }),
  );
  assertEquals((await stored(database, id, MISSED))["3"]?.missed, 0);
});

Deno.test("a posting that is seen is not missed, whatever the filters say of it", async () => {
  const id = await sourceWith(3);
  await setStatus(database, id, "3", "saved");
  const twice = { misses_until_closed: 2 };
  await scanned(database, id, count(2, twice));
  await scanned(
    database,
    id,
    count(2, { ...twice, seen_ids: ["1", "2", "3"] }),
  );
  assertEquals((await stored(database, id, MISSED))["3"], {
    status: "saved",
    archived_reason: null,
    missed: 0,
  });
});

Deno.test("an unchanged board advances what was missed, and closes it at last", async () => {
  const id = await sourceWith(3);
  await scanned(database, id, count(2, { misses_until_closed: 2 }));
  const scanId = await scanned(
    database,
    id,
    unchanged({ misses_until_closed: 2 }),
  );
  assertEquals((await scanRow(database, scanId)).archived, 1);
  const is = await stored(database, id, "status");
  assertEquals(is, {
    "1": { status: "new" },
    "2": { status: "new" },
    "3": { status: "archived" },
  });
  assertEquals((await events(database, id)).at(-1), "closed 3");
});

Deno.test("saved, applied and dismissed postings that close keep their status and get the date", async () => {
  const id = await sourceWith(4);
  const statuses = { "1": "saved", "2": "applied", "3": "dismissed" };
  for (const [posting, status] of Object.entries(statuses)) {
    await setStatus(database, id, posting, status);
  }
  await scanned(database, id, count(0));
  await scanned(database, id, count(0));
  const scanId = await scanned(database, id, count(0));
  const is = await stored(
    database,
    id,
    "status, archived_reason, closed_at is not null as closed",
  );
  for (const [posting, status] of Object.entries(statuses)) {
    assertEquals(is[posting], { status, archived_reason: null, closed: true });
  }
  assertEquals(is["4"]?.status, "archived");
  assertEquals((await scanRow(database, scanId)).archived, 4);
});

Deno.test("closed postings stay as they are while they stay away", async () => {
  const id = await sourceWith(3);
  await scanned(database, id, count(2));
  const before = (await everything(database))["public.job_postings"];
  await scanned(database, id, count(2));
  await scanned(database, id, unchanged());
  assertEquals((await everything(database))["public.job_postings"], before);
});

Deno.test("a saved posting that returns without a filter that takes it is open again, and counted", async () => {
  const id = await sourceWith(2);
  await setStatus(database, id, "2", "saved");
  await scanned(database, id, count(1));
  const scanId = await scanned(
    database,
    id,
    count(1, { seen_ids: ["1", "2"] }),
  );
  assertEquals(
    (await stored(database, id, "status, closed_at, reopened"))["2"],
    { status: "saved", closed_at: null, reopened: 1 },
  );
  assertEquals((await events(database, id)).at(-1), "reopened 2");
  assertEquals((await scanRow(database, scanId)).reopened, 1);
});

Deno.test("a filtered posting that leaves the board is no news, and stays filtered", async () => {
  const id = await sourceWith(2);
  const filtered = count(1, { seen_ids: ["1", "2"] });
  await scanned(database, id, filtered);
  const scanId = await scanned(database, id, count(1));
  assertEquals(
    (await stored(
      database,
      id,
      "status, archived_reason, closed_at is not null as closed",
    ))["2"],
    { status: "archived", archived_reason: "filtered", closed: true },
  );
  assertEquals((await scanRow(database, scanId)).archived, 0);
  assertEquals(await events(database, id), ["opened 1", "opened 2"]);
});

Deno.test("the counts of the last five believed scans are remembered", async () => {
  const id = await sourceWith(10, 11, 12);
  assertEquals((await held(id)).recent_counts, [10, 11, 12]);
  for (const listed of [13, 14, 15, 16]) {
    await scanned(database, id, count(listed));
  }
  assertEquals((await held(id)).recent_counts, [12, 13, 14, 15, 16]);
  await scanned(database, id, unchanged());
  assertEquals((await held(id)).recent_counts, [12, 13, 14, 15, 16]);
});

Deno.test("far fewer than usual is held: under 70 % of the median of three or more, and at least five fewer", async () => {
  const cases: [number[], number, "held" | "believed"][] = [
    [[100, 100, 100], 69, "held"],
    [[100, 100, 100], 70, "believed"],
    [[10, 10, 10], 5, "held"],
    [[10, 10, 10], 6, "believed"],
    [[7, 7, 7], 3, "believed"],
    // Two counts are no habit.
    [[100, 100], 10, "believed"],
    // The median, not the mean nor the last one.
    [[100, 100, 100, 100, 20], 60, "held"],
    [[20, 20, 100], 16, "believed"],
  ];
  for (const [counts, listed, verdict] of cases) {
    const id = await source(database);
    await database.query(
      "update public.job_sources set recent_counts = $2::text::int[] where id = $1::text::bigint",
      [id, `{${counts.join()}}`],
    );
    await scanned(database, id, count(listed));
    const { held_count } = await held(id);
    assertEquals(
      held_count,
      verdict === "held" ? listed : null,
      `${counts.join()} -> ${listed}`,
    );
  }
});

Deno.test("while a count is held nothing is closed, but what is missed is noted", async () => {
  const id = await sourceWith(20, 20, 20);
  const scanId = await scanned(database, id, count(5));
  assertEquals(await open(id), 20);
  const { archived, held_back, status } = await scanRow(database, scanId);
  assertEquals([archived, held_back, status], [0, 15, "succeeded"]);
  assertEquals(await held(id), {
    held_count: 5,
    held_times: 1,
    recent_counts: [20, 20, 20],
    since: true,
  });
  assertEquals((await stored(database, id, MISSED))["20"], {
    status: "new",
    archived_reason: null,
    missed: 1,
  });
});

Deno.test("a count that has come three times in a row, within a tenth of the first, is believed", async () => {
  const id = await sourceWith(40, 40, 40);
  await scanned(database, id, count(20));
  await scanned(database, id, count(22));
  assertEquals((await held(id)).held_times, 2);
  assertEquals(await open(id), 40);

  const scanId = await scanned(database, id, count(18));
  assertEquals((await scanRow(database, scanId)).archived, 22);
  assertEquals(await open(id), 18);
  assertEquals(await held(id), {
    held_count: null,
    held_times: 0,
    recent_counts: [18],
    since: false,
  });
});

Deno.test("a low count that differs by more than a tenth from the first starts anew", async () => {
  const id = await sourceWith(40, 40, 40);
  await scanned(database, id, count(20));
  await scanned(database, id, count(20));
  await scanned(database, id, count(23));
  assertEquals(await open(id), 40);
  const { held_count, held_times } = await held(id);
  assertEquals([held_count, held_times], [23, 1]);
});

Deno.test("a usual count ends the suspicion, and what is really gone is closed by it", async () => {
  const id = await sourceWith(40, 40, 40);
  await scanned(database, id, count(20));
  await scanned(database, id, count(20));
  await scanned(database, id, count(39));
  assertEquals(await held(id), {
    held_count: null,
    held_times: 0,
    recent_counts: [40, 40, 40, 39],
    since: false,
  });
  assertEquals(await open(id), 39);
});

Deno.test("partial and failed scans between two sightings do not count for or against", async () => {
  const id = await sourceWith(40, 40, 40);
  await scanned(database, id, count(20));
  await scanned(database, id, count(3, { outcome: "partial" }));
  const failing = await begun(database, id);
  await doors.fail(failing, { kind: "timeout", message: "No answer" });
  assertEquals((await held(id)).held_times, 1);
  await scanned(database, id, count(20));
  await scanned(database, id, count(20));
  assertEquals(await open(id), 20);
});

Deno.test("an unchanged board is one more sighting of the count that is held", async () => {
  const id = await sourceWith(40, 40, 40);
  await scanned(database, id, count(20));
  await scanned(database, id, unchanged());
  assertEquals((await held(id)).held_times, 2);
  const scanId = await scanned(database, id, unchanged());
  assertEquals((await scanRow(database, scanId)).archived, 20);
  assertEquals(await open(id), 20);
  assertEquals((await held(id)).recent_counts, [20]);
});

Deno.test("what is held is closed with pages that can shift too", async () => {
  const id = await sourceWith(40, 40, 40);
  const twice = { misses_until_closed: 2 };
  for (let i = 0; i < 3; i++) await scanned(database, id, count(20, twice));
  assertEquals(await open(id), 20);
});

Deno.test("zero after a count above zero is held, however small the board", async () => {
  const id = await sourceWith(1);
  await scanned(database, id, count(0));
  await scanned(database, id, count(0));
  assertEquals(await open(id), 1);
  assertEquals((await held(id)).held_count, 0);

  // The last posting of a company must close in the end.
  await scanned(database, id, count(0));
  assertEquals(await open(id), 0);
  assertEquals((await held(id)).recent_counts, [0]);
});

Deno.test("zero is held while postings are open, whatever was counted before", async () => {
  const id = await source(database);
  await scanned(database, id, count(2, { outcome: "partial" }));
  assertEquals((await held(id)).recent_counts, []);
  await scanned(database, id, count(0));
  assertEquals(await open(id), 2);
  assertEquals((await held(id)).held_count, 0);
});

Deno.test("zero is believed where nothing was", async () => {
  const id = await sourceWith(0, 0);
  assertEquals(await held(id), {
    held_count: null,
    held_times: 0,
    recent_counts: [0, 0],
    since: false,
  });
});

Deno.test("the zero of a board that answers the same for a company that does not exist is never believed", async () => {
  const id = await sourceWith(2);
  const nothing = { empty_proves_nothing: true };
  for (let i = 0; i < 4; i++) await scanned(database, id, count(0, nothing));
  await scanned(database, id, unchanged(nothing));
  assertEquals(await open(id), 2);
  const { held_count, held_times } = await held(id);
  assertEquals([held_count, held_times], [0, 5]);

  await scanned(database, id, count(1, nothing));
  assertEquals(await open(id), 1);
});

Deno.test("one board says nothing of another", async () => {
  const [one, other] = [await sourceWith(3), await sourceWith(3)];
  await scanned(database, one, count(1));
  assertEquals([await open(one), await open(other)], [1, 3]);
});
