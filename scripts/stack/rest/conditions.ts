/**
 * Reads the filters of a query string: `status=eq.new`, `id=in.(1,2)`,
 * `or=(score.gte.5,title.ilike.*baker*)`.
 *
 * @module
 */
import { malformed, notImitated } from "./errors.ts";
import { insideBrackets, splitList, unquote } from "./lists.ts";

/** PostgREST's operators with one value, and Postgres' for them. */
export const COMPARISONS = {
  eq: "=",
  neq: "<>",
  gt: ">",
  gte: ">=",
  lt: "<",
  lte: "<=",
  like: "like",
  ilike: "ilike",
  cs: "@>",
  cd: "<@",
  ov: "&&",
} as const;

export type Comparison = keyof typeof COMPARISONS;

/** What `is.` can be followed by. */
export const STATES = {
  null: "is null",
  not_null: "is not null",
  true: "is true",
  false: "is false",
  unknown: "is unknown",
} as const;

export type State = keyof typeof STATES;

export type Test =
  | { kind: "compare"; operator: Comparison; value: string }
  | { kind: "in"; values: string[] }
  | { kind: "is"; state: State };

/** One column's filter. */
export interface Condition {
  column: string;
  negated: boolean;
  test: Test;
}

/** A filter, or several of which one must hold. */
export type Filter = Condition | { any: Condition[] };

/** PostgREST's operators that are refused by name rather than as unknown. */
const OTHERS =
  /^(match|imatch|isdistinct|fts|plfts|phfts|wfts|sl|sr|nxr|nxl|adj)$/;

function isComparison(name: string): name is Comparison {
  return Object.hasOwn(COMPARISONS, name);
}

function isState(name: string): name is State {
  return Object.hasOwn(STATES, name);
}

/** A column's name, refusing the paths that can stand in its place. */
export function readColumn(text: string): string {
  const name = text.trim();
  if (name.startsWith('"')) return unquote(name);
  if (name.includes("->")) throw notImitated(`the json path "${name}"`);
  if (name.includes(".")) {
    throw notImitated(`"${name}" on an embedded relation`);
  }
  return name;
}

function readTest(
  operator: string,
  value: string,
  whole: string,
  inLogic: boolean,
): Test {
  if (operator === "in") {
    const inner = insideBrackets(value);
    const values = inner === ""
      ? []
      : splitList(inner).map((each) => unquote(each));
    return { kind: "in", values };
  }
  if (operator === "is") {
    const state = value.toLowerCase();
    if (isState(state)) return { kind: "is", state };
    throw malformed(
      `"failed to parse filter (${whole})"`,
      `expecting one of ${Object.keys(STATES).join(", ")}`,
    );
  }
  if (!isComparison(operator)) {
    throw OTHERS.test(operator)
      ? notImitated(`the operator "${operator}"`)
      : malformed(
        `"failed to parse filter (${whole})"`,
        `unknown operator "${operator}"`,
      );
  }
  // Only inside or=() can a value be quoted; elsewhere the quotes belong to it.
  return {
    kind: "compare",
    operator,
    value: inLogic ? unquote(value) : value,
  };
}

function readCondition(
  column: string,
  whole: string,
  inLogic: boolean,
): Condition {
  const parts = /^(not\.)?([a-z]+)(\((?:any|all)\)|\([a-z_]+\))?\.(.*)$/s.exec(
    whole,
  );
  const [, not, operator, modifier, value] = parts ?? [];
  if (operator === undefined || value === undefined) {
    throw malformed(
      `"failed to parse filter (${whole})"`,
      'expecting "not" or an operator, a dot and a value',
    );
  }
  if (modifier !== undefined) {
    throw notImitated(`the operator "${operator}${modifier}"`);
  }
  return {
    column: readColumn(column),
    negated: not !== undefined,
    test: readTest(operator, value, whole, inLogic),
  };
}

/** Reads `column=operator.value`. */
export function readFilter(column: string, text: string): Condition {
  return readCondition(column, text, false);
}

/** Reads the value of `or=(...)`. */
export function readAny(text: string): { any: Condition[] } {
  const any = splitList(insideBrackets(text)).map((each) => {
    const element = each.trim();
    if (/^(not\.)?(and|or)\(/.test(element)) {
      throw notImitated("and() or or() inside or=()");
    }
    const parts = /^("(?:[^"\\]|\\.)*"|[^".]+)\.(.*)$/s.exec(element);
    const [, column, condition] = parts ?? [];
    if (column === undefined || condition === undefined) {
      throw malformed(
        `"failed to parse logic tree (${text})"`,
        `expecting a column, an operator and a value: "${element}"`,
      );
    }
    return readCondition(column, condition, true);
  });
  return { any };
}
