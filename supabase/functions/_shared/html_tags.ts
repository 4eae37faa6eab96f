/**
 * The tags of an HTML page, found in one walk and without a DOM.
 *
 * A page can weigh a megabyte and an isolate has two seconds of CPU. Each
 * character is looked at a fixed number of times, whatever the page is like.
 *
 * @module
 */
import { decodeEntities } from "./normalise/entities.ts";

export interface Tag {
  /** In lower case. */
  readonly name: string;
  /** Names in lower case, character references decoded; of two of one name the first. */
  readonly attributes: ReadonlyMap<string, string>;
  /** What a script, a style sheet or a title holds; empty for every other element. */
  readonly text: string;
}

export interface Tags {
  readonly tags: readonly Tag[];
  /** The page ends where none would: within a tag, a script or a list. */
  readonly isCutOff: boolean;
}

/** Elements in which a "<" begins nothing but their own end. */
const ENDS = new Map(
  ["script", "style", "title", "textarea"].map((name) => [
    name,
    new RegExp(`</${name}(?=[\\s/>])`, "gi"),
  ]),
);

/** Elements whose end no page may leave out. */
const PARTS =
  /<(\/?)(?:a|article|div|main|nav|ol|section|select|table|ul)(?=[\s/>])/gi;

/** The tags of these names, in the page's order; none from comments, scripts and attributes. */
export function readTags(html: string, wanted: ReadonlySet<string>): Tags {
  const opening = /<!--|<([a-z][^\s/>]*)/gi;
  const tags: Tag[] = [];
  let isBroken = false;
  let found;
  while ((found = opening.exec(html))) {
    if (found[1] === undefined) {
      const end = endOfComment(html, opening.lastIndex);
      if (end === -1) return { tags, isCutOff: true };
      opening.lastIndex = end;
      continue;
    }
    const name = found[1].toLowerCase();
    const attributes = wanted.has(name) ? new Map<string, string>() : null;
    const end = endOfTag(html, opening.lastIndex, attributes);
    if (end === -1) return { tags, isCutOff: true };
    opening.lastIndex = end;
    const closing = ENDS.get(name);
    let text = "";
    if (closing) {
      closing.lastIndex = end;
      const close = closing.exec(html);
      isBroken ||= close === null;
      opening.lastIndex = close?.index ?? html.length;
      text = html.slice(end, opening.lastIndex);
    }
    if (attributes) tags.push({ name, attributes, text });
  }
  return { tags, isCutOff: isBroken || endsAmidParts(html) };
}

/** `<!-->` is a whole comment. */
function endOfComment(html: string, from: number): number {
  const mark = /--!?>/g;
  mark.lastIndex = from - 2;
  return mark.exec(html) ? mark.lastIndex : -1;
}

/** Behind the tag in whose middle `from` stands; -1: it never ends. */
function endOfTag(
  html: string,
  from: number,
  attributes: Map<string, string> | null,
): number {
  const between = /[\s/]*/y;
  const name = /=?[^\s/>=]*/y;
  const equals = /\s*=\s*/y;
  const bare = /[^\s>]*/y;
  let at = from;
  const take = (pattern: RegExp) => {
    pattern.lastIndex = at;
    const text = pattern.exec(html)?.[0] ?? "";
    at += text.length;
    return text;
  };
  while (true) {
    take(between);
    if (at >= html.length) return -1;
    if (html[at] === ">") return at + 1;
    const key = take(name).toLowerCase();
    let value = "";
    if (take(equals) !== "") {
      const quote = html[at];
      if (quote === '"' || quote === "'") {
        const end = html.indexOf(quote, at + 1);
        if (end === -1) return -1;
        value = html.slice(at + 1, end);
        at = end + 1;
      } else {
        value = take(bare);
      }
    }
    if (attributes && !attributes.has(key)) {
      attributes.set(key, decodeEntities(value));
    }
  }
}

/**
 * True where the page has no end and leaves lists or sections open. Minifiers
 * take the end away too, but not that of a list.
 */
function endsAmidParts(html: string): boolean {
  if (/<\/(?:body|html)/i.test(html)) return false;
  let open = 0;
  for (const [, slash] of html.matchAll(PARTS)) open += slash ? -1 : 1;
  return open > 0;
}
