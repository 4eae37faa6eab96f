/**
 * The adverts on one page, and what the page says about others.
 *
 * @module
 */
import { type HtmlPage, parseHtml } from "../html.ts";
import { isSameSite } from "./addresses.ts";
import { findNodes } from "./find_nodes.ts";
import type { FoundAdvert } from "./name_adverts.ts";
import { repairJson } from "./repair.ts";
import { isNode, type Node, textOf } from "./values.ts";

/** A request for a page, where some hosts would give an API's answer or none. */
export const HTML = {
  headers: { accept: "text/html,application/xhtml+xml;q=0.9,*/*;q=0.1" },
};

export interface ReadPage {
  readonly html: HtmlPage;
  readonly nodes: readonly Node[];
  /** Addresses of adverts in its lists. */
  readonly listed: readonly string[];
  readonly emptyList: boolean;
  readonly partial: boolean;
  /** How many of its blocks could not be read to the end. */
  readonly unread: number;
}

export function readPage(text: string, address: URL): ReadPage {
  const html = parseHtml(text, address);
  const nodes: Node[] = [];
  const listed: string[] = [];
  let emptyList = false;
  let partial = false;
  let unread = 0;
  for (const block of html.ldJson) {
    const values = repairJson(block);
    const found = findNodes(values);
    nodes.push(...found.postings);
    listed.push(...found.links);
    emptyList ||= found.emptyList;
    partial ||= found.partial;
    if (values === null || found.unread > 0) unread++;
  }
  return { html, nodes, listed, emptyList, partial, unread };
}

/** The adverts of a page that a listing leads to, with what only the page's head tells. */
export async function advertsOf(
  { html, nodes }: ReadPage,
  pageUrl: URL,
): Promise<FoundAdvert[]> {
  // The head costs a DOM; most nodes need nothing from it.
  const [only] = nodes;
  const asksHead = nodes.length === 1 && only && (hasNoTitle(only) ||
    (pageUrl.search !== "" && !only.url && !only["@id"]));
  const head = asksHead ? await html.head() : null;
  return nodes.map((node) => ({
    node,
    pageUrl,
    title: head?.title ? withoutSite(head.title, node) : null,
    // A page that gives itself an address on another site is misled.
    canonical: head?.canonical && isSameSite(head.canonical, pageUrl)
      ? head.canonical
      : null,
  }));
}

function hasNoTitle(node: Node): boolean {
  return textOf(node.title) === null && textOf(node.name) === null;
}

/** `Baker - Acme` without the site's name behind it. */
function withoutSite(title: string, node: Node): string {
  const at = Math.max(
    ...[" - ", " – ", " | "].map((mark) => title.lastIndexOf(mark)),
  );
  if (at <= 0) return title;
  const site = title.slice(at + 3).toLowerCase();
  const company = isNode(node.hiringOrganization) ||
      typeof node.hiringOrganization === "string"
    ? textOf(node.hiringOrganization)?.toLowerCase()
    : undefined;
  return company === undefined || site.includes(company) ||
      /career|jobs?\b/.test(site)
    ? title.slice(0, at).trim()
    : title;
}
