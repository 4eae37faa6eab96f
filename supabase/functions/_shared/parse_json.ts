/**
 * An answer as JSON, unless it is made to break its reader: 25 MB of "{}," would
 * become 800 MB of objects, and as many brackets a value that no function that
 * calls itself can walk.
 *
 * @module
 */
import { ScanError } from "./errors.ts";

/** Of objects and lists; the densest board seen has one for each 80 bytes, which would be 330,000 in the largest answer. */
const MAX_OPENINGS = 500_000;

/** Counts within texts too, which is wrong by little and costs a fifth of the parsing. */
function hasMore(openings: number, text: string): boolean {
  let left = openings;
  for (const mark of ["{", "["]) {
    for (
      let at = text.indexOf(mark);
      at !== -1;
      at = text.indexOf(mark, at + 1)
    ) {
      if (--left < 0) return true;
    }
  }
  return false;
}

/** @throws {ScanError} `payload` for what is no JSON, `too_large` for what would not fit into memory. */
export function parseJson(
  text: string,
  host: string,
  maxOpenings = MAX_OPENINGS,
): unknown {
  if (hasMore(maxOpenings, text)) {
    throw new ScanError(
      "too_large",
      `Cannot read ${host}: the answer has more than ${maxOpenings} objects and lists`,
    );
  }
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new ScanError(
      "payload",
      `Cannot read ${host}: the answer is no JSON`,
      { cause },
    );
  }
}
