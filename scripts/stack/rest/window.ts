/**
 * Which rows of a result are asked for (`limit`, `offset`, `Range`) and how
 * the answer says which it holds (`Content-Range`, 200, 206 or 416).
 *
 * @module
 */
import { RestError } from "./errors.ts";

/** As on the platform: `db-max-rows`. */
export const MAX_ROWS = 1_000;

export interface Window {
  offset: number;
  limit: number;
}

function notSatisfiable(details: string): RestError {
  return new RestError(416, "PGRST103", "Requested range not satisfiable", {
    details,
  });
}

/** What is no whole number asks for nothing, as in PostgREST. */
function wholeNumber(text: string | null): number | null {
  return text !== null && /^-?\d{1,15}$/.test(text) ? Number(text) : null;
}

/** The rows that the query string and the Range header both ask for. */
export function readWindow(
  limit: string | null,
  offset: string | null,
  range: string | null,
): Window {
  const [, from = null, to = null] =
    /^(?:items=)?(\d{1,15})-(\d{0,15})$/.exec(range ?? "") ?? [];
  const [first, last] = [wholeNumber(from), wholeNumber(to)];
  if (first !== null && last !== null && last < first) {
    throw notSatisfiable(
      "The lower boundary must be lower than or equal to the upper boundary in the Range header.",
    );
  }
  const most = wholeNumber(limit);
  if (most !== null && most < 0) {
    throw notSatisfiable("Limit should be greater than or equal to zero.");
  }
  const skip = Math.max(wholeNumber(offset) ?? 0, 0);
  const start = Math.max(skip, first ?? 0);
  const end = Math.min(
    most === null ? Infinity : skip + most,
    last === null ? Infinity : last + 1,
  );
  return {
    offset: start,
    limit: Math.min(Math.max(end - start, 0), MAX_ROWS),
  };
}

/** `0-9/25`; a star stands for what is empty or was not counted. */
export function contentRange(
  offset: number,
  rows: number,
  total: number | null,
): string {
  const range = rows === 0 ? "*" : `${offset}-${offset + rows - 1}`;
  return `${range}/${total ?? "*"}`;
}

/** The status of a page of a counted or uncounted result. */
export function pageStatus(
  offset: number,
  rows: number,
  total: number | null,
): 200 | 206 {
  if (total === null) return 200;
  if (offset > total) {
    throw notSatisfiable(
      `An offset of ${offset} was requested, but there are only ${total} rows.`,
    );
  }
  return rows < total ? 206 : 200;
}
