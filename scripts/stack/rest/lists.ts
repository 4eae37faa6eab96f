/**
 * Reads the comma-separated lists of PostgREST's query strings, in which
 * quotes, brackets and braces can hide a comma.
 *
 * @module
 */
import { malformed } from "./errors.ts";

/** A quote or bracket means something only where a name or value begins. */
const BEGINS_AFTER = new Set(["", ",", "(", "{", ".", ":", " "]);

/** Splits at the commas that stand outside quotes, brackets and braces. */
export function splitList(text: string): string[] {
  const parts: string[] = [];
  const closers: string[] = [];
  let part = "";
  let quoted = false;
  let previous = "";
  for (let at = 0; at < text.length; at++) {
    const char = text.charAt(at);
    if (quoted) {
      part += char;
      if (char === "\\") part += text.charAt(++at);
      else if (char === '"') quoted = false;
    } else if (char === "," && closers.length === 0) {
      parts.push(part);
      part = "";
    } else {
      part += char;
      if (char === closers.at(-1)) closers.pop();
      else if (BEGINS_AFTER.has(previous)) {
        if (char === '"') quoted = true;
        else if (char === "(") closers.push(")");
        else if (char === "{") closers.push("}");
      }
    }
    previous = char;
  }
  if (quoted || closers.length > 0) {
    throw malformed(
      `"failed to parse list (${text})"`,
      "a quote or bracket is not closed",
    );
  }
  return [...parts, part];
}

/** What stands between the brackets of `(...)`. */
export function insideBrackets(text: string): string {
  const trimmed = text.trim();
  if (!trimmed.startsWith("(") || !trimmed.endsWith(")")) {
    throw malformed(`"failed to parse list (${text})"`, 'expecting "(...)"');
  }
  return trimmed.slice(1, -1);
}

/** A name or value without the double quotes it may stand in. */
export function unquote(text: string): string {
  const quoted = /^"((?:[^"\\]|\\.)*)"$/s.exec(text.trim());
  return quoted?.[1] === undefined ? text : quoted[1].replaceAll(
    /\\(.)/gs,
    "$1",
  );
}

/** The names of `columns=` and `on_conflict=`. */
export function readNames(text: string): string[] {
  return splitList(text).map((name) => unquote(name.trim()));
}
