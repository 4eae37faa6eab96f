/**
 * JSON as pages really ship it: guarded like a script, commented, with raw line
 * breaks in its texts, or escaped as HTML.
 *
 * The rungs go from cheap to desperate. No rung changes what is valid JSON, and
 * each takes time in proportion to the text's length.
 *
 * @module
 */
import { decodeEntities } from "../normalise/entities.ts";

/** Real blocks stay below a tenth of this; to mend a longer one costs too much CPU. */
const MAX_LENGTH = 5_000_000;

/** The values of a block, none for an empty one; null where it cannot be read. */
export function repairJson(text: string): unknown[] | null {
  const read = readScript(text);
  if (
    read || text.length > MAX_LENGTH || !/&(?:quot|#0*34|#x0*22);/i.test(text)
  ) return read;
  // Last, since a quote that is escaped for good reason would end its text.
  return readScript(decodeEntities(text));
}

function readScript(text: string): unknown[] | null {
  const bare = stripGuards(text);
  if (bare === "") return [];
  const whole = parseAll([bare]);
  if (whole || bare.length > MAX_LENGTH) return whole;
  return parseAll(documents(tokens(bare)));
}

function parseAll(texts: readonly string[]): unknown[] | null {
  try {
    return texts.map((text): unknown => JSON.parse(text));
  } catch {
    return null;
  }
}

const GUARDS_BEFORE = [
  "\ufeff",
  "//<![CDATA[",
  "// <![CDATA[",
  "/*<![CDATA[*/",
  "/* <![CDATA[ */",
  "<![CDATA[",
  "<!--//--><![CDATA[//>",
  "<!--",
];

const GUARDS_AFTER = ["/*]]>*/", "/* ]]> */", "]]>", "-->", "<!", "//", ";"];

/** Takes away what hides a script's text from ancient browsers and from XML. */
function stripGuards(text: string): string {
  let from = 0;
  let to = text.length;
  const skipSpace = () => {
    while (from < to && isSpace(text.charCodeAt(from))) from++;
    while (to > from && isSpace(text.charCodeAt(to - 1))) to--;
  };
  skipSpace();
  while (true) {
    const before = GUARDS_BEFORE.find((guard) => text.startsWith(guard, from));
    const after = GUARDS_AFTER.find((guard) =>
      to - guard.length >= from && text.endsWith(guard, to)
    );
    if (before) from = Math.min(from + before.length, to);
    else if (after) to -= after.length;
    else return text.slice(from, to);
    skipSpace();
  }
}

function isSpace(code: number): boolean {
  return code === 0x20 || (code >= 0x09 && code <= 0x0d) || code === 0xa0;
}

/** Valid strings, single marks and bare words; white space and comments are gone. */
function tokens(text: string): string[] {
  const kept: string[] = [];
  const word = /[^\s"{}[\],:/;]+/y;
  let at = 0;
  while (at < text.length) {
    if (text[at] === '"') {
      const { token, end } = stringAt(text, at);
      kept.push(token);
      at = end;
    } else if (text.startsWith("//", at)) {
      at = after(text, "\n", at);
    } else if (text.startsWith("/*", at)) {
      at = after(text, "*/", at + 2);
    } else {
      word.lastIndex = at;
      const token = word.exec(text)?.[0] ?? text.charAt(at);
      if (token.trim() !== "") kept.push(token);
      at += token.length;
    }
  }
  return kept;
}

function after(text: string, mark: string, from: number): number {
  const at = text.indexOf(mark, from);
  return at === -1 ? text.length : at + mark.length;
}

/** The string that begins at `start`, with its control characters escaped and its false escapes undone. */
function stringAt(text: string, start: number): { token: string; end: number } {
  // deno-lint-ignore no-control-regex -- they are what is looked for
  const plain = /[^"\\\u0000-\u001f]+/y;
  let token = '"';
  let at = start + 1;
  while (at < text.length) {
    plain.lastIndex = at;
    const run = plain.exec(text)?.[0] ?? "";
    token += run;
    at += run.length;
    const char = text.charAt(at);
    if (char === '"') return { token: token + '"', end: at + 1 };
    if (char !== "\\") {
      token += escaped(char);
      at++;
    } else if (
      /^(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/.test(text.slice(at + 1, at + 6))
    ) {
      token += text.slice(at, at + 2);
      at += 2;
    } else {
      // "\$" means "$"; the next round takes what stands behind the backslash.
      at++;
    }
  }
  return { token, end: text.length };
}

function escaped(control: string): string {
  return JSON.stringify(control).slice(1, -1);
}

/** Puts tokens together again, one text a document, with the commas where JSON wants them. */
function documents(all: readonly string[]): string[] {
  const texts: string[] = [];
  let text: string[] = [];
  let depth = 0;
  for (const [i, token] of all.entries()) {
    const next = all[i + 1];
    const isComma = token === ",";
    if (isComma && (next === "}" || next === "]" || next === ",")) continue;
    if (depth === 0 && (isComma || token === ";")) continue;
    if (endsValue(text.at(-1)) && token.startsWith('"') && next === ":") {
      text.push(",");
    }
    text.push(token);
    if (token === "{" || token === "[") depth++;
    if (token === "}" || token === "]") depth--;
    if (depth === 0) {
      texts.push(text.join(""));
      text = [];
    }
  }
  if (text.length > 0) texts.push(text.join(""));
  return texts;
}

function endsValue(token: string | undefined): boolean {
  return token !== undefined && !/^[{[,:;]$/.test(token);
}
