import { assertEquals } from "@std/assert";
import { createLiveLines } from "./live_lines.ts";

/** A terminal that obeys the few marks that are used, and fails on any other. */
function createScreen(rows: number) {
  let screen: string[] = [""];
  let at = 0;
  let column = 0;
  function obey(mark: string) {
    const up = /^␛\[(\d+)A$/.exec(mark)?.[1];
    if (up) {
      at -= Number(up);
      if (at < screen.length - rows) throw new Error("Off the screen");
    } else if (mark === "␛[J") {
      screen = [...screen.slice(0, at), screen[at]?.slice(0, column) ?? ""];
    } else if (mark === "\n") {
      at++;
      column = 0;
      screen.push("");
    } else if (mark === "\r") {
      column = 0;
    } else if (mark.startsWith("␛")) {
      throw new Error(`Unexpected ${mark}`);
    } else {
      screen[at] = (screen[at] ?? "").slice(0, column) + mark;
      column += mark.length;
    }
  }
  return {
    /** Without the one that the cursor waits in. */
    lines: () => screen.slice(0, -1),
    terminal: {
      size: () => ({ columns: 80, rows }),
      write(text: string) {
        for (
          const [mark] of text.replaceAll("\x1b", "␛")
            .matchAll(/␛\[\d*[A-Za-z]|\r|\n|[^␛\r\n]+/g)
        ) obey(mark);
      },
    },
  };
}

Deno.test("createLiveLines() draws its lines again in place, more or fewer of them", () => {
  const { lines, terminal } = createScreen(10);
  const live = createLiveLines(terminal);
  terminal.write("before\n");
  live.draw(["a 1", "b 1"]);
  assertEquals(lines(), ["before", "a 1", "b 1"]);
  live.draw(["a 2", "b 2", "c 2"]);
  assertEquals(lines(), ["before", "a 2", "b 2", "c 2"]);
  live.draw(["a 3"]);
  assertEquals(lines(), ["before", "a 3"]);
});

Deno.test("createLiveLines() lets something be printed above, to stay", () => {
  const { lines, terminal } = createScreen(10);
  const live = createLiveLines(terminal);
  live.above(() => terminal.write("early\n"));
  live.draw(["a 1"]);
  live.above(() => terminal.write("late\n"));
  assertEquals(lines(), ["early", "late", "a 1"]);
  live.draw(["a 2"]);
  assertEquals(lines(), ["early", "late", "a 2"]);
});

Deno.test("createLiveLines() draws over what the terminal itself has echoed", () => {
  const { lines, terminal } = createScreen(10);
  const live = createLiveLines(terminal);
  live.draw(["a 1"]);
  terminal.write("^C");
  live.draw(["a 2"]);
  assertEquals(lines(), ["a 2"]);
});

Deno.test("createLiveLines() draws no more than the terminal has room for: the last ones", () => {
  const { lines, terminal } = createScreen(3);
  const live = createLiveLines(terminal);
  live.draw(["a 1", "b 1", "c 1", "all 1"]);
  live.draw(["a 2", "b 2", "c 2", "all 2"]);
  assertEquals(lines(), ["c 2", "all 2"]);
});
