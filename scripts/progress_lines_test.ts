import { assert, assertEquals } from "@std/assert";
import { unicodeWidth } from "@std/cli/unicode-width";
import type { EndedBoard, Progress } from "./batch.ts";
import {
  createProviderCounts,
  progressLines,
  type ProviderProgress,
} from "./progress_lines.ts";

function batch(...providers: (string | null)[]): Progress {
  return {
    batch_id: "b",
    total: providers.length,
    done: 0,
    failed: 0,
    fetched: 0,
    matched: 0,
    inserted: 0,
    updated: 0,
    reopened: 0,
    archived: 0,
    sources: providers.map((provider, at) => ({
      ...board({ source_id: at + 1, provider, state: "waiting" }),
      started_at: null,
      finished_at: null,
    })),
  };
}

function board(over: Partial<EndedBoard>): EndedBoard {
  return {
    source_id: 1,
    company: "Acme",
    provider: "lever",
    state: "succeeded",
    fetched: 10,
    matched: 0,
    inserted: 0,
    updated: 0,
    reopened: 0,
    archived: 0,
    reason: null,
    ms: 1,
    ...over,
  };
}

function provider(over: Partial<ProviderProgress> = {}): ProviderProgress {
  return {
    provider: "lever",
    total: 4,
    done: 1,
    failed: 0,
    listed: 1_234,
    ...over,
  };
}

function lines(providers: ProviderProgress[], width = 80): string[] {
  return progressLines(providers, width)
    // deno-lint-ignore no-control-regex
    .map((line) => line.replace(/\x1b\[\d+m/g, ""));
}

Deno.test("createProviderCounts() has a row for each provider, by name, the unknown one last", () => {
  const counts = createProviderCounts(batch("lever", null, "ashby", "lever"));
  assertEquals(
    counts.read().map(({ provider, total, done }) => [provider, total, done]),
    [["ashby", 1, 0], ["lever", 2, 0], ["not known yet", 1, 0]],
  );
});

Deno.test("createProviderCounts() counts what ended, what failed and what was listed", () => {
  const counts = createProviderCounts(batch("lever", "lever", "lever"));
  counts.end(board({ source_id: 1 }));
  counts.end(board({ source_id: 2, state: "failed", fetched: null }));
  counts.end(board({ source_id: 2, state: "lost", fetched: 3 }));
  assertEquals(counts.read(), [
    { provider: "lever", total: 3, done: 2, failed: 1, listed: 13 },
  ]);
});

Deno.test("createProviderCounts() moves a board to the provider that its first scan found", () => {
  const counts = createProviderCounts(batch(null, "lever"));
  counts.end(board({ source_id: 1, provider: "ashby" }));
  assertEquals(
    counts.read().map(({ provider, total, done }) => [provider, total, done]),
    [["ashby", 1, 1], ["lever", 1, 0]],
  );
});

Deno.test("progressLines() draws a bar for each provider, and their sum", () => {
  assertEquals(
    lines([
      provider(),
      provider({
        provider: "ashby",
        total: 12,
        done: 12,
        failed: 2,
        listed: 5,
      }),
    ], 56),
    [
      "lever  ████░░░░░░░░░░░░    1/4  1,234 postings",
      "ashby  ████████████████  12/12      5 postings  2 failed",
      "all    █████████████░░░  13/16  1,239 postings  2 failed",
    ],
  );
});

Deno.test("progressLines() of one provider needs no sum, and of none is nothing", () => {
  assertEquals(lines([provider()]).length, 1);
  assertEquals(lines([]), []);
});

Deno.test("progressLines() fills a bar at the very end only", () => {
  const [almost = ""] = lines([provider({ total: 1_000, done: 999 })]);
  const [whole = ""] = lines([provider({ total: 1_000, done: 1_000 })]);
  assert(almost.includes("░"));
  assert(!whole.includes("░"));
});

Deno.test("progressLines() is never wider than the terminal, and gives the bar up first", () => {
  const providers = [provider({ failed: 1 }), provider({ provider: "ashby" })];
  for (let width = 1; width < 120; width++) {
    for (const line of lines(providers, width)) {
      assert(unicodeWidth(line) <= width, `${width}: ${line}`);
    }
  }
  assertEquals(lines([provider()], 30), ["lever  1/4  1,234 postings"]);
});
