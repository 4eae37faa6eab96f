/**
 * Adverts in a page's visible elements: `itemscope itemtype="…/JobPosting"`,
 * `itemprop` (https://html.spec.whatwg.org/#microdata), as nodes of JSON-LD.
 * `itemref` is not followed: no careers page was seen to use it.
 *
 * @module
 */
import type { HtmlPage, PageElement } from "../html.ts";
import { localName, type Node } from "./values.ts";

/** Without these bounds a page could choose our stack's size and our memory's. */
const MAX_DEPTH = 200;
const MAX_LENGTH = 5_000_000;

/** Properties whose value is HTML. */
const TEXTS = new Set(["description", "responsibilities", "qualifications"]);
/** Properties whose value is an address. */
const ADDRESSES = new Set(["url", "sameAs", "logo", "image"]);

export interface Microdata {
  readonly nodes: readonly Node[];
  /** How many elements were too deep or too many to be looked at. */
  readonly unread: number;
}

/** @throws {ScanError} `payload` where no DOM can be made of the page. */
export async function readMicrodata(html: HtmlPage): Promise<Microdata> {
  const scopes = await html.select('[itemscope][itemtype*="JobPosting"]');
  let unread = 0;
  let left = MAX_LENGTH;
  const nodes = scopes.filter((scope) => typeOf(scope) === "JobPosting")
    .map((scope) => nodeOf(scope, 0));
  return { nodes, unread };

  function nodeOf(scope: PageElement, depth: number): Node {
    const properties = new Map<string, unknown[]>();
    gather(scope, properties, depth);
    return {
      "@type": typeOf(scope),
      ...(scope.attribute("itemid") && { "@id": scope.attribute("itemid") }),
      ...Object.fromEntries(
        [...properties].map(([name, values]) => [
          name,
          values.length === 1 ? values[0] : values,
        ]),
      ),
    };
  }

  function gather(
    element: PageElement,
    properties: Map<string, unknown[]>,
    depth: number,
  ): void {
    const children = element.children();
    if (depth > MAX_DEPTH) {
      unread += children.length;
      return;
    }
    for (const child of children) {
      const names = (child.attribute("itemprop") ?? "").split(/\s+/)
        .filter(Boolean);
      for (const name of names) {
        const values = properties.get(name) ?? [];
        values.push(valueOf(child, name, depth + 1));
        properties.set(name, values);
      }
      // Another scope's properties are not ours, and a text has those inside it.
      if (
        child.attribute("itemscope") === null &&
        !names.some((name) => TEXTS.has(name))
      ) {
        gather(child, properties, depth + 1);
      }
    }
  }

  function valueOf(element: PageElement, name: string, depth: number): unknown {
    if (element.attribute("itemscope") !== null) {
      const node = nodeOf(element, depth);
      return Object.keys(node).length > 1 ? node : shown(element, name);
    }
    const content = element.attribute("content") ??
      (element.name === "time" ? element.attribute("datetime") : null) ??
      (/^(?:data|meter)$/.test(element.name)
        ? element.attribute("value")
        : null) ??
      (ADDRESSES.has(name)
        ? element.attribute("href") ?? element.attribute("src")
        : null);
    return content ?? shown(element, name);
  }

  function shown(element: PageElement, name: string): string | null {
    if (left <= 0) {
      unread++;
      return null;
    }
    const text = TEXTS.has(name) ? element.html() : element.text();
    left -= text.length;
    return text;
  }
}

function typeOf(scope: PageElement): string {
  const types = (scope.attribute("itemtype") ?? "").trim().split(/\s+/)
    .map(localName);
  return types.includes("JobPosting") ? "JobPosting" : types[0] ?? "";
}
