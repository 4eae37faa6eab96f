/**
 * What a board answers in XML, and the only importer of fast-xml-parser.
 *
 * The parser takes whatever it is given, so broken XML is refused before it: an
 * answer that was cut off must not pass for a short one. Entities that a
 * document declares itself are never looked at; one that declares any is refused.
 *
 * @module
 */
import { XMLParser, XMLValidator } from "fast-xml-parser";
import { ScanError } from "./errors.ts";
import { decodeEntities } from "./normalise/entities.ts";

const TEXT = "#text";
const CDATA = "#cdata";

// A board needs five levels; without a bound a document could choose our stack's size.
const MAX_DEPTH = 30;
// Ten thousand adverts of thirty elements each: more than any board, less than an isolate can hold.
const MAX_ELEMENTS = 300_000;

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: true,
  parseTagValue: false,
  trimValues: false,
  processEntities: false,
  cdataPropName: CDATA,
  maxNestedTags: MAX_DEPTH,
});

export interface XmlElement {
  readonly name: string;
  readonly children: readonly XmlElement[];
  /** What stands in it beside other elements, trimmed: references decoded once, CDATA as it is. */
  readonly text: string;
}

/**
 * The root of a document; `subject` says whose it is.
 *
 * @throws {ScanError} `payload` for XML that is broken or cut off, `too_large`
 * for what would take more than a document of adverts may.
 */
export function readXml(xml: string, subject: string): XmlElement {
  assertModest(xml, subject);
  if (XMLValidator.validate(xml) !== true) throw broken(subject);
  const roots = childrenOf(parse(xml, subject))
    .filter(({ name }) => !name.startsWith("?"));
  const [root] = roots;
  if (!root || roots.length > 1) throw broken(subject);
  return root;
}

/** Walks from mark to mark, over CDATA and comments, in which nothing counts. */
function assertModest(xml: string, subject: string): void {
  let elements = 0;
  let at = 0;
  while ((at = xml.indexOf("<", at)) !== -1) {
    if (!xml.startsWith("<!", at)) {
      if (++elements > MAX_ELEMENTS * 2) throw tooLarge(subject);
      at++;
      continue;
    }
    const end = xml.startsWith("<![CDATA[", at)
      ? "]]>"
      : xml.startsWith("<!--", at)
      ? "-->"
      : null;
    if (end === null) {
      // In a DOCTYPE a few lines can stand for gigabytes.
      const declares = /[A-Za-z]/.test(xml.charAt(at + 2));
      throw declares ? tooLarge(subject) : broken(subject);
    }
    at = xml.indexOf(end, at + 4);
    if (at === -1) throw broken(subject);
  }
}

function parse(xml: string, subject: string): unknown {
  try {
    return parser.parse(xml);
  } catch (cause) {
    // It is well-formed, so it is one of the parser's own limits.
    throw tooLarge(subject, cause);
  }
}

function broken(subject: string): ScanError {
  return new ScanError(
    "payload",
    `Cannot read ${subject}: its XML is broken or cut off`,
  );
}

function tooLarge(subject: string, cause?: unknown): ScanError {
  return new ScanError(
    "too_large",
    `Cannot read ${subject}: its XML asks for more than adverts need`,
    { cause },
  );
}

/** The parser gives each node as an object of one key, its name. */
function* entriesOf(content: unknown): Generator<[string, unknown]> {
  const nodes: readonly unknown[] = Array.isArray(content) ? content : [];
  for (const node of nodes) {
    if (typeof node !== "object" || node === null) continue;
    yield* Object.entries(node);
  }
}

function childrenOf(content: unknown): XmlElement[] {
  const children: XmlElement[] = [];
  for (const [name, value] of entriesOf(content)) {
    if (name === TEXT || name === CDATA) continue;
    children.push({
      name,
      children: childrenOf(value),
      text: textOf(value).trim(),
    });
  }
  return children;
}

function textOf(content: unknown): string {
  let text = "";
  for (const [name, value] of entriesOf(content)) {
    if (name === TEXT) text += decodeEntities(String(value));
    if (name === CDATA) {
      for (const [, raw] of entriesOf(value)) text += String(raw);
    }
  }
  return text;
}
