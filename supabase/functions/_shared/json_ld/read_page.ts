/**
 * The adverts on one page, and what the page says about others.
 *
 * @module
 */
import { type HtmlPage, parseHtml } from "../html.ts";
import { isSameSite } from "./addresses.ts";
import { findNodes } from "./find_nodes.ts";
import { readFlight } from "./flight.ts";
import { metaPlaces, readMetaTags } from "./meta_tags.ts";
import { readMicrodata } from "./microdata.ts";
import type { FoundAdvert } from "./name_adverts.ts";
import { repairJson } from "./repair.ts";
import { isNode, listOf, type Node, textOf } from "./values.ts";

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

/** Reads linked data; where there is none, what other forms the page gives its adverts. */
export async function readPage(text: string, address: URL): Promise<ReadPage> {
  const html = parseHtml(text, address);
  const page = readBlocks(html);
  if (page.nodes.length > 0 || page.listed.length > 0) return page;
  // Each is asked for by a word that its pages cannot do without.
  if (text.includes("__next_f")) {
    const flight = readFlight(html.scripts);
    if (flight && (flight.postings.length > 0 || flight.links.length > 0)) {
      return {
        ...page,
        ...flight,
        nodes: flight.postings,
        listed: flight.links,
        unread: page.unread + flight.unread,
      };
    }
    return { ...page, unread: page.unread + (flight?.unread ?? 0) };
  }
  if (text.includes("JobPosting") && /\sitemscope/i.test(text)) {
    const { nodes, unread } = await readMicrodata(html);
    return { ...page, nodes, unread: page.unread + unread };
  }
  const node = /gtm_tbcn_|["']job-/i.test(text)
    ? await readMetaTags(html)
    : null;
  return node ? { ...page, nodes: [node] } : page;
}

function readBlocks(html: HtmlPage): ReadPage {
  const nodes: Node[] = [];
  const listed: string[] = [];
  let emptyList = false;
  let partial = false;
  let unread = 0;
  for (const block of html.ldJson) {
    const values = repairJson(block);
    const found = findNodes(values);
    for (const node of found.postings) nodes.push(node);
    for (const link of found.links) listed.push(link);
    emptyList ||= found.emptyList;
    partial ||= found.partial;
    if (values === null || found.unread > 0) unread++;
  }
  return { html, nodes, listed, emptyList, partial, unread };
}

/** The adverts of a page that a listing leads to, with what only the page's head tells. */
export function advertsOf(
  { html, nodes }: ReadPage,
  pageUrl: URL,
): FoundAdvert[] {
  const isAlone = nodes.length === 1;
  const head = isAlone ? html.head() : null;
  return nodes.map((node) => ({
    node: isAlone && !node.jobLocation && !node.applicantLocationRequirements
      ? { ...node, jobLocation: metaPlaces(html.metas()) }
      : node,
    pageUrl,
    isAlone,
    title: head?.title && saysAnything(node)
      ? withoutSite(head.title, node)
      : null,
    // A page that gives itself an address on another site is misled.
    canonical: head?.canonical && isSameSite(head.canonical, pageUrl)
      ? head.canonical
      : null,
  }));
}

/** An empty node is no proof that its page, with its title, is about an advert. */
function saysAnything(node: Node): boolean {
  return Object.entries(node).some(([key, value]) =>
    !/^(?:@|title$|name$)/.test(key) && listOf(value).some(Boolean)
  );
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
