/**
 * How good a posting is for a filter that takes it: 0 to 100, from nothing but
 * the two, so that it is the same whenever it is asked. Age is no part of it:
 * the views apply that when they are read.
 *
 * - It begins at 50.
 * - +10 for each of the filter's `title_any` that stands in the title, the first
 *   two of them at most.
 * - Each keyword adds its points once, however often and wherever it stands: the
 *   title is looked at first and named as the reason, then the text.
 * - A keyword that names a workplace (remote, hybrid, onsite, on-site) is asked
 *   of the posting's workplace; of its words only where that is not known, for a
 *   text says "remote" of much else.
 * - The sum is rounded and kept within 0 and 100.
 *
 * The comment on `search_filters.keywords` says the same to whoever writes one.
 *
 * @module
 */
import type { FoldedPosting } from "./folded_posting.ts";
import type { Posting, Workplace } from "./posting.ts";
import type { Filter } from "./work_order.ts";
import {
  hasWord,
  termKey,
  type WordsPattern,
  wordsPattern,
} from "./words_pattern.ts";

export const BASE_SCORE = 50;
const TITLE_POINTS = 10;
const MOST_TITLE_WORDS = 2;

const WORKPLACES: ReadonlyMap<string, Workplace> = new Map([
  ["remote", "remote"],
  ["hybrid", "hybrid"],
  ["onsite", "onsite"],
  ["on site", "onsite"],
]);

interface Keyword {
  readonly word: string;
  readonly pattern: WordsPattern | null;
  readonly points: number;
  readonly workplace: Workplace | null;
}

export interface Score {
  readonly score: number;
  /** What made it, for a person: `+20 title: typescript`. */
  readonly reasons: readonly string[];
  /** The score that it may come to when what is still unknown is read. */
  readonly atMost: number;
}

function within(sum: number): number {
  return Math.round(Math.min(100, Math.max(0, sum)));
}

function signed(points: number): string {
  return points < 0 ? String(points) : `+${points}`;
}

/** Where the keyword is found, as a reason says it; null: nowhere. */
function whereIs(
  { pattern, workplace }: Keyword,
  folded: FoldedPosting,
): string | null {
  const { posting, title } = folded;
  if (workplace !== null && posting.workplace !== null) {
    return posting.workplace === workplace ? "" : null;
  }
  if (hasWord(pattern, title)) return "title: ";
  return hasWord(pattern, folded.text) ? "text: " : null;
}

function mayCome(
  { workplace }: Keyword,
  posting: Posting,
  unknown: readonly (keyof Posting)[],
): boolean {
  if (workplace !== null) {
    if (posting.workplace !== null) return false;
    if (unknown.includes("workplace")) return true;
  }
  return posting.description === null && unknown.includes("description");
}

/** Makes what scores postings for one filter. */
export function createScore(
  { title_any, keywords }: Pick<Filter, "title_any" | "keywords">,
) {
  const titleWords = title_any.map((word) => ({
    word: word.trim(),
    pattern: wordsPattern([word]),
  }));
  const wanted = Object.entries(keywords).map(([word, points]): Keyword => ({
    word: word.trim(),
    pattern: wordsPattern([word]),
    points,
    workplace: WORKPLACES.get(termKey(word)) ?? null,
  }));

  return function score(
    folded: FoldedPosting,
    unknown: readonly (keyof Posting)[],
  ): Score {
    const reasons: string[] = [];
    let sum = BASE_SCORE;
    let toCome = 0;
    for (const { word, pattern } of titleWords) {
      if (!hasWord(pattern, folded.title)) continue;
      sum += TITLE_POINTS;
      reasons.push(`+${TITLE_POINTS} title: ${word}`);
      if (reasons.length === MOST_TITLE_WORDS) break;
    }
    for (const keyword of wanted) {
      const { word, points } = keyword;
      const where = whereIs(keyword, folded);
      if (where !== null) {
        sum += points;
        reasons.push(`${signed(points)} ${where}${word}`);
      } else if (points > 0 && mayCome(keyword, folded.posting, unknown)) {
        toCome += points;
      }
    }
    return { score: within(sum), reasons, atMost: within(sum + toCome) };
  };
}
