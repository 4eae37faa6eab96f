/**
 * Rows as CSV (RFC 4180) that a spreadsheet reads as text, whatever they say.
 *
 * @module
 */
import type { ViewRow } from "./matches_listing.ts";
import { printable } from "./printable.ts";

const LINE_END = "\r\n";

function plain(value: unknown): string {
  if (value === null || value === undefined) return "";
  if (Array.isArray(value)) return value.map(plain).join("; ");
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

/** One cell: never a formula, in quotes where it must be. */
function cell(value: unknown): string {
  const text = printable(plain(value));
  // Spreadsheets also take the wide forms of these signs, and skip blanks before them.
  const safe = /^\s*[=+\-@＝＋－＠]/.test(text) ? `'${text}` : text;
  return /[",]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** A line of names, then a line for each row. Without rows there are no names to write. */
export function toCsv(rows: readonly ViewRow[]): string {
  const [first] = rows;
  if (!first) return "";
  const names = Object.keys(first);
  return [names, ...rows.map((row) => names.map((name) => row[name]))]
    .map((values) => values.map(cell).join(",") + LINE_END)
    .join("");
}
