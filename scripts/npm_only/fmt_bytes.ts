/**
 * Stand-in for `@std/fmt/bytes`, over pretty-bytes.
 *
 * @module
 */
import prettyBytes from "pretty-bytes";

export function format(num: number): string {
  return prettyBytes(num);
}
