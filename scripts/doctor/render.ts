/**
 * The findings as a person reads them in a terminal.
 *
 * @module
 */
import { dim, green, red, yellow } from "@std/fmt/colors";
import type { Finding } from "./finding.ts";

const PAINT = { ok: green, note: yellow, wrong: red };
const WORDS = { ok: "ok", note: "note", wrong: "WRONG" };
const CHECK_WIDTH = 13;

/** A line for each finding, its cure below it, and the sums. */
export function renderFindings(findings: readonly Finding[]): string {
  const lines = findings.flatMap(({ check, state, what, cure }) => {
    const head = PAINT[state](WORDS[state].padEnd(6));
    const line = `${head} ${check.padEnd(CHECK_WIDTH)}${what}`;
    return cure === null
      ? [line]
      : [line, `${" ".repeat(7 + CHECK_WIDTH)}${dim("->")} ${cure}`];
  });
  const count = (state: Finding["state"]) =>
    findings.filter((one) => one.state === state).length;
  const sums = `${count("ok")} ok, ${count("note")} to know, ${
    count("wrong")
  } wrong`;
  return [...lines, dim(sums)].join("\n");
}
