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
const OF_WORD = new RegExp(`^[[\\p{L}\\p{N}\\p{M}]--[${UNSPACED}]]`, "v");
const OF_ASCII_WORD = /^[0-9a-z]/i;

const HYPHENS = "\\-‐‑–—";
const GAP = `[\\s${HYPHENS}]\\s*`;
const GAPS = new RegExp(`\\s+|(?<=\\S)[${HYPHENS}](?=\\S)`, "gv");
const SIGNS = /[^\p{L}\p{N}\p{M}\s]/gu;

interface Term {
  /** Of a pattern, without the boundaries. */
  readonly source: string;
  readonly begins: boolean;
  readonly ends: boolean;
}

/**
 * The boundaries are no part of a pattern: what a word is made of would be
 * compiled anew for each, which takes longer than to read a board's titles.
 */
export interface WordsPattern {
  /** Whether any of the terms may be there. */
  readonly any: RegExp;
  readonly terms: readonly (Term & { readonly pattern: RegExp })[];
}

/** The same for terms that are the same words. */
export function termKey(term: string): string {
  return foldText(term).toLowerCase().replace(GAPS, " ").trim();
}

function escape(sign: string): string {
  return "'’ʼ".includes(sign)
    ? "['’ʼ]"
    : `\\u{${sign.codePointAt(0)?.toString(16)}}`;
}

function isOfWord(sign: string | undefined): boolean {
  if (sign === undefined) return false;
  return (sign < "\x80" ? OF_ASCII_WORD : OF_WORD).test(sign);
}

function termOf(text: string): Term[] {
  const isOpen = text.trimEnd().endsWith("*");
  const words = termKey(isOpen ? text.trimEnd().slice(0, -1) : text);
  if (words === "") return [];
  const signs = [...words];
  return [{
    source: words.replace(SIGNS, escape).replaceAll(" ", GAP),
    begins: isOfWord(signs[0]),
    ends: !isOpen && isOfWord(signs.at(-1)),
  }];
}

/** One pattern for all terms; null without any that has a word. */
export function wordsPattern(texts: readonly string[]): WordsPattern | null {
  const terms = texts.flatMap(termOf);
  if (terms.length === 0) return null;
  return {
    any: new RegExp(terms.map(({ source }) => source).join("|"), "iu"),
    terms: terms.map((term) => ({
      ...term,
      pattern: new RegExp(term.source, "giu"),
    })),
  };
}

function hasBoundaries(
  { begins, ends }: Term,
  text: string,
  from: number,
  to: number,
): boolean {
  if (begins && isOfWord([...text.slice(Math.max(0, from - 2), from)].at(-1))) {
    return false;
  }
  if (!ends) return true;
  const [next, second] = text.slice(to, to + 3);
  // Not before what makes another word of it either: C++, C#.
  if (next === "+") return second !== "+";
  if (next === "#") return isOfWord(second);
  return !isOfWord(next);
}

/** Whether one of the terms stands in a folded text. */
export function hasWord(words: WordsPattern | null, text: string): boolean {
  if (!words?.any.test(text)) return false;
  return words.terms.some((term) => {
    const { pattern } = term;
    pattern.lastIndex = 0;
    for (let found; (found = pattern.exec(text));) {
      const { index, 0: words } = found;
      if (hasBoundaries(term, text, index, index + words.length)) return true;
      const [first = ""] = words;
      pattern.lastIndex = index + first.length;
    }
    return false;
  });
}
