/**
 * Finds the words and phrases of a filter in a folded text.
 *
 * A term stands as whole words, whatever their case: "go" is not in "Django". A
 * `*` at its end takes every ending. White space and hyphens are the same:
 * "full stack" is in "Full-Stack". A term that begins or ends with a sign needs
 * no boundary there: "c++" is in "C++17", ".net" in "ASP.NET"; but "c" is
 * neither in "C++" nor in "C#". Scripts that put no space between words (Han,
 * kana, Thai, ...) have no boundaries either.
 *
 * @module
 */
import { foldText } from "./fold_text.ts";

const UNSPACED =
  "\\p{scx=Han}\\p{scx=Hira}\\p{scx=Kana}\\p{scx=Thai}\\p{scx=Laoo}\\p{scx=Khmr}\\p{scx=Mymr}";
/** A character that belongs to a word which goes on beside it. */
const OF_WORD = `[[\\p{L}\\p{N}\\p{M}]--[${UNSPACED}]]`;
const BEGIN = `(?<!${OF_WORD})`;
/** Not in the midst of a word, nor before what makes another word of it: C++, C#. */
const END = `(?!${OF_WORD}|\\+\\+|#(?!${OF_WORD}))`;
const IS_OF_WORD = new RegExp(`^${OF_WORD}`, "v");

const HYPHENS = "\\-‐‑–—";
const GAP = `[\\s${HYPHENS}]\\s*`;
const GAPS = new RegExp(`\\s+|(?<=\\S)[${HYPHENS}](?=\\S)`, "gv");
const SIGNS = /[^\p{L}\p{N}\p{M}\s]/gu;

/** The same for terms that are the same words. */
export function termKey(term: string): string {
  return foldText(term).toLowerCase().replace(GAPS, " ").trim();
}

function escape(sign: string): string {
  return "'’ʼ".includes(sign)
    ? "['’ʼ]"
    : `\\u{${sign.codePointAt(0)?.toString(16)}}`;
}

function sourceOf(term: string): string[] {
  const isOpen = term.trimEnd().endsWith("*");
  const words = termKey(isOpen ? term.trimEnd().slice(0, -1) : term);
  if (words === "") return [];
  const begin = IS_OF_WORD.test(words) ? BEGIN : "";
  const end = !isOpen && IS_OF_WORD.test([...words].at(-1) ?? "") ? END : "";
  const source = words.replace(SIGNS, escape).replaceAll(" ", GAP);
  return [`${begin}${source}${end}`];
}

/** One pattern for all terms; null without any that has a word. */
export function wordsPattern(terms: readonly string[]): RegExp | null {
  const sources = terms.flatMap(sourceOf);
  if (sources.length === 0) return null;
  // A boundary that all begin with is looked for once.
  const begin = sources.every((source) => source.startsWith(BEGIN))
    ? BEGIN
    : "";
  const alternatives = sources.map((source) => source.slice(begin.length));
  return new RegExp(`${begin}(?:${alternatives.join("|")})`, "iv");
}

/** Whether one of the terms stands in a folded text. */
export function hasWord(pattern: RegExp | null, text: string): boolean {
  return pattern !== null && pattern.test(text);
}
