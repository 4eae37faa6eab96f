import { assert, assertEquals, assertMatch } from "@std/assert";
import { DOMParser } from "linkedom";
import { drawTerminal } from "./terminal_svg.ts";

const LOOK = { title: 'A "demo" & more', columns: 20, rows: 2 };
const at = (atMs: number, text: string) => ({ atMs, text });

/** The texts of the picture, from top to bottom. */
function textsOf(svg: string): string[] {
  const document = new DOMParser().parseFromString(svg, "image/svg+xml");
  return [...document.querySelectorAll("text")].map((one) => one.textContent);
}

/** The steps of an animation: percent and shift. */
function stepsOf(svg: string, name: string): number[][] {
  const [, steps = ""] = new RegExp(`@keyframes ${name}\\{(.*)\\}`).exec(svg) ??
    [];
  return [...steps.matchAll(/([\d.]+)%\{transform:translateY\((-?\d+)px\)\}/g)]
    .map(([, percent, shift]) => [Number(percent), Number(shift)]);
}

Deno.test("drawTerminal() shows every line, broken where the terminal ends", () => {
  const svg = drawTerminal([
    at(0, "$ demo"),
    at(0, ""),
    at(5, "a line of more than twenty letters"),
  ], LOOK);
  assertEquals(textsOf(svg), [
    "$ demo",
    "a line of more than ",
    "twenty letters",
  ]);
  const ys = [...svg.matchAll(/<text x="\d+" y="(\d+)"/g)].map(([, y]) =>
    Number(y)
  );
  assertEquals(ys.map((y) => y - (ys[0] ?? 0)), [0, 34, 51]);
});

Deno.test("drawTerminal() keeps colours, over an end of line too, and no marks", () => {
  const svg = drawTerminal([
    at(0, "\x1b[1mone \x1b[32mtwo\x1b[39m"),
    at(0, "three\x1b[22m four \x1b[31mfive\x1b[0m six"),
  ], LOOK);
  assertEquals(
    [...svg.matchAll(/<tspan class="([^"]+)">([^<]+)</g)].map((
      [, look, text],
    ) => [look, text]),
    [["bold", "one "], ["bold green", "two"], ["bold", "three"], [
      "red",
      "five",
    ]],
  );
  assertEquals(textsOf(svg), ["one two", "three four five six"]);
  assert(!svg.includes("\x1b"));
});

Deno.test("drawTerminal() writes what is no markup", () => {
  const svg = drawTerminal([at(0, "a <b> & 'c'")], LOOK);
  assertMatch(svg, /aria-label="A &quot;demo&quot; &amp; more"/);
  assertMatch(svg, />a &lt;b> &amp; 'c'<\/text>/);
});

Deno.test("drawTerminal() uncovers the lines at their times, and scrolls when the terminal is full", () => {
  const svg = drawTerminal([
    at(0, "one"),
    at(2_500, "two"),
    at(5_000, "three"),
    at(5_010, "four"),
    at(10_000, "five"),
  ], LOOK);
  // Ten seconds, and ten more in which the end stays.
  assertMatch(svg, /animation:scroll 20000ms step-end infinite/);
  assertEquals(stepsOf(svg, "cover"), [[0, 17], [12.5, 34], [25, 68], [
    50,
    85,
  ]]);
  assertEquals(stepsOf(svg, "scroll"), [[0, 0], [25, -34], [50, -51]]);
  // Where nothing moves, the end is shown.
  assertMatch(svg, /\.lines\{transform:translateY\(-51px\)/);
  assertMatch(svg, /\.cover\{transform:translateY\(85px\)/);
  assertMatch(
    svg,
    /prefers-reduced-motion:reduce\)\{\.lines,\.cover\{animation:none\}/,
  );
});

Deno.test("drawTerminal() asks for nothing outside of the picture", () => {
  const svg = drawTerminal([at(0, "one")], LOOK);
  assertEquals(svg.match(/https?:\/\/[^"\s]+/g), [
    "http://www.w3.org/2000/svg",
  ]);
  assert(!/<script|@import|@font-face|href=/.test(svg));
});
