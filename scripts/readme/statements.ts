/**
 * A script of SQL as its statements: what the SQL editor of Studio runs one after
 * another.
 *
 * @module
 */

/** What is no end of a statement, whatever stands in it. */
const WHOLE = [
  /--[^\n]*/y,
  /\/\*[\s\S]*?\*\//y,
  /'(?:[^']|'')*'/y,
  /"(?:[^"]|"")*"/y,
  /(\$(?:[a-z_]\w*)?\$)[\s\S]*?\1/yi,
];

/** One statement. */
export interface Statement {
  /** Without comments around it and the semicolon. */
  readonly sql: string;
  /** The comments since the statement before, without their marks. */
  readonly comment: string;
}

function toStatement(text: string): Statement {
  const [comment = ""] = /^(?:\s|--[^\n]*(?:\n|$))*/.exec(text) ?? [];
  return {
    sql: text.slice(comment.length).trim(),
    comment: comment.split("\n").map((line) => line.replace(/^\s*--\s?/, ""))
      .filter(Boolean).join("\n"),
  };
}

/** In the order in which they stand; a script's last one may lack its semicolon. */
export function readStatements(script: string): Statement[] {
  const found: Statement[] = [];
  let start = 0;
  let at = 0;
  while (at < script.length) {
    const whole = WHOLE.map((pattern) => {
      pattern.lastIndex = at;
      return pattern.exec(script)?.[0].length ?? 0;
    }).find((length) => length > 0);
    if (whole) {
      at += whole;
    } else if (script[at++] === ";") {
      found.push(toStatement(script.slice(start, at - 1)));
      start = at;
    }
  }
  found.push(toStatement(script.slice(start)));
  return found.filter(({ sql }) => sql !== "");
}
