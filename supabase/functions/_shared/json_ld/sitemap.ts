/**
 * The addresses that a host's sitemap names.
 *
 * @module
 */
import { decodeEntities } from "../normalise/entities.ts";
import type { BoardHttp } from "../providers/types.ts";
import { absolute, isSameSite } from "./addresses.ts";
import { optionalText } from "./optional_text.ts";

/** Sitemaps of a sitemap that are read; more than these are shops, not boards. */
const MAX_PARTS = 5;
const MAX_ADDRESSES = 50_000;

export interface Sitemap {
  readonly urls: readonly URL[];
  /** False where a part was not read. */
  readonly whole: boolean;
}

/** Null where the host has no sitemap that can be read. */
export async function readSitemap(
  listing: URL,
  http: BoardHttp,
): Promise<Sitemap | null> {
  const text = await optionalText(new URL("/sitemap.xml", listing), http);
  if (text === null || !/<(?:urlset|sitemapindex)\b/.test(text)) return null;
  const urls = locations(text, listing);
  if (!text.includes("<sitemapindex")) {
    return { urls, whole: urls.length < MAX_ADDRESSES };
  }
  const named = urls.filter(({ pathname }) =>
    /job|career|position|vacanc|opening/i.test(pathname)
  );
  const parts = named.length > 0 ? named : urls;
  const read: URL[] = [];
  let whole = parts.length <= MAX_PARTS;
  for (const part of parts.slice(0, MAX_PARTS)) {
    const partText = await optionalText(part, http);
    if (partText === null) whole = false;
    else read.push(...locations(partText, listing));
  }
  return { urls: read, whole };
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
