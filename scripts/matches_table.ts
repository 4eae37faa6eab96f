/**
 * Postings as a table: no wider than the terminal, and there with links in it.
 *
 * @module
 */
import { unicodeWidth } from "@std/cli/unicode-width";
import { type Column, renderTable, terminalWidth } from "./table.ts";
import { printable } from "./printable.ts";

/** What the table is written on. */
export interface Screen {
  readonly width: number;
  /** Whether it shows links; what is piped has none. */
  readonly hasLinks: boolean;
}

export interface PostingColumn<Row> extends Column<Row> {
  /** Left out where there is no room for all, the highest first; never without one. */
  readonly spare?: number;
}

/** The terminal of this process, or the paper that a pipe is. */
export function thisScreen(): Screen {
  return {
    width: terminalWidth(),
    hasLinks: Deno.stdout.isTerminal() && Deno.env.get("TERM") !== "dumb",
  };
}

/**
 * What others wrote, for one cell: no control characters, and none of the marks
 * that turn the direction of all that follows.
 */
export function cellText(text: string | null): string {
  return printable(text ?? "").replace(/[\u202a-\u202e\u2066-\u2069]/g, "");
}

/** The columns that fit, each at its narrowest. */
function fitting<Row>(
  columns: readonly PostingColumn<Row>[],
  rows: readonly Row[],
  width: number,
): PostingColumn<Row>[] {
  const floors = columns.map(({ head, cell, least = Infinity }) =>
    rows.reduce(
      (widest, row) =>
        Math.max(widest, Math.min(least, unicodeWidth(cell(row)))),
      unicodeWidth(head),
    )
  );
  let kept = columns.map((column, at) => ({ column, floor: floors[at] ?? 0 }));
  const total = () => kept.reduce((sum, { floor }) => sum + floor + 2, -2);
  while (total() > width) {
    const most = Math.max(...kept.map(({ column }) => column.spare ?? 0));
    if (most === 0) break;
    kept = kept.filter(({ column }) => column.spare !== most);
  }
  return kept.map(({ column }) => column);
}

/** An address that a terminal may be given; null: it is none of the web's. */
function webAddress(url: string): string | null {
  const parsed = URL.parse(url);
  return parsed && /^https?:$/.test(parsed.protocol) ? parsed.href : null;
}

/** The part of `rest` that shows `text`, whole or cut. */
function shown(rest: string, text: string): string {
  let length = 0;
  while (length < text.length && rest[length] === text[length]) length++;
  return rest.slice(0, length) + (rest[length] === "…" ? "…" : "");
}

/**
 * The table. The cells under `linked` lead to the posting; what stands before
 * them in a row must be plain Latin letters and figures.
 */
export function renderPostings<Row extends { readonly url: string }>(
  columns: readonly PostingColumn<Row>[],
  rows: readonly Row[],
  linked: string,
  { width, hasLinks }: Screen,
): string {
  const kept = fitting(columns, rows, width);
  const text = renderTable(kept, rows, width);
  if (!hasLinks) return text;
  const [heads = "", ...lines] = text.split("\n");
  // deno-lint-ignore no-control-regex
  const at = heads.replace(/\x1b\[\d+m/g, "").indexOf(linked);
  const cell = kept.find(({ head }) => head === linked)?.cell;
  const withLinks = lines.map((line, i) => {
    const row = rows[i];
    const url = row && webAddress(row.url);
    if (!row || !url || !cell) return line;
    const label = shown(line.slice(at), cell(row));
    return `${line.slice(0, at)}\x1b]8;;${url}\x1b\\${label}\x1b]8;;\x1b\\${
      line.slice(at + label.length)
    }`;
  });
  return [heads, ...withLinks].join("\n");
}
