/**
 * Reads a whole query string of `/rest/v1/<relation>`: what to select, filter,
 * order and cut. Every parameter without a meaning of its own is a filter.
 *
 * @module
 */
import { type Filter, readAny, readColumn, readFilter } from "./conditions.ts";
import { malformed, notImitated } from "./errors.ts";
import { readNames, splitList, unquote } from "./lists.ts";

/** One column of the answer; `null` is all of them. */
export type Selected = { column: string; alias: string | null } | null;

export interface OrderTerm {
  column: string;
  direction: "asc" | "desc";
  nulls: "first" | "last" | null;
}

/** A query string, understood. */
export interface Query {
  select: Selected[];
  filters: Filter[];
  order: OrderTerm[];
  limit: string | null;
  offset: string | null;
  columns: string[] | null;
  onConflict: string[] | null;
}

function readSelected(text: string): Selected {
  const whole = text.trim();
  if (whole === "*") return null;
  const aliased = /^("(?:[^"\\]|\\.)*"|[^":]+):(?!:)(.*)$/s.exec(whole);
  const column = (aliased?.[2] ?? whole).trim();
  if (!column.startsWith('"')) {
    if (column.includes("(")) {
      throw notImitated(`embedding or aggregates in select: "${column}"`);
    }
    if (column.includes("::")) {
      throw notImitated(`casts in select: "${column}"`);
    }
  }
  if (column === "" || column === "*") {
    throw malformed(
      `"failed to parse select parameter (${text})"`,
      "expecting a column",
    );
  }
  return {
    column: readColumn(column),
    alias: aliased?.[1] === undefined ? null : unquote(aliased[1].trim()),
  };
}

function readOrderTerm(text: string): OrderTerm {
  const parts =
    /^("(?:[^"\\]|\\.)*"|.+?)(?:\.(asc|desc))?(?:\.nulls(first|last))?$/s
      .exec(text.trim());
  const [, column, direction, nulls] = parts ?? [];
  if (column === undefined) {
    throw malformed(
      `"failed to parse order (${text})"`,
      "expecting a column",
    );
  }
  if (!column.startsWith('"') && column.includes("(")) {
    throw notImitated(`order by a related column: "${column}"`);
  }
  return {
    column: readColumn(column),
    direction: direction === "desc" ? "desc" : "asc",
    nulls: nulls === "first" || nulls === "last" ? nulls : null,
  };
}

/** Reads the query string of a request on a relation. */
export function readQuery(parameters: URLSearchParams): Query {
  const query: Query = {
    select: [null],
    filters: [],
    order: [],
    limit: null,
    offset: null,
    columns: null,
    onConflict: null,
  };
  for (const [name, value] of parameters) {
    switch (name) {
      case "select":
        query.select = value === ""
          ? [null]
          : splitList(value).map(readSelected);
        break;
      case "order":
        query.order = value === "" ? [] : splitList(value).map(readOrderTerm);
        break;
      case "limit":
      case "offset":
        query[name] = value;
        break;
      case "columns":
        query.columns = readNames(value);
        break;
      case "on_conflict":
        query.onConflict = readNames(value);
        break;
      case "or":
        query.filters.push(readAny(value));
        break;
      case "and":
      case "not.and":
      case "not.or":
        throw notImitated(`the parameter "${name}"`);
      default:
        query.filters.push(readFilter(name, value));
    }
  }
  return query;
}
