import { assertEquals } from "@std/assert";
import type { Progress } from "../batch.ts";
import { compare } from "./changes.ts";
import type { ChangeReport } from "./simulated_boards.ts";

function progress(over: Partial<Progress>): Progress {
  return {
    batch_id: "b",
    total: 1,
    done: 1,
    failed: 0,
    fetched: 0,
    matched: 0,
    inserted: 0,
    updated: 0,
    reopened: 0,
    archived: 0,
    sources: [],
    ...over,
  };
}

type BoardChange = ChangeReport["boards"][number];

function board(over: Partial<BoardChange>): BoardChange {
  return {
    company: "Acme",
    provider: "lever",
    added: [],
    changed: [],
    removed: [],
    ...over,
  };
}

function report(...boards: BoardChange[]): ChangeReport {
  const sum = (kind: "added" | "changed" | "removed") =>
    boards.reduce((total, board) => total + board[kind].length, 0);
  return {
    added: sum("added"),
    changed: sum("changed"),
    removed: sum("removed"),
    boards,
  };
}

const change = (fitsBefore: boolean, fitsAfter: boolean) => ({
  externalId: crypto.randomUUID(),
  fitsBefore,
  fitsAfter,
});

/** New, changed and closed, as the boards and as the scanner count them. */
function numbers(reported: ChangeReport, ...found: Progress[]) {
  return compare(reported, found).map(({ boards, scanner }) => [
    boards,
    scanner,
  ]);
}

Deno.test("compare() counts of all changes those that the filter takes", () => {
  const reported = report(
    board({
      added: [change(false, true), change(false, false)],
      removed: [change(true, false), change(false, false)],
    }),
    board({
      added: [change(false, true)],
      changed: [change(true, true), change(false, false)],
    }),
  );
  assertEquals(
    numbers(reported, progress({ inserted: 2, updated: 1, archived: 1 })),
    [[2, 2], [1, 1], [1, 1]],
  );
});

Deno.test("compare() counts a posting that matches only since its change as new", () => {
  const reported = report(board({ changed: [change(false, true)] }));
  assertEquals(
    numbers(reported, progress({ inserted: 1 })),
    [[1, 1], [0, 0], [0, 0]],
  );
});

Deno.test("compare() does not count a posting that matches no more since its change: it is no closed one", () => {
  const reported = report(board({ changed: [change(true, false)] }));
  assertEquals(numbers(reported, progress({})), [[0, 0], [0, 0], [0, 0]]);
});

Deno.test("compare() adds up what the scans after the change found", () => {
  const reported = report(
    board({ removed: [change(true, false), change(true, false)] }),
  );
  assertEquals(
    numbers(reported, progress({ archived: 1 }), progress({ archived: 1 }))[2],
    [2, 2],
  );
});

Deno.test("compare() keeps both numbers where they differ", () => {
  const reported = report(board({ added: [change(false, true)] }));
  assertEquals(numbers(reported, progress({ inserted: 3 }))[0], [1, 3]);
});
