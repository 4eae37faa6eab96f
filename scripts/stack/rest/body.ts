/**
 * Reads a request's JSON body. Only its keys are looked at here; the text goes
 * to Postgres as it came, so numbers keep all their digits.
 *
 * @module
 */
import { RestError } from "./errors.ts";

/** A body that is an object or an array of objects. */
export interface Body {
  text: string;
  isArray: boolean;
  /** The keys of the object, or those that all objects of the array have. */
  keys: string[];
}

function refuse(message: string, cause?: unknown): RestError {
  return new RestError(400, "PGRST102", message, { cause });
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function sharedKeys(elements: unknown[], mayDiffer: boolean): string[] {
  const [first = {}, ...rest] = elements;
  if (!isObject(first)) throw refuse("All object keys must match");
  const keys = Object.keys(first);
  for (const element of rest) {
    if (!isObject(element)) throw refuse("All object keys must match");
    if (mayDiffer) continue;
    const own = Object.keys(element);
    if (
      own.length !== keys.length ||
      !keys.every((key) => Object.hasOwn(element, key))
    ) {
      throw refuse("All object keys must match");
    }
  }
  return keys;
}

/** The body of a request; `mayDiffer` where the query string names the columns. */
export async function readBody(
  request: Request,
  { mayDiffer = false, emptyIsObject = false } = {},
): Promise<Body> {
  const type = request.headers.get("Content-Type")?.split(";")[0]?.trim();
  if (type !== undefined && type.toLowerCase() !== "application/json") {
    throw refuse(`Content-Type not acceptable: ${type}`);
  }
  const sent = await request.text();
  const text = sent === "" && emptyIsObject ? "{}" : sent;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw refuse("Empty or invalid json", error);
  }
  if (Array.isArray(value)) {
    return { text, isArray: true, keys: sharedKeys(value, mayDiffer) };
  }
  if (!isObject(value)) throw refuse("All object keys must match");
  return { text, isArray: false, keys: Object.keys(value) };
}
