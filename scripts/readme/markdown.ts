/**
 * What of a Markdown text can be run: its fenced blocks of code, its tables and
 * the code inside its sentences, each with the heading that it stands under.
 *
 * @module
 */

/** Where something stands. */
interface Place {
  /** The nearest heading above, without its marks; "" before the first. */
  readonly heading: string;
  /** The headings that this one belongs to, itself last. */
  readonly path: readonly string[];
  /** Counted from 1. */
  readonly line: number;
}

/** A fenced block. */
export interface CodeBlock extends Place {
  /** The word behind the fence; "" without one. */
  readonly language: string;
  readonly code: string;
}

/** A table, its cells as they are written. */
export interface Table extends Place {
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** Code inside a sentence or a cell. */
export interface InlineCode extends Place {
  readonly code: string;
}

/** A Markdown text taken apart. */
export interface Markdown {
  readonly headings: readonly string[];
  readonly blocks: readonly CodeBlock[];
  readonly tables: readonly Table[];
  readonly inline: readonly InlineCode[];
}

/** The code in a cell or a line, in order. */
export function codeIn(text: string): string[] {
  return [...text.matchAll(/(`+)(.+?)\1(?!`)/g)].map(([, , code = ""]) => code);
}

function cellsOf(row: string): string[] {
  return row.trim().replace(/^\||\|$/g, "").split(/(?<!\\)\|/)
    .map((cell) => cell.trim());
}

/** @throws {Error} when a block is not closed. */
export function readMarkdown(text: string): Markdown {
  const lines = text.split("\n");
  const path: { level: number; text: string }[] = [];
  const headings: string[] = [];
  const blocks: CodeBlock[] = [];
  const tables: Table[] = [];
  const inline: InlineCode[] = [];

  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] ?? "";
    const [, marks, title] = /^(#{1,6}) (.+)$/.exec(line) ?? [];
    if (marks && title) {
      while ((path.at(-1)?.level ?? 0) >= marks.length) path.pop();
      path.push({ level: marks.length, text: title.trim() });
      headings.push(title.trim());
      continue;
    }
    const place: Place = {
      heading: path.at(-1)?.text ?? "",
      path: path.map(({ text }) => text),
      line: at + 1,
    };
    const [, fence, language] = /^\s*(```+)(\w*)/.exec(line) ?? [];
    if (fence !== undefined) {
      const start = at + 1;
      do at++; while (at < lines.length && lines[at]?.trim() !== fence);
      if (at === lines.length) {
        throw new Error(
          `Cannot read the block in line ${start}: it has no end`,
        );
      }
      const code = lines.slice(start, at).map((one) => `${one}\n`).join("");
      blocks.push({ ...place, language: language ?? "", code });
      continue;
    }
    inline.push(...codeIn(line).map((code) => ({ ...place, code })));
    const isHead = line.startsWith("|") &&
      /^\|[\s:|-]+\|$/.test(lines[at + 1] ?? "");
    if (!isHead) continue;
    const rows: string[][] = [];
    for (at += 2; lines[at]?.startsWith("|"); at++) {
      const row = lines[at] ?? "";
      rows.push(cellsOf(row));
      inline.push(
        ...codeIn(row).map((code) => ({ ...place, line: at + 1, code })),
      );
    }
    at--;
    tables.push({ ...place, head: cellsOf(line), rows });
  }
  return { headings, blocks, tables, inline };
}
