/**
 * What a scan wants from an HTML page, and the only importer of deno-dom.
 *
 * The tags that every page is asked for are found without a DOM; one is built
 * only for a page whose adverts stand in its visible elements.
 *
 * @module
 */
import { DOMParser, initParser } from "@b-fuze/deno-dom/wasm-noinit";
import { ScanError } from "./errors.ts";
import { readTags, type Tag } from "./html_tags.ts";
import { decodeEntities } from "./normalise/entities.ts";

/** An address that a page leads to. */
export interface PageLink {
  readonly url: URL;
  /** The relation that the page names, in lower case; usually empty. */
  readonly rel: string;
}

export interface PageHead {
  readonly title: string | null;
  readonly canonical: URL | null;
}

/** An element of the page's DOM. */
export interface PageElement {
  /** In lower case. */
  readonly name: string;
  attribute(name: string): string | null;
  /** Its child elements. */
  children(): PageElement[];
  text(): string;
  html(): string;
}

export interface HtmlPage {
  /** The text of each `application/ld+json` script, in the page's order. */
  readonly ldJson: readonly string[];
  /** The texts of all other scripts. */
  readonly scripts: readonly string[];
  /** The page ends where none would: within a tag, a script or a list. */
  readonly isCutOff: boolean;
  /** Every http(s) link of the page; `next` also where the head names it. */
  links(): readonly PageLink[];
  head(): PageHead;
  /** The contents of the page's meta elements by their names in lower case; the first of each. */
  metas(): ReadonlyMap<string, string>;
  /** @throws {ScanError} `payload` or `too_large` where no DOM can be made of the page. */
  select(selector: string): Promise<PageElement[]>;
}

/** A DOM takes some twenty times as much memory; real pages stay below a tenth of this. */
const MAX_DOM_LENGTH = 5_000_000;

const WANTED = new Set(["script", "a", "link", "base", "meta", "title"]);

// deno-dom's wasm is loaded when the first page needs it, once per isolate.
let ready: Promise<void> | null = null;

/** Opens a page that was read from `address`. */
export function parseHtml(html: string, address: URL): HtmlPage {
  const { tags, isCutOff } = readTags(html, WANTED);
  const scripts = tags.filter(({ name }) => name === "script");
  const base = tags.find(({ name, attributes }) =>
    name === "base" && attributes.has("href")
  );
  const from = resolve(base, address) ?? address;
  let links: readonly PageLink[] | null = null;
  return {
    ldJson: scripts.filter(isLdJson).map(({ text }) => text),
    scripts: scripts.filter((tag) => !isLdJson(tag)).map(({ text }) => text),
    isCutOff,
    links: () => links ??= linksOf(tags, from),
    head: () => headOf(tags, from),
    metas: () => metasOf(tags),
    select: (selector) => select(html, selector, address),
  };
}

function isLdJson({ attributes }: Tag): boolean {
  const type = attributes.get("type")?.trimStart().toLowerCase() ?? "";
  return type.startsWith("application/ld+json");
}

function hasRel({ attributes }: Tag, rel: string): boolean {
  return (attributes.get("rel") ?? "").toLowerCase().split(/\s+/).includes(rel);
}

function linksOf(tags: readonly Tag[], base: URL): PageLink[] {
  const links: PageLink[] = [];
  for (const tag of tags) {
    if (tag.name !== "a" && !(tag.name === "link" && hasRel(tag, "next"))) {
      continue;
    }
    const url = resolve(tag, base);
    const rel = (tag.attributes.get("rel") ?? "").toLowerCase();
    if (url) links.push({ url, rel });
  }
  return links;
}

function headOf(tags: readonly Tag[], base: URL): PageHead {
  const title = tags.find(({ name }) => name === "title");
  const canonical = tags.find((tag) =>
    tag.name === "link" && hasRel(tag, "canonical")
  );
  return {
    title: decodeEntities(title?.text ?? "").trim() || null,
    canonical: resolve(canonical, base),
  };
}

function metasOf(tags: readonly Tag[]): Map<string, string> {
  const metas = new Map<string, string>();
  for (const { name, attributes } of tags) {
    if (name !== "meta") continue;
    const key = (attributes.get("name") ?? attributes.get("property") ?? "")
      .toLowerCase();
    const content = attributes.get("content")?.trim();
    if (key && content && !metas.has(key)) metas.set(key, content);
  }
  return metas;
}

function resolve(tag: Tag | undefined, base: URL): URL | null {
  const href = tag?.attributes.get("href")?.trim();
  if (href === undefined || !URL.canParse(href, base.href)) return null;
  const url = new URL(href, base);
  return /^https?:$/.test(url.protocol) ? url : null;
}

async function select(
  html: string,
  selector: string,
  address: URL,
): Promise<PageElement[]> {
  if (html.length > MAX_DOM_LENGTH) {
    throw new ScanError(
      "too_large",
      `Cannot read "${address.href}": its HTML has more than ${MAX_DOM_LENGTH} characters`,
    );
  }
  ready ??= initParser();
  try {
    await ready;
  } catch (error) {
    ready = null;
    throw error;
  }
  try {
    const document: unknown = new DOMParser()
      .parseFromString(html, "text/html");
    return isQueried(document)
      ? [...document.querySelectorAll(selector)].flatMap(elementOf)
      : [];
  } catch (cause) {
    // Elements nested tens of thousands deep overflow the parser's stack.
    throw new ScanError(
      "payload",
      `Cannot read "${address.href}": its HTML cannot be parsed`,
      { cause },
    );
  }
}

/** Unknown on purpose: only what is asked of it here is relied on. */
function elementOf(element: unknown): PageElement[] {
  if (!isElement(element)) return [];
  return [{
    name: element.tagName.toLowerCase(),
    attribute: (name) => element.getAttribute(name),
    children: () => [...element.children].flatMap(elementOf),
    text: () => element.textContent,
    html: () => element.innerHTML,
  }];
}

function isQueried(
  value: unknown,
): value is { querySelectorAll(selector: string): Iterable<unknown> } {
  return typeof value === "object" && value !== null &&
    "querySelectorAll" in value && typeof value.querySelectorAll === "function";
}

function isElement(value: unknown): value is {
  tagName: string;
  textContent: string;
  innerHTML: string;
  children: Iterable<unknown>;
  getAttribute(name: string): string | null;
} {
  return typeof value === "object" && value !== null && "tagName" in value &&
    typeof value.tagName === "string" && "children" in value &&
    "getAttribute" in value && typeof value.getAttribute === "function";
}
