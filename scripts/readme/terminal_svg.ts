/**
 * What a command prints, as a picture of a terminal: one SVG without a script and
 * without a font of its own, that plays in the time it took, waits and begins
 * again. Where nothing moves (a reader who wants it so, a printer) it shows the
 * end.
 *
 * @module
 */

/** A line as it was printed, with the terminal's own marks for colours. */
export interface PrintedLine {
  /** Since the command began. */
  readonly atMs: number;
  readonly text: string;
}

export interface TerminalLook {
  /** What the picture is of, for those who do not see it. */
  readonly title: string;
  /** Where longer lines are broken. */
  readonly columns: number;
  /** How many lines are seen at once. */
  readonly rows: number;
}

const FONT_SIZE = 12;
/** Of the monospaced fonts that people have, the widest. */
const COLUMN = 0.6021 * FONT_SIZE;
const ROW = 17;
const PADDING = 16;
/** How long the end stays. */
const HOLD_MS = 10_000;
/** Lines that come together are shown together. */
const TICK_MS = 50;

/** By the numbers of the marks; 39 and 22 end them. */
const COLOURS: Readonly<Record<string, string>> = {
  31: "red",
  32: "green",
  33: "yellow",
  34: "blue",
  35: "magenta",
  36: "cyan",
};

interface Span {
  readonly look: string;
  readonly text: string;
}

function escape(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}

/** The lines' spans, broken where a terminal breaks them; a colour goes on over an end of line. */
function layOut(
  lines: readonly PrintedLine[],
  columns: number,
): { atMs: number; spans: Span[] }[] {
  let [bold, dim, colour] = [false, false, ""];
  return lines.flatMap(({ atMs, text }) => {
    let spans: Span[] = [];
    const rows = [{ atMs, spans }];
    let width = 0;
    // deno-lint-ignore no-control-regex
    for (const part of text.split(/(\x1b\[[\d;]*m)/)) {
      // deno-lint-ignore no-control-regex
      const marks = /^\x1b\[([\d;]*)m$/.exec(part)?.[1];
      for (const mark of marks?.split(";") ?? []) {
        if (mark === "1") bold = true;
        else if (mark === "2") dim = true;
        else if (mark === "22") bold = dim = false;
        else if (mark === "39") colour = "";
        else if (mark === "0" || mark === "") {
          [bold, dim, colour] = [false, false, ""];
        } else colour = COLOURS[mark] ?? colour;
      }
      if (marks !== undefined) continue;
      const look = [bold && "bold", dim && "dim", colour].filter(Boolean).join(
        " ",
      );
      let rest = [...part];
      while (rest.length > 0) {
        if (width === columns) {
          spans = [];
          rows.push({ atMs, spans });
          width = 0;
        }
        const fits = rest.slice(0, columns - width);
        spans.push({ look, text: fits.join("") });
        width += fits.length;
        rest = rest.slice(fits.length);
      }
    }
    return rows;
  });
}

function drawSpan({ look, text }: Span): string {
  return look === ""
    ? escape(text)
    : `<tspan class="${look}">${escape(text)}</tspan>`;
}

/** Draws the terminal; the lines in the order of their times. */
export function drawTerminal(
  lines: readonly PrintedLine[],
  { title, columns, rows }: TerminalLook,
): string {
  const drawn = layOut(lines, columns);
  const width = Math.ceil(columns * COLUMN + 2 * PADDING);
  const height = rows * ROW + 2 * PADDING;
  const duration = Math.ceil((drawn.at(-1)?.atMs ?? 0) + HOLD_MS);

  // How many lines are there at each tick.
  const counts = new Map<number, number>();
  for (const [at, { atMs }] of drawn.entries()) {
    counts.set(Math.round(atMs / TICK_MS) * TICK_MS, at + 1);
  }
  const scrolled = (count: number) => -Math.max(0, count - rows) * ROW;
  const steps = (move: (count: number) => number) => {
    let last: number | null = null;
    return [[0, counts.get(0) ?? 0], ...counts].flatMap(
      ([ms = 0, count = 0]) => {
        const to = move(count);
        if (to === last) return [];
        last = to;
        const percent = Number((100 * ms / duration).toFixed(3));
        return `${percent}%{transform:translateY(${to}px)}`;
      },
    ).join("");
  };
  const text = drawn.flatMap(({ spans }, at) =>
    spans.length === 0
      ? []
      : `<text x="${PADDING}" y="${PADDING + at * ROW + FONT_SIZE}">${
        spans.map(drawSpan).join("")
      }</text>`
  ).join("\n");

  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="${
    escape(title).replaceAll('"', "&quot;")
  }">
<title>${escape(title)}</title>
<style>
text{font:${FONT_SIZE}px ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono","Liberation Mono",monospace;fill:#d5dae1;white-space:pre}
.bold{font-weight:700;fill:#fff}.dim{fill:#939ca8}
.green{fill:#6fd08c}.red{fill:#ff8a80}.yellow{fill:#e8c468}.blue{fill:#7db4ff}.magenta{fill:#d79bf0}.cyan{fill:#6ccfd6}
.page,.cover{fill:#14181d}.page{stroke:#3b434d}
.lines{transform:translateY(${
    scrolled(drawn.length)
  }px);animation:scroll ${duration}ms step-end infinite}
.cover{transform:translateY(${
    drawn.length * ROW
  }px);animation:cover ${duration}ms step-end infinite}
@media (prefers-reduced-motion:reduce){.lines,.cover{animation:none}}
@keyframes scroll{${steps(scrolled)}}
@keyframes cover{${steps((count) => count * ROW)}}
</style>
<clipPath id="seen"><rect x="1" y="${PADDING}" width="${width - 2}" height="${
    rows * ROW
  }"/></clipPath>
<rect class="page" x=".5" y=".5" width="${width - 1}" height="${
    height - 1
  }" rx="8"/>
<g clip-path="url(#seen)"><g class="lines">
${text}
<rect class="cover" x="1" y="${PADDING}" width="${width - 2}" height="${
    drawn.length * ROW + 8
  }"/>
</g></g>
</svg>
`;
}
