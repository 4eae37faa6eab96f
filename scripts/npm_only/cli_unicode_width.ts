/**
 * Stand-in for `@std/cli/unicode-width`, over string-width.
 *
 * @module
 */
import stringWidth from "string-width";

export function unicodeWidth(str: string): number {
  return stringWidth(str);
}
