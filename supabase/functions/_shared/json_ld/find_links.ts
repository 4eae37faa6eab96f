/**
 * Where a listing's adverts are, when it does not carry them itself.
 *
 * @module
 */
import type { BoardHttp } from "../providers/types.ts";
import {
  absolute,
  isJobAddress,
  isNextPage,
  isSameSite,
  uniqueAddresses,
} from "./addresses.ts";
import type { ReadPage } from "./read_page.ts";
import { readSitemap } from "./sitemap.ts";

export interface FoundLinks {
  readonly links: readonly URL[];
  /** Why these may not be all; empty when they are. */
  readonly doubts: readonly string[];
}

export const SHOWS_A_PART = "The page shows only a part of its list";

/** True where the page says that its list goes on elsewhere. */
export async function isPartial(
  page: ReadPage,
  listing: URL,
): Promise<boolean> {
  if (page.partial) return true;
  const links = await page.html.links();
  return links.some(({ url, rel }) => isNextPage(url, rel, listing));
}

/** The page's list, else its links, else the sitemap, which also completes a list of several pages. */
export async function findLinks(
  page: ReadPage,
  listing: URL,
  http: BoardHttp,
): Promise<FoundLinks> {
  const doubts: string[] = [];
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
  const links = uniqueAddresses(
    near.length > 0
      ? near
      : (await page.html.links()).map(({ url }) => url).filter((url) =>
        isJobAddress(url, listing)
      ),
  );
  const partial = await isPartial(page, listing);
  if (links.length > 0 && !partial) return { links, doubts };

  const sitemap = await readSitemap(listing, http);
  const mapped = uniqueAddresses(
    sitemap?.urls.filter((url) => isJobAddress(url, listing)) ?? [],
  );
  const all = uniqueAddresses([...links, ...mapped]);
  if (sitemap && !sitemap.whole) {
    doubts.push("A part of the sitemap could not be read");
  }
  // A sitemap that knows each advert of the first page is taken to know the rest.
  if (partial && (mapped.length === 0 || all.length > mapped.length)) {
    doubts.push(SHOWS_A_PART);
  }
  // A page that a browser has to fill looks the same as a board without adverts.
  if (all.length === 0 && !page.emptyList && !sitemap?.urls.length) {
    doubts.push("The page names no adverts and no links to any");
  }
  return { links: all, doubts };
}
