/**
 * The text of an advert, from HTML that may be escaped once too often.
 *
 * @module
 */
import { decodeEntities } from "../normalise/entities.ts";
import { htmlToText } from "../normalise/html_text.ts";
import { type LazyText, lazyText } from "../posting.ts";
import { isNode, listOf, type Node } from "./values.ts";

/** The description, and what some sites keep beside it. */
export function descriptionOf(node: Node): LazyText | null {
  const [main = "", ...others] = [
    node.description,
    node.responsibilities,
    node.qualifications,
  ].map(htmlOf);
  if (!main && !others.some(Boolean)) return null;
  return lazyText(() => {
    const text = toText(main);
    const more = others.map(toText).filter((part) => !text.includes(part));
    return [text, ...more].filter(Boolean).join("\n\n");
  });
}

function htmlOf(value: unknown): string {
  return listOf(value).map((part) => {
    const html = isNode(part) ? part["@value"] : part;
    return typeof html === "string" ? html.trim() : "";
  }).filter(Boolean).join("\n");
}

function toText(source: string): string {
  const html = unescapeOnce(source)
    // A line break that went through two serialisers; a path keeps its "\n".
    .replace(/\\[rn](?![a-z])/gi, "\n")
    // A reference that was escaped itself: nobody means to show "&#xa;".
    .replace(/&amp;(#x?[0-9a-f]{1,6}|nbsp);/gi, "&$1;");
  // Without any tag the line breaks are all the form there is.
  return htmlToText(
    /<[a-z!/]/i.test(html) ? html : html.replaceAll(/\r?\n/g, "<br>"),
  );
}

function unescapeOnce(html: string): string {
  return html.includes("&lt;") && !html.includes("<")
    ? decodeEntities(html)
    : html;
}
