/**
 * Which addresses are adverts, and when two of them are one.
 *
 * @module
 */

const JOB_WORD = String
  .raw`jobs?|careers?|positions?|vacanc[^/]*|openings?|o`;
const JOB_PATH = new RegExp(String.raw`(?:^|/)(?:${JOB_WORD})/+[^/]`, "i");

/** Last parts of a path behind which stands a list or a file, not an advert. */
const LIST_OR_FILE = new RegExp(
  String
    .raw`^(?:${JOB_WORD}|search|all|list|job-?list|show_more|rss|index(?:\.\w+)?|.*\.(?:pdf|png|jpe?g|svg|gif|webp|css|js|xml|json|rss|ics))$`,
  "i",
);

/** Parts of a path behind which somebody does something: a scan must not touch these. */
const FORM = /^(?:add|apply|applications?|login|register|sign-?(?:in|up))$/i;

const PAGING = /^(?:p|page|paged|pg|pr|offset|start|startrow|skip)$/i;
const TRACKING =
  /^(?:utm_.*|gclid|dclid|fbclid|msclkid|twclid|yclid|li_fat_id|mc_[ce]id|gh_src|lever-(?:source|origin)(?:\[\])?|trk|trackingid|_ga|_gl)$/i;
/** These name a source, unless it has a number: then it may be the job's. */
const SOURCE = /^(?:ref|source|src)$/i;
const JOB_ID =
  /^(?:gh_jid|j?id|jk|pid|(?:job|req|requisition|position|vacancy|posting|opening|offer)(?:[_-]?(?:id|no|nr|number|ref|code))?)$/i;

/** The names of one site: people type one of them, and many sites send them on to the other. */
export function siteHosts({ host }: URL): [typed: string, twin: string] {
  return [host, host.startsWith("www.") ? host.slice(4) : `www.${host}`];
}

export function isSameSite(one: URL, other: URL): boolean {
  return siteHosts(one).includes(other.host);
}

/** True where an address of the listing's site reads like one advert. */
export function isJobAddress(url: URL, listing: URL): boolean {
  if (!isSameSite(url, listing)) return false;
  const path = barePath(url);
  // The same path with another query is the list again, filtered or sorted.
  if (path === barePath(listing) || !JOB_PATH.test(path)) return false;
  const parts = path.split("/");
  return !isLaterPage(url) && !LIST_OR_FILE.test(parts.at(-1) ?? "") &&
    !parts.some((part) => FORM.test(part));
}

/** True where an address leads to the listing's own next page. */
export function isNextPage(url: URL, rel: string, listing: URL): boolean {
  return isSameSite(url, listing) &&
    (rel.split(/\s+/).includes("next") ||
      (isBelow(barePath(url), barePath(listing)) && isLaterPage(url)));
}

/** The path itself or one under it; everything is under a home page, most of it other lists. */
function isBelow(path: string, listing: string): boolean {
  return path === listing ||
    path.startsWith(`${listing}/`) &&
      (listing !== "" || path.startsWith("/page/"));
}

function isLaterPage(url: URL): boolean {
  if (/\/page\/(?:[2-9]|\d{2,})\/?$/i.test(url.pathname)) return true;
  for (const [name, value] of url.searchParams) {
    if (PAGING.test(name) && /^\d+$/.test(value) && Number(value) > 1) {
      return true;
    }
  }
  return false;
}

/** Each once, without fragments and without what only tells where a reader came from. */
export function uniqueAddresses(urls: Iterable<URL>): URL[] {
  const seen = new Map<string, URL>();
  for (const url of urls) {
    const plain = withoutTracking(url);
    const key = plain.origin + barePath(plain) + plain.search;
    if (!seen.has(key)) seen.set(key, plain);
  }
  return [...seen.values()];
}

function withoutTracking(url: URL): URL {
  const plain = new URL(url);
  plain.hash = "";
  const tracking = [...plain.searchParams]
    .filter(([name, value]) =>
      TRACKING.test(name) || (SOURCE.test(name) && !/\d/.test(value))
    )
    .map(([name]) => name);
  // Only when needed: touching the parameters writes the query anew.
  for (const name of tracking) plain.searchParams.delete(name);
  return plain;
}

/** An address as an id: without its query, but for parameters that name a job. */
export function addressId(url: URL): string {
  const kept = [...url.searchParams].filter(([name, value]) =>
    value !== "" && JOB_ID.test(name)
  );
  kept.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  const query = new URLSearchParams(kept).toString();
  return url.origin + barePath(url) + (query && `?${query}`);
}

/** True where `addressId()` leaves nothing out of an address that could name a job. */
export function isPlainAddress(url: URL): boolean {
  return [...withoutTracking(url).searchParams].every(([name, value]) =>
    value === "" || JOB_ID.test(name)
  );
}

/** True for the home page of a site. */
export function isRoot(url: URL): boolean {
  return barePath(url) === "" && url.search === "";
}

/** An absolute http(s) address, or null for anything else. */
export function absolute(address: unknown, base: URL | string): URL | null {
  if (typeof address !== "string" || address.trim() === "") return null;
  if (!URL.canParse(address.trim(), base)) return null;
  const url = new URL(address.trim(), base);
  return /^https?:$/.test(url.protocol) ? url : null;
}

function barePath(url: URL): string {
  return url.pathname.replace(/\/$/, "");
}
