/**
 * Whose dollars "$" are: the country of the places of an advert.
 *
 * Read only where nothing else says it, so a code that is also the code of a
 * country ("Berlin, DE", "Bengaluru, IN") counts for no state.
 *
 * @module
 */
import { isWorkModel } from "./places.ts";

export type Dollar = "USD" | "CAD" | "AUD";

const COUNTRIES = new Map<string, Dollar>([
  ...words("us|usa|u.s.|u.s.a.|united states|united states of america", "USD"),
  ...words("canada", "CAD"),
  ...words("australia", "AUD"),
]);

const REGIONS = new Map<string, Dollar>([
  ...words(
    "alabama|alaska|arizona|arkansas|california|colorado|connecticut|delaware|florida|hawaii|idaho|illinois|indiana|iowa|kansas|kentucky|louisiana|maine|maryland|massachusetts|michigan|minnesota|mississippi|missouri|montana|nebraska|nevada|new hampshire|new jersey|new mexico|new york|new york city|nyc|north carolina|north dakota|ohio|oklahoma|oregon|pennsylvania|rhode island|south carolina|south dakota|tennessee|texas|utah|vermont|virginia|washington dc|d.c.|west virginia|wisconsin|wyoming|san francisco|los angeles|chicago|seattle",
    "USD",
  ),
  ...words(
    "ontario|quebec|québec|british columbia|alberta|manitoba|saskatchewan|nova scotia|new brunswick|newfoundland and labrador|prince edward island|toronto|montreal|montréal",
    "CAD",
  ),
  ...words(
    "new south wales|queensland|victoria|tasmania|south australia|western australia|sydney|melbourne|brisbane|perth",
    "AUD",
  ),
]);

/** Behind the name of a town only, and in capitals. */
const CODES = new Map<string, Dollar>([
  ...words(
    "AL|AK|AZ|CA|CO|CT|FL|GA|HI|IA|IL|KS|KY|LA|MA|MD|ME|MI|MN|MO|MS|MT|NC|ND|NE|NH|NJ|NM|NV|NY|OH|OK|OR|PA|RI|SC|SD|TN|TX|UT|VA|VT|WA|WI|WV|WY|DC|D.C.",
    "USD",
  ),
  ...words("ON|QC|BC|AB|MB|SK|NS|NB", "CAD"),
  ...words("NSW|VIC|QLD|TAS|ACT", "AUD"),
]);

function words(names: string, dollar: Dollar): [string, Dollar][] {
  return names.split("|").map((name) => [name, dollar]);
}

/** Null where a place is only a workplace; undefined where it is anywhere else. */
function dollarOf(place: string): Dollar | null | undefined {
  const parts = place.split(/[,()[\]–—]| - |\bremote\b|\bhybrid\b/i)
    .map((part) => part.trim().replace(/ \d{5}$/, ""))
    .filter((part) => part && !isWorkModel(part));
  const names = parts.map((part) => part.toLowerCase());
  if (names.length === 0) return null;
  return names.map((name) => COUNTRIES.get(name)).find(Boolean) ??
    names.map((name) => name === "perth" ? REGIONS.get(name) : undefined)
      .find(Boolean) ??
    parts.slice(1).map((part) => CODES.get(part)).find(Boolean) ??
    names.map((name) => REGIONS.get(name)).find(Boolean);
}

/** Null unless every place is in the one country. */
export function dollarsOf(places: readonly string[]): Dollar | null {
  const found = new Set(places.map(dollarOf).filter((one) => one !== null));
  const [only] = found;
  return found.size === 1 ? only ?? null : null;
}
