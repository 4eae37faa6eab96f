/**
 * Short texts of a board, cleaned: titles, names, places.
 *
 * @module
 */

/** Trimmed, inner white space folded; null when nothing is left or the board says "unavailable". */
export function clean(text: string | null | undefined): string | null {
  if (text === null || text === undefined) return null;
  const folded = text.replace(/\s+/g, " ").trim();
  // iCIMS writes the literal UNAVAILABLE for a part it does not know.
  return folded === "" || /^unavailable$/i.test(folded) ? null : folded;
}

/** Joins the parts that are there: `Berlin, Germany`. */
export function joinPlace(
  ...parts: readonly (string | null | undefined)[]
): string | null {
  const kept: string[] = [];
  for (const part of parts) {
    const text = clean(part);
    if (
      text && !kept.some((other) => other.toLowerCase() === text.toLowerCase())
    ) {
      kept.push(text);
    }
  }
  return kept.length > 0 ? kept.join(", ") : null;
}

/** One part of an address's path, its escapes decoded; null for an escape that is none. */
export function decodePart(part: string | null | undefined): string | null {
  try {
    return clean(decodeURIComponent(part ?? ""));
  } catch {
    return null;
  }
}
