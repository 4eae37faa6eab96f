/**
 * Texts as Postgres takes them.
 *
 * @module
 */

/**
 * Without NUL and half surrogate pairs, for which Postgres has no place: one of
 * them would fail a whole call, and with it the scan.
 */
export function storable(text: string): string {
  return text.replaceAll("\0", "").toWellFormed();
}
