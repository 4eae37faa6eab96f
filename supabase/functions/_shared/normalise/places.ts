/**
 * Where the work is: places as the board writes them. What their words say of
 * the workplace is in workplace.ts.
 *
 * @module
 */
import { clean } from "./words.ts";

export {
  workplaceFromField,
  workplaceFromTitle,
  workplaceFromWords,
} from "./workplace.ts";

// A comma is part of a place ("Berlin, Germany"); these stand between places.
// White space is folded before, so none of these can be made to look far.
const BETWEEN_PLACES =
  /[;|•·；、｜]|\band ?\/ ?or\b| or | \/ |(?<=\p{L}{2})\/(?=\p{L}{2})|／/gu;

/** Towns that have a slash in their name: "Frankfurt/Main". */
const PART_OF_NAME = /^ ?(?:Main|Oder|Saale|Donau|Neckar|Rhein|Ruhr)(?!\p{L})/u;

const WORK_MODEL =
  /^(?:(?:fully |100 ?% )?remote|hybrid|on-?\s?site|in-?\s?(?:office|person)|office|(?:fully )?distributed|anywhere|flexible|work from home|multiple locations?|various(?: locations?)?)$/i;

const NO_PLACE = /^(?:n\/a|tb[ad]|none|null|unknown|-+)$/i;

/** Where each place ends that a text names; what stands in brackets is not parted. */
function* parts(text: string): Generator<string> {
  const lastClosed = text.lastIndexOf(")");
  let start = 0;
  let depth = 0;
  let at = 0;
  for (const { 0: separator, index } of text.matchAll(BETWEEN_PLACES)) {
    for (; at < index; at++) {
      if (text[at] === "(") depth++;
      if (text[at] === ")") depth--;
    }
    const end = index + separator.length;
    if (depth > 0 && end <= lastClosed) continue;
    if (
      separator.includes("/") && PART_OF_NAME.test(text.slice(end, end + 10))
    ) continue;
    yield text.slice(start, index);
    start = end;
  }
  yield text.slice(start);
}

/** The places in one free text. */
export function splitPlaces(text: string | null | undefined): string[] {
  const line = clean((text ?? "").replace(/[\r\n]/g, ";")) ?? "";
  // A comma is left over where it stood before an "or".
  return uniquePlaces(
    [...parts(line)].map((part) => part.trim().replace(/^,|,$/g, "")),
  );
}

/** Cleaned, empty ones dropped, each once; the order of the board is kept. */
export function uniquePlaces(
  places: Iterable<string | null | undefined>,
): string[] {
  const seen = new Map<string, string>();
  for (const place of places) {
    const text = clean(place);
    if (text && !NO_PLACE.test(text)) {
      seen.set(text.toLowerCase(), seen.get(text.toLowerCase()) ?? text);
    }
  }
  return [...seen.values()];
}

/** True where a board wrote a work model into the field for a place. */
export function isWorkModel(place: string): boolean {
  return WORK_MODEL.test(place);
}
