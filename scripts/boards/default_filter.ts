/**
 * What the filter of `supabase/seed.sql` takes, said once more in the plainest
 * way, so that the demo can hold the scanner's numbers against the truth.
 *
 * @module
 */

const TITLE_ANY = [
  "software engineer",
  "backend",
  "full stack",
  "fullstack",
  "frontend",
  "platform engineer",
  "typescript",
  "developer experience",
];

const TITLE_NONE = ["intern", "manager", "director", "recruiter", "sales"];

const LOCATIONS_ANY = [
  "remote",
  "europe",
  "germany",
  "berlin",
  "london",
  "amsterdam",
  "united kingdom",
];

/** As much of a posting as the default filter looks at. */
export interface Judged {
  readonly title: string;
  readonly locations: readonly string[];
  readonly workplace: string | null;
  readonly listed: boolean;
}

/** Where a text names one of the words: anywhere, or only as whole words. */
export type WordMatch = (text: string, word: string) => boolean;

/** Matches anywhere in the text. */
export const containsWord: WordMatch = (text, word) =>
  text.toLowerCase().includes(word);

/** True when the default filter likes the title. */
export function titleFits(title: string, matches = containsWord): boolean {
  return TITLE_ANY.some((word) => matches(title, word)) &&
    !TITLE_NONE.some((word) => matches(title, word));
}

/** True when the default filter likes the place. */
export function placeFits(place: string, matches = containsWord): boolean {
  return LOCATIONS_ANY.some((word) => matches(place, word));
}

/** True when a scan with the default filter stores this posting. */
export function fitsDefaultFilter(
  posting: Judged,
  matches = containsWord,
): boolean {
  return posting.listed && titleFits(posting.title, matches) &&
    (posting.workplace === "remote" ||
      posting.locations.some((place) => placeFits(place, matches)));
}
