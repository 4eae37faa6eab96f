/**
 * The plain text of a description's HTML, with its paragraphs and lists.
 *
 * A DOM would cost some fifty times the CPU, of which an isolate has two
 * seconds; descriptions are fragments from an editor and need no tree.
 *
 * @module
 */
import { decodeEntities } from "./entities.ts";

/** What stands in the text where an element begins or ends. */
const BREAKS: ReadonlyMap<string, string> = new Map([
  ...[
    ..."p h1 h2 h3 h4 h5 h6 ul ol dl table blockquote pre hr section article"
      .split(" "),
  ].map((tag): [string, string] => [tag, "\n\n"]),
  ...[..."br div tr dt dd header footer main figure".split(" ")].map((
    tag,
  ): [string, string] => [tag, "\n"]),
  ["td", " "],
  ["th", " "],
]);

/** Elements whose content is no text for a reader. */
const HIDDEN = new Set(["script", "style", "template", "noscript", "svg"]);

const TAG_NAME = /^<(\/?)([a-zA-Z][a-zA-Z0-9]*)/;

/** The end of the tag that begins at `start`, quotes respected; -1: it never ends. */
function endOfTag(html: string, start: number): number {
  let end = html.indexOf(">", start);
  // A ">" inside an attribute's quotes: rare, so three more looks are enough,
  // and a broken quote cannot make this quadratic.
  for (let looks = 0; looks < 3 && end !== -1; looks++) {
    const quotes = html.slice(start, end).split('"').length - 1;
    if (quotes % 2 === 0) return end;
    const next = html.indexOf(">", end + 1);
    if (next === -1 || next - start > 2_000) return end;
    end = next;
  }
  return end;
}

function afterHidden(html: string, tag: string, from: number): number {
  const close = new RegExp(`</${tag}[^>]*>`, "gi");
  close.lastIndex = from;
  return close.exec(html) ? close.lastIndex : html.length;
}

/** Folds white space within lines and keeps paragraphs: for a text that is plain already. */
export function tidyText(text: string): string {
  return text
    .replace(/[^\S\n]+/g, " ")
    .replace(/ ?\n ?/g, "\n")
    .replace(/\n- (?=\n|$)/g, "\n")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
}

/** Entities are decoded once, after the tags are gone, so that an escaped "<" stays a "<". */
export function htmlToText(html: string): string {
  let text = "";
  let at = 0;
  while (at < html.length) {
    const open = html.indexOf("<", at);
    if (open === -1) {
      text += html.slice(at).replace(/\s+/g, " ");
      break;
    }
    text += html.slice(at, open).replace(/\s+/g, " ");
    if (html.startsWith("<!--", open)) {
      const end = html.indexOf("-->", open + 4);
      at = end === -1 ? html.length : end + 3;
      continue;
    }
    const name = TAG_NAME.exec(html.slice(open, open + 24));
    if (!name && html[open + 1] !== "!" && html[open + 1] !== "?") {
      text += "<";
      at = open + 1;
      continue;
    }
    const end = endOfTag(html, open);
    at = end === -1 ? html.length : end + 1;
    if (!name) continue;
    const tag = (name[2] ?? "").toLowerCase();
    const closing = name[1] === "/";
    if (!closing && HIDDEN.has(tag)) {
      at = afterHidden(html, tag, at);
      continue;
    }
    if (tag === "li" && !closing) text += "\n- ";
    text += BREAKS.get(tag) ?? "";
  }
  return tidyText(decodeEntities(text));
}
