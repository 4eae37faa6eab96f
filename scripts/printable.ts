/**
 * What others wrote (titles, companies, reasons), fit for a terminal.
 *
 * @module
 */
import { z } from "zod";

/** Without control characters, which a terminal would obey. */
export function printable(text: string): string {
  return text.replace(/\p{Cc}+/gu, " ");
}

/** A text from outside that is about to be printed. */
export const Printable = z.string().transform(printable);
