/**
 * Gives each advert of a board an id of its own and an address that opens it.
 *
 * Pages lie about both: some write their company where the identifier belongs,
 * or the careers page where the advert's address does. So a name counts only
 * while no other advert of the board bears it.
 *
 * @module
 */
import { absolute, addressId, isRoot } from "./addresses.ts";
import { isNode, listOf, type Node, textOf } from "./values.ts";

export interface FoundAdvert {
  readonly node: Node;
  /** The page it was found on. */
  readonly pageUrl: URL;
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
  return textOf(isNode(identifier) ? identifier.value : identifier);
}

export function nameAdverts(
  found: readonly FoundAdvert[],
  listing: URL,
): RawAdvert[] {
  const adverts = found.map((advert) => {
    const own = ownAddress(advert, listing);
    const title = textOf(advert.node.title) ?? textOf(advert.node.name) ??
      advert.title;
    // Two nodes of one address and one title are the same advert, shown twice.
    return { ...advert, own, title, key: `${addressId(own)} ${title}` };
  });
  const keysOf = new Map<string, Set<string>>();
  const titlesOf = new Map<string, Set<string | null>>();
  for (const { node, pageUrl, own, title, key } of adverts) {
    for (const name of namesOf(node, own, pageUrl, title)) {
      keysOf.set(name, (keysOf.get(name) ?? new Set()).add(key));
      titlesOf.set(name, (titlesOf.get(name) ?? new Set()).add(title));
    }
  }
  return adverts.map(({ node, pageUrl, own, title }) => {
    const names = namesOf(node, own, pageUrl, title);
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

/** Possible ids, the best first. */
function namesOf(
  node: Node,
  own: URL,
  pageUrl: URL,
  title: string | null,
): string[] {
  const identifier = identifierOf(node);
  return [
    ...(identifier === null ? [] : [identifier]),
    addressId(own),
    addressId(pageUrl),
    pageUrl.href,
    `${addressId(pageUrl)}#${title}`,
  ];
}

function ownAddress(
  { node, pageUrl, canonical }: FoundAdvert,
  listing: URL,
): URL {
  const said = [node.url, node["@id"]].map((address) =>
    absolute(address, pageUrl)
  );
  return [...said, canonical].find((url) =>
    url && !isRoot(url) && addressId(url) !== addressId(listing)
  ) ?? pageUrl;
}
