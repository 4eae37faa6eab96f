/**
 * Stand-in for `@std/html/entities`: the five characters that HTML itself
 * needs, and numeric references.
 *
 * @module
 */

const NAMED: Record<string, string> = {
  "&amp;": "&",
  "&lt;": "<",
  "&gt;": ">",
  "&quot;": '"',
  "&#39;": "'",
  "&#x27;": "'",
};

const ESCAPED: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

export function escape(str: string): string {
  return str.replaceAll(/[&<>"']/g, (char) => ESCAPED[char] ?? char);
}

function fromCodePoint(code: number): string {
  const valid = code > 0 && code <= 0x10ffff &&
    !(code >= 0xd800 && code <= 0xdfff);
  return valid ? String.fromCodePoint(code) : "\ufffd";
}

export function unescape(str: string): string {
  return str.replaceAll(
    /&(?:amp|lt|gt|quot|#[0-9]+|#[xX][0-9a-fA-F]+);/g,
    (entity) => {
      const named = NAMED[entity];
      if (named !== undefined) return named;
      const digits = entity.slice(2, -1);
      return fromCodePoint(
        /^[xX]/.test(digits)
          ? parseInt(digits.slice(1), 16)
          : parseInt(digits, 10),
      );
    },
  );
}
