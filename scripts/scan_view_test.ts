import { assertEquals, assertMatch } from "@std/assert";
import type { EndedBoard, Progress } from "./batch.ts";
import { createView } from "./scan_view.ts";

const COUNTS = {
  batch_id: "b",
  total: 2,
  done: 2,
  failed: 1,
  fetched: 10,
  matched: 4,
  inserted: 2,
  updated: 0,
  reopened: 0,
  archived: 0,
};

function board(over: Partial<EndedBoard> = {}): EndedBoard {
  return {
    source_id: 1,
    company: "Acme",
    provider: "lever",
    state: "succeeded",
    fetched: 10,
    matched: 4,
    inserted: 2,
    updated: 0,
    reopened: 0,
    archived: 0,
    reason: null,
    ms: 1_000,
    ...over,
  };
}

const FAILED = board({
  source_id: 2,
  company: "Bakers",
  state: "failed",
  reason: "it answered 500",
});

const PROGRESS: Progress = {
  ...COUNTS,
  sources: [board(), FAILED].map(({ ms: _, ...source }) => ({
    ...source,
    started_at: null,
    finished_at: null,
  })),
};

// deno-lint-ignore no-control-regex
const plain = (text: string) => text.replace(/\x1b\[\d+m/g, "");

/** Shows a whole scan; what went where. */
function show({ json = false, isTerminal = false } = {}) {
  const printed: string[] = [];
  const said: string[] = [];
  const drawn: string[] = [];
  const view = createView({
    json,
    terminal: isTerminal
      ? {
        write: (text) => void drawn.push(plain(text)),
        size: () => ({ columns: 80, rows: 20 }),
      }
      : null,
    print: (text) => void printed.push(plain(text)),
    say: (line) => void said.push(line),
  });
  view.say("starting");
  view.start(PROGRESS);
  view.board(board(), COUNTS);
  view.board(FAILED, COUNTS);
  view.end(PROGRESS, 1_234.5);
  return { printed, said, drawn };
}

Deno.test("createView() prints a line for each board, then the sum, where the output is piped", () => {
  const { printed, said } = show();
  assertEquals(printed.length, 3);
  assertMatch(printed[0] ?? "", /^ {2}1\/2 {2}succeeded {2}Acme \(lever\)/);
  assertMatch(printed[1] ?? "", /^ {2}2\/2 {2}failed .* it answered 500$/);
  assertMatch(printed[2] ?? "", /^\n1\/2 boards .*\n.*\nwall 1\.2 s/);
  assertEquals(said, ["starting"]);
});

Deno.test("createView() draws bars on a terminal, then names the boards that failed, then the sum", () => {
  const { printed, said, drawn } = show({ isTerminal: true });
  assertMatch(drawn.at(-1) ?? "", /lever .* 2\/2 .* 1 failed\n$/);
  assertMatch(printed.join("\n"), /^\n.*failed .*Bakers.*\n\n1\/2 boards/);
  assertEquals(said, ["starting"]);
});

Deno.test("createView() prints one object and nothing else for a program", () => {
  const { printed, said } = show({ json: true });
  assertEquals(printed.map((text) => JSON.parse(text)), [
    { ...PROGRESS, wall_ms: 1_235 },
  ]);
  assertEquals(said, ["starting"]);
});
