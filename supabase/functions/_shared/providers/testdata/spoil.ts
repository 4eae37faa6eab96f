/**
 * Spoils the answers of boards, each in the form in which it comes: JSON, XML,
 * pages with linked data. Imported by tests only.
 *
 * @module
 */
import type { Damage } from "./damage.ts";

/** What stands at a path of keys; undefined: nothing. */
export function partOf(value: unknown, path: string | null): unknown {
  return (path?.split(".") ?? []).reduce<unknown>(
    (part, key) =>
      typeof part === "object" && part !== null
        ? Object.entries(part).find(([name]) => name === key)?.[1]
        : undefined,
    value,
  );
}

function put(
  value: unknown,
  [key, ...deeper]: readonly string[],
  spoil: Damage,
): unknown {
  return key === undefined || typeof value !== "object" || value === null
    ? spoil(value)
    : { ...value, [key]: put(partOf(value, key), deeper, spoil) };
}

/** JSON with the part at a path spoilt; null: all of it. */
export function spoilJson(
  text: string,
  path: string | null,
  spoil: Damage,
): string {
  const spoilt = put(JSON.parse(text), path?.split(".") ?? [], spoil);
  return JSON.stringify(spoilt) ?? "";
}

function flat(part: unknown): string {
  if (Array.isArray(part)) return part.map(flat).join("");
  return typeof part === "object" ? "" : String(part);
}

/** An XML feed with whole positions or elements of them spoilt. */
export function spoilFeed(feed: string, spoil: Damage): string {
  const [head = "", ...positions] = feed.split(/(?=<position>)/);
  const parts = positions.map((position) => {
    const elements = position.split(/(?<=<\/\w+>|<position>)/);
    // The first ones name it; of the others there are many.
    return [...elements.slice(0, 4), elements.slice(4)];
  });
  return head + flat(spoil(parts));
}

/** The positions of an XML feed, each from its opening tag on; what CDATA says is no tag. */
export function positionsIn(feed: string): string[] {
  const [, ...positions] = feed.replace(/<!\[CDATA\[[^]*?\]\]>/g, "")
    .split("<position>");
  return positions;
}

const BLOCK = /(?<=<script type="application\/ld\+json">)[^]*?(?=<\/script>)/g;

/** A page with its linked data spoilt. */
export function spoilBlocks(page: string, spoil: Damage): string {
  return page.replace(
    BLOCK,
    (block) => spoilJson(block, null, spoil).replaceAll("<", "\\u003c"),
  );
}

/** The numbers of the adverts in a page's linked data. */
export function advertsIn(page: string): string[] {
  const ids: string[] = [];
  function find(value: unknown): void {
    if (typeof value !== "object" || value === null) return;
    const id = partOf(value, "identifier.value");
    if (partOf(value, "@type") === "JobPosting" && id) ids.push(String(id));
    else Object.values(value).forEach(find);
  }
  page.match(BLOCK)?.forEach((block) => find(JSON.parse(block)));
  return ids;
}
