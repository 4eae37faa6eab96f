/**
 * What a scan wants from an HTML page, and the only importer of deno-dom.
 *
 * A page can weigh a megabyte and an isolate has two seconds of CPU, so the
 * JSON-LD blocks, which every page is asked for, are found without a DOM; one is
 * built only for links, and for the head alone where its texts are needed.
 *
 * @module
 */
import { DOMParser, initParser } from "@b-fuze/deno-dom/wasm-noinit";
import { ScanError } from "./errors.ts";
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

export interface HtmlPage {
  /** The text of each `application/ld+json` script, in the page's order. */
  readonly ldJson: readonly string[];
  /** Every http(s) link of the page; `next` also where the head names it. */
  links(): Promise<PageLink[]>;
  head(): Promise<PageHead>;
}

// deno-dom's wasm is loaded when the first page needs it, once per isolate.
let ready: Promise<void> | null = null;

/** Opens a page that was read from `address`; nothing dear happens before it is asked for. */
export function parseHtml(html: string, address: URL): HtmlPage {
  let links: Promise<PageLink[]> | null = null;
  return {
    ldJson: [...ldJsonTexts(html)],
    links: () => links ??= linksOf(html, address),
    head: () => headOf(html, address),
  };
}

async function linksOf(html: string, address: URL): Promise<PageLink[]> {
  const document = await parse(html, address);
  const base = baseOf(document, address);
  const links: PageLink[] = [];
  for (
    const element of queryAll(document, 'a[href], link[rel~="next"][href]')
  ) {
    const url = resolve(attribute(element, "href"), base);
    const rel = (attribute(element, "rel") ?? "").toLowerCase();
    if (url) links.push({ url, rel });
  }
  return links;
}

async function headOf(html: string, address: URL): Promise<PageHead> {
  const end = /<\/head|<body/i.exec(html);
  const head = end ? html.slice(0, end.index) : html;
  const document = await parse(head, address);
  const [title] = queryAll(document, "title");
  const [canonical] = queryAll(document, 'link[rel="canonical"]');
  return {
    title: textContent(title)?.trim() || null,
    canonical: resolve(
      attribute(canonical, "href"),
      baseOf(document, address),
    ),
  };
}

/** Walks from script to script; each character is looked at a fixed number of times. */
function* ldJsonTexts(html: string): Generator<string> {
  const opening = /<!--|<script(?=[\s/>])/gi;
  const closing = /<\/script/gi;
  let found;
  while ((found = opening.exec(html))) {
    if (found[0] === "<!--") {
      const end = html.indexOf("-->", opening.lastIndex);
      if (end === -1) return;
      opening.lastIndex = end + 3;
      continue;
    }
    const end = endOfTag(html, opening.lastIndex);
    closing.lastIndex = end + 1;
    const close = end === -1 ? null : closing.exec(html);
    if (!close) return;
    if (isLdJson(html.slice(opening.lastIndex, end))) {
      yield html.slice(end + 1, close.index);
    }
    opening.lastIndex = closing.lastIndex;
  }
}

/** Where the tag that `from` stands in ends, quotes respected; -1: never. */
function endOfTag(html: string, from: number): number {
  const mark = /[>"']/g;
  mark.lastIndex = from;
  let found;
  while ((found = mark.exec(html))) {
    if (found[0] === ">") return found.index;
    const quote = html.indexOf(found[0], found.index + 1);
    if (quote === -1) return -1;
    mark.lastIndex = quote + 1;
  }
  return -1;
}

function isLdJson(attributes: string): boolean {
  // Some frameworks write the plus sign as a character reference.
  return /(?:^|[\s"'/])type\s*=\s*(?:["']\s*)?application\/ld\+json/i.test(
    decodeEntities(attributes),
  );
}

/** Unknown on purpose: only what is asked of it below is relied on. */
async function parse(html: string, address: URL): Promise<unknown> {
  ready ??= initParser();
  try {
    await ready;
  } catch (error) {
    ready = null;
    throw error;
  }
  try {
    return new DOMParser().parseFromString(html, "text/html");
  } catch (cause) {
    // Elements nested tens of thousands deep overflow the parser's stack.
    throw new ScanError(
      "payload",
      `Cannot read "${address.href}": its HTML cannot be parsed`,
      { cause },
    );
  }
}

function baseOf(document: unknown, address: URL): URL {
  const [base] = queryAll(document, "base[href]");
  return resolve(attribute(base, "href"), address) ?? address;
}

function resolve(href: string | null, base: URL): URL | null {
  if (href === null || !URL.canParse(href.trim(), base.href)) return null;
  const url = new URL(href.trim(), base);
  return /^https?:$/.test(url.protocol) ? url : null;
}

function queryAll(document: unknown, selector: string): Iterable<unknown> {
  return canQuery(document) ? document.querySelectorAll(selector) : [];
}

function attribute(element: unknown, name: string): string | null {
  return hasAttributes(element) ? element.getAttribute(name) : null;
}

function textContent(element: unknown): string | null {
  return typeof element === "object" && element !== null &&
      "textContent" in element && typeof element.textContent === "string"
    ? element.textContent
    : null;
}

function canQuery(
  value: unknown,
): value is { querySelectorAll(selector: string): Iterable<unknown> } {
  return typeof value === "object" && value !== null &&
    "querySelectorAll" in value && typeof value.querySelectorAll === "function";
}

function hasAttributes(
  value: unknown,
): value is { getAttribute(name: string): string | null } {
  return typeof value === "object" && value !== null &&
    "getAttribute" in value && typeof value.getAttribute === "function";
}
