/**
 * Writes filters as the where clause of one relation.
 *
 * @module
 */
import { type Relation } from "./catalogue.ts";
import {
  COMPARISONS,
  type Condition,
  type Filter,
  STATES,
} from "./conditions.ts";
import { identifier, inPublic, type Parameters } from "./sql.ts";

/** The columns that some filters name. */
export function columnsOf(filters: readonly Filter[]): string[] {
  return filters.flatMap((filter) =>
    "any" in filter ? filter.any.map(({ column }) => column) : [filter.column]
  );
}

/** A column as the statement names it: qualified, so that Postgres' own errors read as in PostgREST. */
export function qualified(relation: Relation, column: string): string {
  return `${inPublic(relation.name)}.${identifier(column)}`;
}

function writeTest(
  { column, test }: Condition,
  relation: Relation,
  parameters: Parameters,
): string {
  const left = qualified(relation, column);
  const type = relation.columns.get(column);
  // A column that does not exist stays in: Postgres names it in its error.
  const right = (value: string) =>
    type === undefined ? parameters.text(value) : parameters.as(value, type);
  if (test.kind === "is") return `${left} ${STATES[test.state]}`;
  if (test.kind === "in") {
    return test.values.length === 0
      ? "false"
      : `${left} in (${test.values.map(right).join(", ")})`;
  }
  const sign = COMPARISONS[test.operator];
  return test.operator === "like" || test.operator === "ilike"
    ? `${left} ${sign} ${parameters.text(test.value.replaceAll("*", "%"))}`
    : `${left} ${sign} ${right(test.value)}`;
}

function writeCondition(
  condition: Condition,
  relation: Relation,
  parameters: Parameters,
): string {
  const test = writeTest(condition, relation, parameters);
  return condition.negated ? `not (${test})` : test;
}

/** `where …`, or nothing when there is no filter. */
export function writeWhere(
  filters: readonly Filter[],
  relation: Relation,
  parameters: Parameters,
): string {
  if (filters.length === 0) return "";
  const parts = filters.map((filter) =>
    "any" in filter
      ? `(${
        filter.any.map((each) => writeCondition(each, relation, parameters))
          .join(" or ")
      })`
      : writeCondition(filter, relation, parameters)
  );
  return `where ${parts.join(" and ")}`;
}
