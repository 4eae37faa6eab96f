/**
 * `/rest/v1/rpc/<function>`: calls a function of schema public with named
 * arguments.
 *
 * @module
 */
import { readBody } from "./body.ts";
import type { Routine } from "./catalogue.ts";
import { notImitated, RestError } from "./errors.ts";
import { type Asked, run, type Shape, VALUE } from "./outcome.ts";
import { contentType } from "./preferences.ts";
import { identifier, inPublic, Parameters } from "./sql.ts";
import { contentRange, MAX_ROWS, pageStatus } from "./window.ts";

/** Parameters that shape a result in PostgREST, and so are never arguments. */
const RESERVED = ["select", "order", "limit", "offset", "and", "or", "columns"];

interface Arguments {
  text: string;
  keys: string[];
}

async function readArguments({ request, query }: Asked): Promise<Arguments> {
  const names = [...query.keys()];
  if (request.method === "POST") {
    if (names[0] !== undefined) {
      throw notImitated(`"${names[0]}" on the result of a function`);
    }
    const body = await readBody(request, { emptyIsObject: true });
    if (!body.isArray) return body;
    throw new RestError(
      400,
      "PGRST102",
      "Cannot read the arguments: the body is an array, not an object",
    );
  }
  const reserved = names.find((name) => RESERVED.includes(name));
  if (reserved !== undefined) {
    throw notImitated(`"${reserved}" on the result of a function`);
  }
  // json_to_record reads a string by its type's own input, arrays too.
  const named = Object.fromEntries(query);
  return { text: JSON.stringify(named), keys: Object.keys(named) };
}

function notFound(name: string, keys: string[], isPost: boolean): RestError {
  const sorted = keys.toSorted();
  const list = sorted.join(", ");
  const given = sorted.length === 0
    ? " without parameters"
    : ` with parameter${sorted.length > 1 ? "s" : ""} ${list}`;
  const body = isPost ? " or with a single unnamed json/jsonb parameter" : "";
  return new RestError(
    404,
    "PGRST202",
    `Could not find the function public.${name}${
      sorted.length === 0 ? " without parameters" : `(${list})`
    } in the schema cache`,
    {
      details:
        `Searched for the function public.${name}${given}${body}, but no matches were found in the schema cache.`,
    },
  );
}

function ambiguous(name: string, routines: Routine[]): RestError {
  const candidates = routines.map((routine) =>
    `public.${name}(${
      routine.arguments.map((each) => `${each.name} => ${each.type}`).join(", ")
    })`
  );
  return new RestError(
    300,
    "PGRST203",
    `Could not choose the best candidate function between: ${
      candidates.join(", ")
    }`,
    {
      hint:
        "Try renaming the parameters or the function itself in the database so function overloading can be resolved",
    },
  );
}

async function chooseRoutine(
  { catalogue, request }: Asked,
  name: string,
  keys: string[],
): Promise<Routine> {
  const isPost = request.method === "POST";
  const routines = await catalogue.routines(name, keys);
  const [routine, ...others] = routines;
  if (routine === undefined) throw notFound(name, keys, isPost);
  if (others.length > 0) throw ambiguous(name, routines);
  if (routine.volatile && !isPost) {
    throw new RestError(
      405,
      "25006",
      `cannot execute the volatile function ${name} in a read-only transaction`,
    );
  }
  return routine;
}

function writeCall(
  name: string,
  routine: Routine,
  { text, keys }: Arguments,
  parameters: Parameters,
): string {
  const given = routine.arguments.filter(({ name }) => keys.includes(name));
  const typed = given.map((each) => `${identifier(each.name)} ${each.type}`);
  const source = given.length === 0
    ? "(values (1)) boardscan_arguments"
    : `json_to_record(${parameters.text(text)}::json)
      as boardscan_arguments (${typed.join(", ")})`;
  const passed = given.map((each) =>
    `${identifier(each.name)} => boardscan_arguments.${identifier(each.name)}`
  );
  const call = `${inPublic(name)}(${passed.join(", ")})`;
  return routine.returns === "row"
    ? `select boardscan_call.* from ${source}, lateral ${call} boardscan_call`
    : `select ${call} as ${VALUE} from ${source}`;
}

function shapeOf({ returns, set }: Routine, single: boolean): Shape {
  if (returns === "void") return "nothing";
  if (!set) return returns;
  if (single) return returns === "row" ? "single_row" : "single_value";
  return returns === "row" ? "rows" : "values";
}

/** Answers with what a function returns. */
export async function call(asked: Asked, name: string): Promise<Response> {
  const { request, preferences } = asked;
  if (!["GET", "HEAD", "POST"].includes(request.method)) {
    throw new RestError(
      405,
      "PGRST101",
      `Cannot use the ${request.method} method on RPC`,
    );
  }
  const given = await readArguments(asked);
  const routine = await chooseRoutine(asked, name, given.keys);
  const parameters = new Parameters();
  const { body, rows, total } = await run(asked, {
    before: `boardscan_called as (${
      writeCall(name, routine, given, parameters)
    })`,
    page: `select * from boardscan_called limit ${
      parameters.as(String(MAX_ROWS), "bigint")
    }`,
    ...(preferences.count && {
      total: "select count(*) from boardscan_called",
    }),
    shape: shapeOf(routine, preferences.single),
    parameters,
  });
  const status = pageStatus(0, rows, total);
  const headers = { "Content-Range": contentRange(0, rows, total) };
  if (routine.returns === "void") {
    return new Response(null, { status: 204, headers });
  }
  return new Response(request.method === "HEAD" ? null : body, {
    status,
    headers: { ...headers, "Content-Type": contentType(preferences.single) },
  });
}
