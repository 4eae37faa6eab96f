/**
 * HTML from templates in which every value is text, unless it is HTML already.
 *
 * @module
 */
import { escape } from "@std/html/entities";
import { cellText } from "../matches_table.ts";

/** Made by `html` alone. */
export class Html {
  readonly #source: string;
  constructor(pieces: TemplateStringsArray, values: readonly Value[]) {
    this.#source = String.raw({ raw: pieces }, ...values.map(source));
  }
  toString(): string {
    return this.#source;
  }
}

type Value = Html | string | number | null | readonly Value[];

function source(value: Value): string {
  if (value === null) return "";
  if (value instanceof Html) return value.toString();
  if (typeof value === "object") return value.map(source).join("");
  return escape(cellText(String(value)));
}

/** A piece of a page; what stands in `${}` is escaped. */
export function html(pieces: TemplateStringsArray, ...values: Value[]): Html {
  return new Html(pieces, values);
}

/** What others wrote: marks in it turn no text but its own. */
export function foreign(text: string | null): Html {
  return html`<bdi>${text}</bdi>`;
}

/** A link to the web; text alone where the address is none of the web's. */
export function link(url: string, text: string): Html {
  const parsed = URL.parse(url);
  return parsed && /^https?:$/.test(parsed.protocol)
    ? html`<a href="${parsed.href}" rel="noopener noreferrer">${
      foreign(text)
    }</a>`
    : foreign(text);
}
