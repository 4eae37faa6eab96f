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
