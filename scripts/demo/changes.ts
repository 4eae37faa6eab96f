/**
 * Whether the scanner saw what the boards did: postings added, changed and
 * removed between two scans, counted on both sides.
 *
 * @module
 */
import type { Progress } from "../batch.ts";
import type { ChangeReport } from "./simulated_boards.ts";

export interface Comparison {
  readonly what: string;
  readonly boards: number;
  readonly scanner: number;
}

/**
 * Counts both sides. `found` are the two scans after the change: a board that is
 * read in pages must lack a posting twice before it counts as gone.
 */
export function compare(
  report: ChangeReport,
  found: readonly Progress[],
): Comparison[] {
  const all = (kind: "added" | "changed" | "removed") =>
    report.boards.flatMap((board) => board[kind]);
  const sum = (field: "inserted" | "updated" | "archived") =>
    found.reduce((total, progress) => total + progress[field], 0);
  const begins = all("changed").filter(({ fitsBefore, fitsAfter }) =>
    !fitsBefore && fitsAfter
  );
  return [
    {
      what: "new matches (added, or changed so that they match now)",
      boards: all("added").filter(({ fitsAfter }) => fitsAfter).length +
        begins.length,
      scanner: sum("inserted"),
    },
    {
      what: "matches that changed",
      boards:
        all("changed").filter(({ fitsBefore, fitsAfter }) =>
          fitsBefore && fitsAfter
        ).length,
      scanner: sum("updated"),
    },
    {
      what: "matches that closed",
      boards: all("removed").filter(({ fitsBefore }) => fitsBefore).length,
      scanner: sum("archived"),
    },
  ];
}
