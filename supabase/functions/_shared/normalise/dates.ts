/**
 * Dates, as boards write them. A date that cannot be read is null; none is
 * ever made up.
 *
 * @module
 */

const EARLIEST = Date.UTC(1995, 0, 1);
const LATEST = Date.UTC(2100, 0, 1);

/** An ISO date or time, or milliseconds since 1970; a date without a time is midnight UTC. */
export function toDate(value: string | number | null | undefined): Date | null {
  if (value === null || value === undefined || value === "") return null;
  const date = new Date(value);
  const ms = date.getTime();
  return ms >= EARLIEST && ms < LATEST ? date : null;
}

/**
 * The day that "Posted Today", "Posted Yesterday" or "Posted 3 Days Ago" means,
 * at midnight UTC; null for "Posted 30+ Days Ago", which has no lower end.
 */
export function dateFromAge(
  text: string | null | undefined,
  now: Date,
): Date | null {
  const match = /\b(?:(today)|(yesterday)|(?<![+\d])(\d{1,4}) days? ago)\s*$/i
    .exec(text ?? "");
  if (!match) return null;
  const days = match[1] ? 0 : match[2] ? 1 : Number(match[3]);
  return toDate(
    Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate() - days),
  );
}
