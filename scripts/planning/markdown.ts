/**
 * Markdown as `deno fmt` leaves it, so that what is written needs no formatting.
 *
 * @module
 */

const WIDTH = 80;

/** A paragraph or, with `bullet`, an entry of a list, wrapped. */
export function paragraph(text: string, bullet = false): string {
  const indent = bullet ? "  " : "";
  const lines: string[] = [];
  let line = bullet ? "-" : "";
  // A piece of code is one word.
  for (const [word] of text.matchAll(/(?:`[^`]*`|[^\s`])+/g)) {
    const longer = line === "" ? word : `${line} ${word}`;
    if (longer.length <= WIDTH || line === "") {
      line = longer;
      continue;
    }
    lines.push(line);
    line = indent + word;
  }
  return [...lines, line].join("\n");
}

/** A table whose first columns are words and all others numbers. */
export function table(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  words = 0,
): string {
  const widths = head.map((text, i) =>
    Math.max(3, text.length, ...rows.map((row) => row[i]?.length ?? 0))
  );
  const line = (cells: readonly string[]) =>
    `| ${
      widths.map((width, i) => {
        const cell = cells[i] ?? "";
        return i < words ? cell.padEnd(width) : cell.padStart(width);
      }).join(" | ")
    } |`;
  const rule = widths.map((width, i) =>
    i < words ? "-".repeat(width) : `${"-".repeat(width - 1)}:`
  );
  return [line(head), line(rule), ...rows.map(line)].join("\n");
}
