import { assertEquals, assertMatch } from "@std/assert";
import type { EndedBoard, Progress, SourceProgress } from "./batch.ts";
import { seconds, sourceLine, summary } from "./batch_report.ts";

function source(over: Partial<SourceProgress> = {}): SourceProgress {
  return {
    source_id: 1,
    company: "Acme",
    provider: "lever",
    state: "succeeded",
    fetched: 1234,
    matched: 20,
    inserted: 3,
    updated: 0,
    reopened: 0,
    archived: 0,
    started_at: "2026-03-10T12:00:00Z",
    finished_at: "2026-03-10T12:00:01.25Z",
    reason: null,
    ...over,
  };
}

function progress(over: Partial<Progress> = {}): Progress {
  return {
    batch_id: "b",
    total: 49,
    done: 49,
    failed: 0,
    fetched: 12345,
    matched: 67,
    inserted: 8,
    updated: 9,
    reopened: 1,
    archived: 2,
    sources: [],
    ...over,
  };
}

// deno-lint-ignore no-control-regex
const plain = (text: string) => text.replace(/\x1b\[\d+m/g, "");

/** The line of a board that took 1.25 s. */
function line(over: Partial<EndedBoard>, told = 7): string {
  const { started_at: _, finished_at: __, ...board } = source();
  return plain(sourceLine({ ...board, ms: 1_250, ...over }, told, progress()));
}

Deno.test("seconds() says a time as a person does", () => {
  assertEquals(seconds(0), "0.0 s");
  assertEquals(seconds(12_345), "12.3 s");
});

Deno.test("sourceLine() tells what a board gave", () => {
  assertEquals(
    line({}),
    "  7/49  succeeded  Acme (lever)                       1.3 s   1,234 listed   20 match    3 new",
  );
});

Deno.test("sourceLine() of an unchanged board says so instead of counting nothing", () => {
  assertMatch(
    line({ state: "unchanged", fetched: null }),
    /1\.3 s {2}as it was$/,
  );
});

Deno.test("sourceLine() gives the reason of a board that failed or stopped short", () => {
  assertMatch(
    line({ state: "failed", reason: 'Cannot list board "acme": answered 500' }),
    / failed .* Cannot list board "acme": answered 500$/,
  );
  assertMatch(
    line({ state: "partial", reason: "The board listed 1 of 3 postings" }),
    / partial .* The board listed 1 of 3 postings$/,
  );
});

Deno.test("sourceLine() lets no board write to the terminal", () => {
  assertMatch(
    line({ company: "A\x1b[2Jcme", state: "failed", reason: "a\r\nb\x07" }),
    / A \[2Jcme \(lever\) .* a b $/,
  );
});

Deno.test("sourceLine() of a board that never began took no time", () => {
  assertMatch(line({ state: "postponed", ms: null }), / 0\.0 s /);
});

Deno.test("sourceLine() keeps its columns under long names and unknown providers", () => {
  const at = line({}).indexOf("1.3 s");
  assertEquals(line({ company: "A".repeat(60) }).indexOf("1.3 s"), at);
  assertEquals(line({ provider: null }, 49).indexOf("1.3 s"), at);
});

Deno.test("summary() adds the batch up, with its wall time next to its slowest board", () => {
  const text = plain(summary(
    progress({
      total: 3,
      sources: [
        source({ company: "Quick" }),
        source({ company: "Slow", finished_at: "2026-03-10T12:00:02Z" }),
        source({ company: "Same", state: "unchanged" }),
      ],
    }),
    3_456,
  ));
  assertEquals(text.split("\n"), [
    "3/3 boards  (1 unchanged, 0 failed)",
    "fetched 12,345  matched 67  new 8  changed 9  reopened 1  closed 2",
    "wall 3.5 s  slowest single board 2.0 s (Slow)",
  ]);
});

Deno.test("summary() counts neither failed nor postponed boards as read", () => {
  const text = plain(summary(
    progress({
      total: 4,
      failed: 1,
      sources: [
        source(),
        source({ state: "partial" }),
        source({ state: "failed" }),
        source({ state: "postponed", started_at: null, finished_at: null }),
      ],
    }),
    1_000,
  ));
  assertEquals(
    text.split("\n")[0],
    "2/4 boards  (0 unchanged, 1 failed, 1 postponed)",
  );
});

Deno.test("summary() of a batch without boards names no slowest", () => {
  const text = plain(summary(progress({ total: 0, done: 0 }), 100));
  assertEquals(text.split("\n")[2], "wall 0.1 s");
});
