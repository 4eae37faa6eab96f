/**
 * Lines at the foot of a terminal that are drawn again in place.
 *
 * @module
 */

export interface Terminal {
  write(text: string): void;
  readonly size: () => { readonly columns: number; readonly rows: number };
}

/** The terminal of this process; null where its output goes elsewhere. */
export function thisTerminal(): Terminal | null {
  if (!Deno.stdout.isTerminal() || Deno.env.get("TERM") === "dumb") return null;
  const encoder = new TextEncoder();
  return {
    write(text) {
      let rest = encoder.encode(text);
      while (rest.length > 0) {
        rest = rest.subarray(Deno.stdout.writeSync(rest));
      }
    },
    size: Deno.consoleSize,
  };
}

/** Draws with the terminal's own marks: up so many lines, and clear from there. */
export function createLiveLines({ write, size }: Terminal) {
  let drawn: readonly string[] = [];
  const erasing = () => drawn.length > 0 ? `\r\x1b[${drawn.length}A\x1b[J` : "";
  function draw(lines: readonly string[]) {
    // What has scrolled away cannot be reached any more; the sum is the last line.
    const fitting = lines.slice(-Math.max(1, size().rows - 1));
    write(erasing() + fitting.map((line) => `${line}\n`).join(""));
    drawn = fitting;
  }
  return {
    draw,
    /** Lets something be printed over the lines, to stay. */
    above(print: () => void): void {
      const lines = drawn;
      draw([]);
      print();
      draw(lines);
    },
    width: () => size().columns,
  };
}
