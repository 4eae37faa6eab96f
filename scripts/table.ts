/**
 * Rows as a table that fits the terminal.
 *
 * @module
 */
import { unicodeWidth } from "@std/cli/unicode-width";
import { bold, dim } from "@std/fmt/colors";

export interface Column<Row> {
  readonly head: string;
  readonly cell: (row: Row) => string;
  readonly right?: boolean;
  /** Gives way first when the terminal is narrow; no narrower than this. */
  readonly least?: number;
}

const GAP = 2;
const FALLBACK_WIDTH = 110;

/** The width of the terminal; a fixed one where the output is piped. */
export function terminalWidth(): number {
  try {
    return Deno.stdout.isTerminal()
      ? Deno.consoleSize().columns
      : FALLBACK_WIDTH;
  } catch {
    return FALLBACK_WIDTH;
  }
}

/** Cut to a width, with a mark where something is missing. */
export function fit(text: string, width: number): string {
  if (unicodeWidth(text) <= width) return text;
  let cut = "";
  for (const char of text) {
    if (unicodeWidth(cut + char) > width - 1) break;
    cut += char;
  }
  return `${cut}…`;
}

function pad(text: string, width: number, right: boolean): string {
  const room = " ".repeat(Math.max(0, width - unicodeWidth(text)));
  return right ? room + text : text + room;
}

/** Narrows the widest column that may give way until the row fits. */
function shrink(
  widths: number[],
  least: readonly (number | undefined)[],
  width: number,
): void {
  const total = () =>
    widths.reduce((sum, one) => sum + one, GAP * (widths.length - 1));
  while (total() > width) {
    let widest = -1;
    for (const [i, one] of widths.entries()) {
      const floor = least[i];
      if (floor === undefined || one <= floor) continue;
      if (widest === -1 || one > (widths[widest] ?? 0)) widest = i;
    }
    if (widest === -1) return;
    widths[widest] = (widths[widest] ?? 1) - 1;
  }
}

/** The whole table, a line for the heads and one for each row. */
export function renderTable<Row>(
  columns: readonly Column<Row>[],
  rows: readonly Row[],
  width: number = terminalWidth(),
): string {
  const cells = rows.map((row) => columns.map(({ cell }) => cell(row)));
  const widths = columns.map(({ head }, i) =>
    Math.max(
      unicodeWidth(head),
      ...cells.map((line) => unicodeWidth(line[i] ?? "")),
    )
  );
  shrink(widths, columns.map(({ least }) => least), width);
  const line = (texts: readonly string[]) =>
    columns.map(({ right }, i) => {
      const room = widths[i] ?? 0;
      return pad(fit(texts[i] ?? "", room), room, right ?? false);
    }).join(" ".repeat(GAP)).trimEnd();
  return [
    bold(line(columns.map(({ head }) => head))),
    ...cells.map(line),
    dim(rows.length === 1 ? "1 row" : `${rows.length} rows`),
  ].join("\n");
}
