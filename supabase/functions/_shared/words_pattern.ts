/**
 * Finds the words and phrases of a filter in a text: whole words, whatever
 * their case; a `*` at the end takes every ending.
 *
 * @module
 */

/** One pattern for all terms; null without any. */
export function wordsPattern(terms: readonly string[]): RegExp | null {
  const alternatives = terms.map((term) => term.trim()).filter(Boolean)
    // The longest first: "java*" must not hide "javascript".
    .sort((a, b) => b.length - a.length)
    .map((term) => {
      const open = term.endsWith("*");
      const words = (open ? term.slice(0, -1) : term)
        .replace(/[.*+?^${}()|[\]\\]/g, "\\$&")
        .replace(/\s+/g, "\\s+");
      return open ? words : `${words}(?![\\p{L}\\p{N}])`;
    });
  return alternatives.length === 0
    ? null
    : new RegExp(`(?<![\\p{L}\\p{N}])(?:${alternatives.join("|")})`, "giu");
}

/** Which terms stand in the text, as the text writes them, each once. */
export function foundWords(pattern: RegExp | null, text: string): string[] {
  if (!pattern) return [];
  const found = new Set<string>();
  for (const [word] of text.matchAll(pattern)) {
    found.add(word.toLowerCase().replace(/\s+/g, " "));
  }
  return [...found];
}

/** Whether one of the terms stands in the text. */
export function hasWord(pattern: RegExp | null, text: string): boolean {
  return pattern !== null && text.search(pattern) !== -1;
}
