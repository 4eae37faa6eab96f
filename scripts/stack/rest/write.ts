/**
 * `POST`, `PATCH` and `DELETE` of a table or view. The body goes to Postgres
 * whole and is taken apart there by the types of the columns.
 *
 * @module
 */
import { type Body, readBody } from "./body.ts";
import type { Relation } from "./catalogue.ts";
import { notImitated, RestError } from "./errors.ts";
import { type Asked, type Outcome, run } from "./outcome.ts";
import { contentType } from "./preferences.ts";
import { type Query, readQuery } from "./query.ts";
import { writeColumns } from "./read.ts";
import { identifier, inPublic, Parameters } from "./sql.ts";
import { columnsOf, writeWhere } from "./where.ts";
import { contentRange } from "./window.ts";

function refuseParts(query: Query, method: string): void {
  for (const part of ["limit", "offset"] as const) {
    if (query[part] !== null) throw notImitated(`"${part}" on ${method}`);
  }
  if (query.order.length > 0) throw notImitated(`"order" on ${method}`);
}

function checkColumns(relation: Relation, columns: readonly string[]): void {
  const unknown = columns.find((column) => !relation.columns.has(column));
  if (unknown === undefined) return;
  throw new RestError(
    400,
    "PGRST204",
    `Could not find the '${unknown}' column of '${relation.name}' in the schema cache`,
  );
}

/** The body as a row source with these columns. */
function writeBody(
  body: Body,
  columns: readonly string[],
  relation: Relation,
  parameters: Parameters,
): string {
  if (columns.length === 0 && !body.isArray) {
    return "(values (1)) boardscan_body";
  }
  const json = `${parameters.text(body.text)}::json`;
  if (columns.length === 0) {
    return `json_array_elements(${json}) boardscan_body`;
  }
  const typed = columns.map((column) =>
    `${identifier(column)} ${relation.columns.get(column) ?? "text"}`
  );
  return `json_to_record${body.isArray ? "set" : ""}(${json})
    as boardscan_body (${typed.join(", ")})`;
}

function writeConflict(
  { resolution }: Asked["preferences"],
  { onConflict }: Query,
  { key }: Relation,
  columns: readonly string[],
): string {
  const target = onConflict ?? key;
  if (resolution === null || target.length === 0) return "";
  const conflict = `on conflict (${target.map(identifier).join(", ")}) do`;
  if (resolution === "ignore" || columns.length === 0) {
    return `${conflict} nothing`;
  }
  const set = columns.map(identifier).map((name) =>
    `${name} = excluded.${name}`
  );
  return `${conflict} update set ${set.join(", ")}`;
}

function runWrite(
  asked: Asked,
  page: string,
  parameters: Parameters,
): Promise<Outcome> {
  const { representation, single } = asked.preferences;
  return run(asked, {
    page,
    parameters,
    shape: single ? "single_row" : representation ? "rows" : "nothing",
  });
}

/** What the writing statement gives back, columns of which the role may see no other. */
function writeReturning(asked: Asked, query: Query, relation: Relation) {
  return asked.preferences.representation
    ? writeColumns(query.select, relation)
    : "1";
}

function respond(
  { preferences, request }: Asked,
  { body, rows }: Outcome,
): Response {
  const total = preferences.count ? rows : null;
  const headers: Record<string, string> = {
    "Content-Range": contentRange(
      0,
      request.method === "PATCH" ? rows : 0,
      total,
    ),
  };
  const created = request.method === "POST";
  if (!preferences.representation) {
    return new Response(null, { status: created ? 201 : 204, headers });
  }
  headers["Content-Type"] = contentType(preferences.single);
  return new Response(body, { status: created ? 201 : 200, headers });
}

/** Inserts the body's rows, or upserts them when `Prefer` names a resolution. */
export async function insert(asked: Asked, name: string): Promise<Response> {
  const query = readQuery(asked.query);
  refuseParts(query, "POST");
  if (query.filters.length > 0) throw notImitated("filters on POST");
  const body = await readBody(asked.request, {
    mayDiffer: query.columns !== null,
  });
  const columns = [...new Set(query.columns ?? body.keys)];
  const relation = await asked.catalogue.relation(name, columns);
  checkColumns(relation, columns);
  const parameters = new Parameters();
  const names = columns.map(identifier);
  const page = `insert into ${inPublic(name)} ${
    names.length > 0 ? `(${names.join(", ")})` : ""
  }
    select ${names.map((each) => `boardscan_body.${each}`).join(", ")}
    from ${writeBody(body, columns, relation, parameters)}
    ${writeConflict(asked.preferences, query, relation, columns)}
    returning ${writeReturning(asked, query, relation)}`;
  return respond(asked, await runWrite(asked, page, parameters));
}

/** Sets the body's columns on the rows that the filters take. */
export async function update(asked: Asked, name: string): Promise<Response> {
  const query = readQuery(asked.query);
  refuseParts(query, "PATCH");
  const body = await readBody(asked.request, {
    mayDiffer: query.columns !== null,
  });
  const columns = [...new Set(query.columns ?? body.keys)];
  const relation = await asked.catalogue.relation(name, [
    ...columns,
    ...columnsOf(query.filters),
  ]);
  checkColumns(relation, columns);
  const parameters = new Parameters();
  const returning = writeReturning(asked, query, relation);
  const set = columns.map(identifier).map((each) =>
    `${each} = boardscan_body.${each}`
  );
  const page = set.length === 0
    ? `select ${returning} from ${inPublic(name)} where false`
    : `update ${inPublic(name)} set ${set.join(", ")}
      from ${writeBody(body, columns, relation, parameters)}
      ${writeWhere(query.filters, relation, parameters)}
      returning ${returning}`;
  return respond(asked, await runWrite(asked, page, parameters));
}

/** Deletes the rows that the filters take; without any, all of them. */
export async function remove(asked: Asked, name: string): Promise<Response> {
  const query = readQuery(asked.query);
  refuseParts(query, "DELETE");
  const relation = await asked.catalogue.relation(
    name,
    columnsOf(query.filters),
  );
  const parameters = new Parameters();
  const page = `delete from ${inPublic(name)}
    ${writeWhere(query.filters, relation, parameters)}
    returning ${writeReturning(asked, query, relation)}`;
  return respond(asked, await runWrite(asked, page, parameters));
}
