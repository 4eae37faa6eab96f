/**
 * The addresses that a host's sitemap names: the sitemaps of its robots.txt, else
 * `/sitemap.xml`; of an index the parts about jobs, else the first few. A part
 * that is compressed as a file (`.xml.gz`), as a part that fails, is not read,
 * and the sitemap is then not whole. Entities of an XML document type are never
 * resolved.
 *
 * @module
 */
import { decodeEntities } from "../normalise/entities.ts";
import type { BoardHttp } from "../providers/types.ts";
import { absolute, isSameSite, uniqueAddresses } from "./addresses.ts";
import { isFatal } from "./fatal.ts";
import type { Robots } from "./robots.ts";

/** Sitemaps that are read; more than these are shops, not boards. */
const MAX_PARTS = 6;
const MAX_ADDRESSES = 50_000;

export interface Sitemap {
  readonly urls: readonly URL[];
  /** False where a part was not read. */
  readonly whole: boolean;
}

interface Part {
  readonly urls: readonly URL[];
  readonly isIndex: boolean;
  readonly whole: boolean;
}

/**
 * Null where the host has no sitemap that can be read.
 *
 * @throws {ScanError} when the host or the scan's time forbids to go on.
 */
export async function readSitemap(
  listing: URL,
  http: BoardHttp,
  robots: Robots,
): Promise<Sitemap | null> {
  const { sitemaps } = await robots.rulesOf(listing);
  const named = uniqueAddresses(
    sitemaps.flatMap((address) => absolute(address, listing) ?? [])
      .filter((url) => isSameSite(url, listing)),
  );
  const roots = named.length > 0
    ? aboutJobs(named)
    : [new URL("/sitemap.xml", listing)];
  const open = roots.map((url) => ({ url, isRoot: true }));
  const urls: URL[] = [];
  let whole = true;
  let asked = 0;
  let read = 0;
  let next;
  while ((next = open.shift())) {
    if (asked === MAX_PARTS || urls.length >= MAX_ADDRESSES) {
      whole = false;
      break;
    }
    asked++;
    const part = await readPart(next.url, listing, http, robots);
    if (part === null || !part.whole) whole = false;
    if (part === null) continue;
    read++;
    if (!part.isIndex) {
      for (const url of part.urls) urls.push(url);
    } else if (next.isRoot) {
      for (const url of aboutJobs(part.urls)) open.push({ url, isRoot: false });
    } else {
      // An index within an index is no sitemap of a board.
      whole = false;
    }
  }
  return read === 0 ? null : { urls, whole };
}

function aboutJobs(parts: readonly URL[]): URL[] {
  const named = parts.filter(({ pathname }) =>
    /job|career|position|vacanc|opening/i.test(pathname)
  );
  // One more than are read, so that it is known when some are not.
  return (named.length > 0 ? named : parts).slice(0, MAX_PARTS + 1);
}

async function readPart(
  url: URL,
  listing: URL,
  http: BoardHttp,
  robots: Robots,
): Promise<Part | null> {
  let text;
  try {
    if (!(await robots.rulesOf(url)).allows(url)) return null;
    text = await http.text(url);
  } catch (error) {
    if (isFatal(error)) throw error;
    return null;
  }
  const root = /<(urlset|sitemapindex)\b/.exec(text)?.[1];
  if (root === undefined) return null;
  const urls = locations(text, listing);
  return {
    urls,
    isIndex: root === "sitemapindex",
    whole: urls.length < MAX_ADDRESSES && text.includes(`</${root}`),
  };
}

/** By position, not by a pattern: a sitemap may have megabytes. */
function locations(xml: string, listing: URL): URL[] {
  const urls: URL[] = [];
  let at = xml.indexOf("<loc>");
  while (at !== -1 && urls.length < MAX_ADDRESSES) {
    const end = xml.indexOf("</loc>", at);
    if (end === -1) break;
    const text = xml.slice(at + "<loc>".length, end).trim();
    const bare = text.startsWith("<![CDATA[") ? text.slice(9, -3) : text;
    const url = absolute(decodeEntities(bare), listing);
    if (url && isSameSite(url, listing)) urls.push(url);
    at = xml.indexOf("<loc>", end);
  }
  return urls;
}
