/**
 * Where the work is: places as the board writes them, and the workplace that
 * words give away.
 *
 * @module
 */
import type { Workplace } from "../posting.ts";
import { clean } from "./words.ts";

// A comma is part of a place ("Berlin, Germany"); these stand between places.
const BETWEEN_PLACES =
  /\s*[;|•\n]\s*|\s+\/\s+|(?<=\p{L}{3})\/(?=\p{L}{3})|\s+or\s+/u;

const WORK_MODEL =
  /^(?:remote|hybrid|on-?\s?site|in-?\s?office|office|distributed|anywhere|flexible|multiple locations?|various)$/i;

/** The places in one free text. */
export function splitPlaces(text: string | null | undefined): string[] {
  return uniquePlaces((text ?? "").split(BETWEEN_PLACES));
}

/** Cleaned, empty ones dropped, each once; the order of the board is kept. */
export function uniquePlaces(
  places: Iterable<string | null | undefined>,
): string[] {
  const seen = new Map<string, string>();
  for (const place of places) {
    const text = clean(place);
    if (text) {
      seen.set(text.toLowerCase(), seen.get(text.toLowerCase()) ?? text);
    }
  }
  return [...seen.values()];
}

/** True where a board wrote a work model into the field for a place. */
export function isWorkModel(place: string): boolean {
  return WORK_MODEL.test(place);
}

/**
 * The workplace that words in a title or a place name; the first text that
 * names one decides, and a text that names two says hybrid.
 */
export function workplaceFromWords(
  ...texts: readonly (string | null | undefined)[]
): Workplace | null {
  for (const text of texts) {
    if (!text) continue;
    if (/\bhybrid\b/i.test(text)) return "hybrid";
    if (/\b(?:no|not|non)[\s-]+remote\b/i.test(text)) return "onsite";
    const remote =
      /\b(?:remote|remotely|work from home|wfh|home[\s-]?based|distributed|anywhere)\b/i
        .test(text);
    const onsite = /\b(?:on-?\s?site|in-?\s?office)\b/i.test(text);
    if (remote && onsite) return "hybrid";
    if (remote) return "remote";
    if (onsite) return "onsite";
  }
  return null;
}

/** A board's own word for the workplace, in any of the spellings seen. */
export function workplaceFromField(
  value: string | null | undefined,
): Workplace | null {
  switch ((value ?? "").toLowerCase().replace(/[^a-z]/g, "")) {
    case "remote":
    case "fullyremote":
    case "telecommute":
      return "remote";
    case "hybrid":
    case "flexible":
    case "flex":
    case "partiallyremote":
    case "partlyremote":
      return "hybrid";
    case "onsite":
    case "office":
    case "inoffice":
    case "inperson":
      return "onsite";
    default:
      return null;
  }
}
