/**
 * The words that every kind of message has in common.
 *
 * @module
 */
import type { Digest, DigestPosting } from "./digest.ts";

const MOST_PLACES = 3;
/** Longer ones are no address that a person would open from a chat. */
const LONGEST_LINK = 1_000;

/** One line of at most so many UTF-16 units, not cut within a character. */
export function clip(text: string, most: number): string {
  const line = text.replace(/[\s\p{Cc}\p{Cf}]+/gu, " ").trim();
  if (line.length <= most) return line;
  return `${
    line.slice(0, most - 1).replace(/[\ud800-\udbff]$/, "").trimEnd()
  }…`;
}

/** "3 new matches", without what a person named. */
export function countOf({ test, matches }: Digest): string {
  if (test) return "Test message";
  return `${matches} new ${matches === 1 ? "match" : "matches"}`;
}

/** What the message is about, in one line. */
export function heading(digest: Digest): string {
  const name = clip(digest.notification, 100);
  return digest.test
    ? `Test message: new matches for "${name}" arrive here`
    : `${countOf(digest)} for "${name}"`;
}

/** Company, places, pay and score, as far as they are known. */
export function factsOf(posting: DigestPosting): string {
  const { company, places, workplace, pay, score } = posting;
  const more = places.length - MOST_PLACES;
  const where = [
    ...places.slice(0, MOST_PLACES),
    ...(more > 0 ? [`${more} more`] : []),
  ].join(", ");
  return [company, where, workplace, pay, `score ${score}`]
    .filter(Boolean).join(" · ");
}

/** The address of an advert; null for what no chat should link to. */
export function linkOf({ url }: DigestPosting): string | null {
  if (!URL.canParse(url)) return null;
  const { protocol, href } = new URL(url);
  return /^https?:$/.test(protocol) && href.length <= LONGEST_LINK
    ? href
    : null;
}

/** What the message leaves out; null: nothing. */
export function remainder({ matches }: Digest, told: number): string | null {
  const more = matches - told;
  return more > 0 ? `and ${more} more: see open_postings` : null;
}
