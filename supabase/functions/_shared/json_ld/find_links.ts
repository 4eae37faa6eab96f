/**
 * Where a listing's adverts are, as far as it does not carry them itself.
 *
 * @module
 */
import type { BoardHttp } from "../providers/types.ts";
import {
  absolute,
  addressId,
  isJobAddress,
  isNextPage,
  isSameSite,
  uniqueAddresses,
} from "./addresses.ts";
import type { ReadPage } from "./read_page.ts";
import type { Robots } from "./robots.ts";
import { readSitemap } from "./sitemap.ts";

export interface FoundLinks {
  readonly links: readonly URL[];
  /** Why these may not be all; empty when they are. */
  readonly doubts: readonly string[];
}

const SHOWS_A_PART = "The page shows only a part of its list";

/**
 * The page's list, else its links, else the sitemap, which also completes a list
 * of several pages. Of a page that carries adverts only what its list names
 * besides them is followed.
 */
export async function findLinks(
  page: ReadPage,
  listing: URL,
  http: BoardHttp,
  robots: Robots,
): Promise<FoundLinks> {
  const doubts: string[] = [];
  if (page.unread > 0) {
    doubts.push(
      `JSON-LD blocks of the page that could not be read: ${page.unread}`,
    );
  }
  if (page.html.isCutOff) doubts.push("The page ends in the middle");

  const listed = page.listed.flatMap((address) =>
    absolute(address, listing) ?? []
  );
  const near = listed.filter((url) => isSameSite(url, listing));
  if (near.length < listed.length) {
    doubts.push(
      `${
        listed.length - near.length
      } of ${listed.length} listed adverts are on another host`,
    );
  }
  const linked = page.html.links();
  const jobLinks = uniqueAddresses(
    linked.map(({ url }) => url).filter((url) => isJobAddress(url, listing)),
  );
  const isPartial = page.partial ||
    linked.some(({ url, rel }) => isNextPage(url, rel, listing));

  if (page.nodes.length > 0) {
    const carried = new Set(
      page.nodes.flatMap(({ url, "@id": id }) => {
        const own = absolute(url ?? id, listing);
        return own ? addressId(own) : [];
      }),
    );
    const links = uniqueAddresses(near).filter((url) =>
      !carried.has(addressId(url))
    );
    // A few adverts on a page that leads to many are those it praises, not its list.
    const isChoice = jobLinks.length > 2 * (page.nodes.length + links.length);
    if (isPartial || isChoice) doubts.push(SHOWS_A_PART);
    return { links, doubts };
  }

  const links = near.length > 0 ? uniqueAddresses(near) : jobLinks;
  if (links.length > 0 && !isPartial) return { links, doubts };

  const sitemap = await readSitemap(listing, http, robots);
  const mapped = uniqueAddresses(
    sitemap?.urls.filter((url) => isJobAddress(url, listing)) ?? [],
  );
  const all = uniqueAddresses([...links, ...mapped]);
  if (sitemap && !sitemap.whole) {
    doubts.push("A part of the sitemap could not be read");
  }
  // A sitemap that knows each advert of the first page is taken to know the rest.
  if (isPartial && (mapped.length === 0 || all.length > mapped.length)) {
    doubts.push(SHOWS_A_PART);
  }
  // A page that a browser has to fill looks the same as a board without adverts.
  if (all.length === 0 && !page.emptyList && !sitemap?.urls.length) {
    doubts.push("The page names no adverts and no links to any");
  }
  return { links: all, doubts };
}
