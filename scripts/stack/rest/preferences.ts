/**
 * How the caller wants the answer: the `Prefer`, `Accept`, `Content-Type` and
 * profile headers.
 *
 * @module
 */
import { notImitated, RestError } from "./errors.ts";

const OBJECT = "application/vnd.pgrst.object+json";
const ARRAY = "application/vnd.pgrst.array+json";
const JSON_TYPES = ["application/json", ARRAY, "application/*", "*/*"];

export interface Preferences {
  /** The written rows in the answer. */
  representation: boolean;
  /** The number of all rows in Content-Range. */
  count: boolean;
  resolution: "merge" | "ignore" | null;
  /** Exactly one row, as an object. */
  single: boolean;
}

function wantsSingle(accept: string): boolean {
  const types = accept.split(",").map((type) =>
    type.split(";").map((part) => part.trim().toLowerCase())
  );
  for (const [type, ...options] of types) {
    if (type === undefined || type === "") return false;
    if (options.some((option) => option.startsWith("nulls="))) {
      throw notImitated(`Accept with "nulls=stripped"`);
    }
    if (type === OBJECT) return true;
    if (JSON_TYPES.includes(type)) return false;
  }
  throw new RestError(
    406,
    "PGRST107",
    `None of these media types are available: ${accept}`,
  );
}

/** The headers of a request, understood; refuses what would change the answer unseen. */
export function readPreferences(
  headers: Headers,
  method: string,
): Preferences {
  const read = method === "GET" || method === "HEAD";
  const profile = headers.get(read ? "Accept-Profile" : "Content-Profile");
  if (profile !== null && profile !== "public") {
    throw new RestError(406, "PGRST106", `Invalid schema: ${profile}`, {
      hint: "Only the following schemas are exposed: public",
    });
  }
  const prefer = new Map(
    (headers.get("Prefer") ?? "").split(",").map((each) => {
      const [name = "", value = ""] = each.trim().split("=");
      return [name, value] as const;
    }),
  );
  if (prefer.get("missing") === "default") {
    throw notImitated(`"Prefer: missing=default"`);
  }
  if (prefer.has("max-affected")) {
    throw notImitated(`"Prefer: max-affected"`);
  }
  const resolution = prefer.get("resolution");
  return {
    representation: prefer.get("return") === "representation",
    count: prefer.has("count"),
    resolution: resolution === "merge-duplicates"
      ? "merge"
      : resolution === "ignore-duplicates"
      ? "ignore"
      : null,
    single: wantsSingle(headers.get("Accept") ?? "*/*"),
  };
}

/** The Content-Type of rows. */
export function contentType(single: boolean): string {
  return `${single ? OBJECT : "application/json"}; charset=utf-8`;
}
