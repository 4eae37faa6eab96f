/**
 * Gives each advert of a board an id of its own and an address that opens it.
 *
 * Pages lie about both: some write their company where the identifier belongs,
 * or the careers page where the advert's address does. So a name counts only
 * while no other advert of the board bears it.
 *
 * @module
 */
import { absolute, addressId, isPlainAddress, isRoot } from "./addresses.ts";
import { placesOf } from "./places.ts";
import { isNode, listOf, type Node, textOf } from "./values.ts";

export interface FoundAdvert {
  readonly node: Node;
  /** The page it was found on. */
  readonly pageUrl: URL;
  /** No other advert is on that page. */
  readonly isAlone: boolean;
  /** What the page says where the node says nothing. */
  readonly title: string | null;
  readonly canonical: URL | null;
}

/** What `pages()` of json_ld yields: the node, with what its page knew. */
export interface RawAdvert extends Record<string, unknown> {
  readonly pageUrl: string;
  readonly url: string;
  readonly externalId: string;
  readonly requisition: string | null;
}

/** The board's own id of a job: `"77"`, `{ value: 77 }`, or the first of several. */
export function identifierOf(node: Node): string | null {
  const [identifier] = listOf(node.identifier);
  const id = textOf(isNode(identifier) ? identifier.value : identifier);
  // The company's own name names none of its jobs, even while it has only one.
  return id === textOf(node.hiringOrganization) ? null : id;
}

export function nameAdverts(
  found: readonly FoundAdvert[],
  listing: URL,
): RawAdvert[] {
  const adverts = found.map((advert) => {
    const said = saidAddress(advert, listing);
    const own = said ?? advert.pageUrl;
    const title = textOf(advert.node.title) ?? textOf(advert.node.name) ??
      advert.title;
    const places = placesOf(advert.node, null, null).join("; ");
    const isExact = isPlainAddress(own) && (said !== null || advert.isAlone);
    return { ...advert, own, title, places, isExact };
  });
  const doubtful = new Set(
    adverts.filter(({ isExact }) => !isExact).map(addressAndTitle),
  );
  // Two nodes of one address and one title are the same advert, shown twice,
  // unless what parts their addresses was left out of them or never there.
  const keyOf = (advert: Named) => {
    const key = addressAndTitle(advert);
    return doubtful.has(key)
      ? `${key} ${identifierOf(advert.node)} ${advert.places}`
      : key;
  };
  const keysOf = new Map<string, Set<string>>();
  const titlesOf = new Map<string, Set<string | null>>();
  for (const advert of adverts) {
    const { title } = advert;
    const key = keyOf(advert);
    for (const name of namesOf(advert)) {
      keysOf.set(name, (keysOf.get(name) ?? new Set()).add(key));
      titlesOf.set(name, (titlesOf.get(name) ?? new Set()).add(title));
    }
  }
  return adverts.map((advert) => {
    const { node, pageUrl, own, title } = advert;
    const names = namesOf(advert);
    const identifier = identifierOf(node);
    const isShared = (name: string) => (keysOf.get(name)?.size ?? 0) > 1;
    const isOneJob = identifier !== null &&
      titlesOf.get(identifier)?.size === 1;
    return {
      ...node,
      title,
      pageUrl: pageUrl.href,
      url: isShared(addressId(own)) ? pageUrl.href : own.href,
      externalId: names.find((name) => !isShared(name)) ??
        names.slice(-1).join(),
      requisition: isOneJob ? identifier : null,
    };
  });
}

interface Named extends FoundAdvert {
  readonly own: URL;
  readonly places: string;
}

function addressAndTitle({ own, title }: Named): string {
  return `${addressId(own)} ${title}`;
}

/** Possible ids, the best first. */
function namesOf({ node, own, pageUrl, title, places }: Named): string[] {
  const identifier = identifierOf(node);
  return [
    ...(identifier === null ? [] : [identifier]),
    addressId(own),
    addressId(pageUrl),
    pageUrl.href,
    `${addressId(pageUrl)}#${title}`,
    `${addressId(pageUrl)}#${title}, ${places}`,
  ];
}

/** The address that an advert gives itself, where it is one of its own. */
function saidAddress(
  { node, pageUrl, canonical }: FoundAdvert,
  listing: URL,
): URL | null {
  const said = [node.url, node["@id"]].map((address) =>
    absolute(listOf(address)[0], pageUrl)
  );
  return [...said, canonical].find((url) =>
    url && !isRoot(url) && addressId(url) !== addressId(listing)
  ) ?? null;
}
