/**
 * The plain text of a description's HTML, with its paragraphs and lists.
 *
 * A DOM would cost some fifty times the CPU, of which an isolate has two
 * seconds; descriptions are fragments from an editor and need no tree.
 *
 * @module
 */
import { decodeEntities } from "./entities.ts";

/** How many lines an element begins and ends: 2 leaves one empty. */
const LINES: ReadonlyMap<string, number> = new Map([
  ...names("p h1 h2 h3 h4 h5 h6 dl table blockquote pre hr section article", 2),
  ...names("div li tr dt dd header footer main aside figure", 1),
]);

function names(tags: string, lines: number): [string, number][] {
  return tags.split(" ").map((tag) => [tag, lines]);
}

/** Elements whose content is no text for a reader. */
const HIDDEN = new Set(["script", "style", "template", "noscript", "svg"]);

const TAG_NAME = /^<(\/?)([a-zA-Z][a-zA-Z0-9]*)/;

/** The end of the tag that begins at `start`, quotes respected; -1: it never ends. */
function endOfTag(html: string, start: number): number {
  let end = html.indexOf(">", start);
  // A ">" inside an attribute's quotes: rare, so three more looks are enough,
  // and a broken quote cannot make this quadratic.
  for (let looks = 0; looks < 3 && end !== -1; looks++) {
    if (!hasOpenQuote(html, start, end)) return end;
    const next = html.indexOf(">", end + 1);
    if (next === -1 || next - start > 2_000) return end;
    end = next;
  }
  return end;
}

function hasOpenQuote(html: string, start: number, end: number): boolean {
  let isOpen = false;
  for (let at = start; at < end; at++) {
    if (html.charCodeAt(at) === 34) isOpen = !isOpen;
  }
  return isOpen;
}

/** White space, also as editors write it to keep a paragraph or an item open. */
const BLANK = /^(?: |&nbsp;|&#160;|\u200b)*$/;

/** Behind the element that is not read, or the end of a text that never ends it. */
function afterHidden(html: string, tag: string, from: number): number {
  const close = new RegExp(`</${tag}(?![a-z])`, "gi");
  close.lastIndex = from;
  const found = close.exec(html);
  const end = found ? html.indexOf(">", found.index) : -1;
  return end === -1 ? html.length : end + 1;
}

/** Folds white space within lines and keeps paragraphs: for a text that is plain already. */
export function tidyText(text: string): string {
  return text
    .replace(/[^\S\n]{2,}|[^\S\n ]/g, " ")
    .replace(/ \n ?|\n /g, "\n")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
}

/** A text that grows by words and breaks; a break shows only between words. */
function createText() {
  let text = "";
  let lines = 0;
  let isItem = false;
  return {
    words(words: string): void {
      const folded = words.replace(/\s{2,}|[^\S ]/g, " ");
      const isBlank = BLANK.test(folded);
      if (isBlank && (lines > 0 || isItem)) return;
      text += "\n".repeat(lines) + (isItem ? "- " : "") + folded;
      lines = 0;
      isItem = false;
    },
    /** A new line, or an empty one between; of several the widest counts. */
    lines(count: number): void {
      // What an item begins with stands beside its mark.
      if (!isItem) lines = Math.max(lines, count);
    },
    newLine(): void {
      if (!isItem) lines = Math.min(2, lines + 1);
    },
    item(): void {
      lines = Math.max(lines, 1);
      isItem = true;
    },
    /** An item that had no words leaves no mark. */
    endItem(): void {
      isItem = false;
      lines = Math.max(lines, 1);
    },
    toString: () => text,
  };
}

/**
 * Entities are decoded once, after the tags are gone, so that an escaped "<"
 * stays a "<".
 */
export function htmlToText(html: string): string {
  const text = createText();
  let depth = 0;
  let at = 0;
  while (at < html.length) {
    const open = html.indexOf("<", at);
    if (open === -1) {
      text.words(html.slice(at));
      break;
    }
    if (open > at) text.words(html.slice(at, open));
    if (html.startsWith("<!--", open)) {
      const end = html.indexOf("-->", open + 4);
      at = end === -1 ? html.length : end + 3;
      continue;
    }
    const name = TAG_NAME.exec(html.slice(open, open + 24));
    if (!name && html[open + 1] !== "!" && html[open + 1] !== "?") {
      text.words("<");
      at = open + 1;
      continue;
    }
    const end = endOfTag(html, open);
    at = end === -1 ? html.length : end + 1;
    if (!name) continue;
    const tag = (name[2] ?? "").toLowerCase();
    const isClosing = name[1] === "/";
    if (HIDDEN.has(tag)) {
      if (!isClosing) at = afterHidden(html, tag, at);
    } else if (tag === "br") text.newLine();
    else if (tag === "td" || tag === "th") text.words(" ");
    else if (tag === "ul" || tag === "ol") {
      depth = Math.max(0, depth + (isClosing ? -1 : 1));
      // A list inside a list goes on with it.
      text.lines(isClosing ? (depth > 0 ? 1 : 2) : depth > 1 ? 1 : 2);
    } else if (tag === "li") {
      if (isClosing) text.endItem();
      else text.item();
    } else {
      const lines = LINES.get(tag) ?? 0;
      // The paragraphs of an item are lines of one list.
      text.lines(depth > 0 ? Math.min(1, lines) : lines);
    }
  }
  return tidyText(decodeEntities(text.toString()));
}
