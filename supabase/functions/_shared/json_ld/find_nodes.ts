/**
 * The adverts in a block of JSON-LD, wherever it hides them: `@graph`, arrays,
 * `ItemList`, `mainEntity`, `hasPart` or a key of the page's own.
 *
 * @module
 */
import { isNode, listOf, type Node, typesOf } from "./values.ts";

// Real pages stay below 15; without a bound a page could choose our stack's size.
const MAX_DEPTH = 50;
// A listing of 1,000 adverts has some 20,000 values outside of them at most.
const MAX_VALUES = 100_000;

export interface FoundNodes {
  /** The JobPosting nodes, in the page's order, with keys as schema.org writes them. */
  readonly postings: readonly Node[];
  /** Addresses of adverts that a list names without showing them. */
  readonly links: readonly string[];
  /** A list says that it has no elements. */
  readonly emptyList: boolean;
  /** A list says that it has more elements than it shows. */
  readonly partial: boolean;
  /** How many values were too deep or too many to be looked at. */
  readonly unread: number;
}

export function findNodes(value: unknown): FoundNodes {
  const postings: Node[] = [];
  const links: string[] = [];
  let emptyList = false;
  let partial = false;
  let unread = 0;
  let seen = 0;
  const open: { value: unknown; depth: number }[] = [{ value, depth: 0 }];
  let next;
  while ((next = open.pop())) {
    const { value, depth } = next;
    if (typeof value !== "object" || value === null) continue;
    if (depth > MAX_DEPTH || ++seen > MAX_VALUES) {
      unread++;
      continue;
    }
    if (isNode(value)) {
      const types = typesOf(value);
      if (types.includes("JobPosting")) {
        const node = withSchemaKeys(value);
        if (isStub(node)) links.push(...addressOf(node));
        else postings.push(node);
        continue;
      }
      if (types.includes("ItemList")) {
        const elements = listOf(value.itemListElement);
        for (const address of elements.flatMap(listedAddress)) {
          links.push(address);
        }
        emptyList ||= elements.length === 0;
        partial ||= Number(value.numberOfItems) > elements.length;
      }
      if (types.includes("ListItem") && isNode(value.item)) {
        open.push({ value: withAddress(value.item, value), depth: depth + 1 });
        continue;
      }
    }
    const inner = Object.values(value);
    for (let i = inner.length - 1; i >= 0; i--) {
      open.push({ value: inner[i], depth: depth + 1 });
    }
  }
  return { postings, links, emptyList, partial, unread };
}

/** An advert of which only the address is told. */
function isStub(node: Node): boolean {
  return !node.title && !node.name && !node.description &&
    addressOf(node).length > 0;
}

function addressOf(node: Node): string[] {
  const [address] = listOf(node.url ?? node["@id"]);
  return typeof address === "string" ? [address] : [];
}

/** What a list shows, with the address that stands beside it where it has none of its own. */
function withAddress(node: Node, element: Node): Node {
  const [address] = addressOf(node).length > 0 ? [] : addressOf(element);
  return address === undefined ? node : { ...node, url: address };
}

function listedAddress(element: unknown): string[] {
  if (typeof element === "string") return [element];
  if (!isNode(element)) return [];
  const { item } = element;
  if (typeof item === "string") return [item];
  if (!isNode(item)) {
    const types = typesOf(element);
    return types.length === 0 || types.includes("ListItem")
      ? addressOf(element)
      : [];
  }
  // An item of a type is met by the walk itself, or is no advert (a menu's entry).
  if (typesOf(item).length > 0) return [];
  const own = addressOf(item);
  return own.length > 0 ? own : addressOf(element);
}

/** Some systems write `Title` and `JobLocation`. */
function withSchemaKeys(node: Node): Node {
  return Object.keys(node).some((key) => /^[A-Z]/.test(key))
    ? lowerKeys(node, 0)
    : node;
}

function lowerKeys(node: Node, depth: number): Node {
  return Object.fromEntries(
    Object.entries(node).flatMap(([key, value]) => {
      const name = key.replace(
        /^(?:[A-Z]+(?![a-z])|[A-Z])/,
        (capitals) => capitals.toLowerCase(),
      );
      // A key that is right already wins over its capital twin.
      if (name !== key && Object.hasOwn(node, name)) return [];
      return [[name, lowerValue(value, depth + 1)]];
    }),
  );
}

function lowerValue(value: unknown, depth: number): unknown {
  if (depth > MAX_DEPTH) return null;
  if (Array.isArray(value)) {
    return value.map((one) => lowerValue(one, depth + 1));
  }
  return isNode(value) ? lowerKeys(value, depth) : value;
}
