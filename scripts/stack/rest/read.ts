/**
 * `GET` and `HEAD` of a table or view.
 *
 * @module
 */
import { type Asked, run } from "./outcome.ts";
import { contentType } from "./preferences.ts";
import { type OrderTerm, readQuery, type Selected } from "./query.ts";
import type { Relation } from "./catalogue.ts";
import { identifier, inPublic, Parameters } from "./sql.ts";
import { columnsOf, qualified, writeWhere } from "./where.ts";
import { contentRange, pageStatus, readWindow } from "./window.ts";

/** The columns of a select or returning clause. */
export function writeColumns(
  select: readonly Selected[],
  relation: Relation,
): string {
  return select.map((selected) => {
    if (selected === null) return `${inPublic(relation.name)}.*`;
    const column = qualified(relation, selected.column);
    return selected.alias === null
      ? column
      : `${column} as ${identifier(selected.alias)}`;
  }).join(", ");
}

function writeOrder(order: readonly OrderTerm[], relation: Relation): string {
  if (order.length === 0) return "";
  const terms = order.map(({ column, direction, nulls }) =>
    `${qualified(relation, column)} ${direction}${
      nulls === null ? "" : ` nulls ${nulls}`
    }`
  );
  return `order by ${terms.join(", ")}`;
}

/** Answers with the rows of a relation. */
export async function read(asked: Asked, name: string): Promise<Response> {
  const { request, catalogue, preferences } = asked;
  const query = readQuery(asked.query);
  const window = readWindow(
    query.limit,
    query.offset,
    request.headers.get("Range"),
  );
  const relation = await catalogue.relation(name, columnsOf(query.filters));
  const parameters = new Parameters();
  const from = `from ${inPublic(name)} ${
    writeWhere(query.filters, relation, parameters)
  }`;
  const { body, rows, total } = await run(asked, {
    page: `select ${writeColumns(query.select, relation)} ${from}
      ${writeOrder(query.order, relation)}
      limit ${parameters.as(String(window.limit), "bigint")}
      offset ${parameters.as(String(window.offset), "bigint")}`,
    ...(preferences.count && { total: `select count(*) ${from}` }),
    shape: preferences.single ? "single_row" : "rows",
    parameters,
  });
  return new Response(request.method === "HEAD" ? null : body, {
    status: pageStatus(window.offset, rows, total),
    headers: {
      "Content-Type": contentType(preferences.single),
      "Content-Range": contentRange(window.offset, rows, total),
    },
  });
}
