import { assertEquals, assertRejects } from "@std/assert";
import { endedBoards, type Progress, scanAll, tookMs } from "./batch.ts";
import { DoorError } from "./door.ts";
import { startFakeDoor } from "./fake_door.ts";

const BOARDS = [
  { source_id: 1, company: "Acme", provider: "lever" },
  { source_id: 2, company: "Bakers", provider: "ashby" },
];

type Source = Progress["sources"][number];

function source(over: Partial<Source> = {}): Source {
  return {
    source_id: 1,
    company: "Acme",
    provider: "lever",
    state: "succeeded",
    fetched: 0,
    matched: 0,
    inserted: 0,
    updated: 0,
    reopened: 0,
    archived: 0,
    reason: null,
    started_at: "2026-03-10T12:00:00Z",
    finished_at: "2026-03-10T12:00:01.25Z",
    ...over,
  };
}

Deno.test("tookMs() is the time of the scan itself; nothing for one that never began", () => {
  assertEquals(tookMs(source()), 1_250);
  assertEquals(tookMs(source({ started_at: null })), 0);
});

Deno.test("endedBoards() leaves out what waits and runs, and says how long the others took", () => {
  const counts = {
    batch_id: "b",
    total: 4,
    done: 2,
    failed: 0,
    fetched: 0,
    matched: 0,
    inserted: 0,
    updated: 0,
    reopened: 0,
    archived: 0,
  };
  const sources = [
    source({ source_id: 1, state: "waiting" }),
    source({ source_id: 2, state: "running", finished_at: null }),
    source({ source_id: 3 }),
    source({
      source_id: 4,
      state: "postponed",
      started_at: null,
      finished_at: null,
    }),
  ];
  assertEquals(
    endedBoards({ ...counts, sources }).map(({ source_id, ms }) => [
      source_id,
      ms,
    ]),
    [[3, 1_250], [4, null]],
  );
});

Deno.test("scanAll() presses Scan once and tells of each board once, up to the end", async () => {
  await using project = startFakeDoor(BOARDS);
  const told: number[] = [];
  const first = Promise.withResolvers<void>();
  const ended = scanAll(project.door, ({ source_id }) => {
    told.push(source_id);
    first.resolve();
  });
  await project.hears(2);
  project.end();
  await first.promise;
  project.end();
  const { progress } = await ended;
  assertEquals([progress.done, told], [2, [1, 2]]);
  assertEquals(
    project.asked.filter(({ method }) => method === "POST").map(({ body }) =>
      body
    ),
    [{}],
  );
});

Deno.test("scanAll() says why it is refused", async () => {
  await using project = startFakeDoor(BOARDS);
  project.answerJson(409, {
    error: "Cannot scan: the project's address is not known",
    hint: "Run once: select scanner.configure(…)",
  });
  await assertRejects(
    () => scanAll(project.door, () => {}),
    DoorError,
    "Cannot scan: the project's address is not known",
  );
});
