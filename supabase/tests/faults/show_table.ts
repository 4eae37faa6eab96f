/**
 * Shows what every cell of the matrix came to. Imported by tests only.
 *
 * @module
 */
import { FAULTS } from "../../../scripts/boards/mod.ts";
import type { Cell } from "./cell.ts";

function aligned(lines: readonly (readonly string[])[]): string {
  const widths =
    lines[0]?.map((_, column) =>
      Math.max(...lines.map((line) => line[column]?.length ?? 0))
    ) ?? [];
  return lines.map((line) =>
    line.map((text, column) => text.padEnd(widths[column] ?? 0)).join(" | ")
      .trimEnd()
  ).join("\n");
}

/** The words of all boards' health, each once, without the names of hosts. */
function reasonsIn(cells: ReadonlyMap<string, Cell>): string[][] {
  const reasons = [...cells.values()].flatMap(({ said, reason }) =>
    reason
      ? `${said}\n${reason.replace(/(?<=^Cannot read )[^ ]+(?=:)/, "…")}`
      : []
  );
  return [...new Set(reasons)].sort().map((both) => both.split("\n"));
}

function shown(cell: Cell | undefined): string {
  if (!cell) return "n/a";
  const { said, requests, seconds } = cell;
  return `${said} (${requests}${seconds > 0 ? `, ${seconds} s` : ""})`;
}

/** A row for each fault; a column for all boards to which the same happened. */
export function showTable(
  names: readonly string[],
  cells: ReadonlyMap<string, Cell>,
): string {
  const columns = new Map<string, string[]>();
  for (const name of names) {
    const column = FAULTS.map((fault) => shown(cells.get(`${fault} ${name}`)));
    const key = column.join("\n");
    columns.set(key, [...columns.get(key) ?? [], name]);
  }
  const columnsShown = [...columns.keys()].map((key) => key.split("\n"));
  const letters = columnsShown.map((_, at) => String.fromCharCode(65 + at));
  return [
    "How each scan ended (its requests, its seconds by the clock of the test)",
    ...[...columns.values()].map((some, at) =>
      `${letters[at]}: ${some.join(", ")}`
    ),
    aligned([
      ["fault", ...letters],
      ...FAULTS.map((fault, row) => [
        fault,
        ...columnsShown.map((column) => column[row] ?? ""),
      ]),
    ]),
    "",
    "What the health of the boards said",
    aligned(reasonsIn(cells)),
  ].join("\n");
}
