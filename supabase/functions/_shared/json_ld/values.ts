/**
 * Values of JSON-LD: a text may stand alone, in an array, or in an object that
 * names it.
 *
 * @module
 */
import { decodeEntities } from "../normalise/entities.ts";
import { clean } from "../normalise/words.ts";

export type Node = Readonly<Record<string, unknown>>;

export function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** One or many, as an array; what is absent is none. */
export function listOf(value: unknown): readonly unknown[] {
  if (value === null || value === undefined) return [];
  return Array.isArray(value) ? value : [value];
}

/** The short texts behind a value: itself, those of an array, or the name of an object. */
export function textsOf(value: unknown, depth = 0): string[] {
  if (typeof value === "number") return [String(value)];
  if (typeof value === "string") {
    const once = decodeEntities(value);
    // Nobody means to show a reader "&amp;" or "&#xa;": it was escaped twice.
    const text = clean(
      /&(?:amp|nbsp|quot|#x?[0-9a-f]{1,6});/i.test(once)
        ? decodeEntities(once)
        : once,
    );
    return text === null ? [] : [text];
  }
  // A name of a name of a name is nobody's page.
  if (depth > 3) return [];
  if (Array.isArray(value)) {
    return value.flatMap((one) => textsOf(one, depth + 1));
  }
  if (!isNode(value)) return [];
  return textsOf(value["@value"] ?? value.name, depth + 1);
}

/** The first of `textsOf()`. */
export function textOf(value: unknown): string | null {
  return textsOf(value)[0] ?? null;
}

/** What a node says it is, without the vocabulary's address: `JobPosting`. */
export function typesOf(node: Node): string[] {
  return listOf(node["@type"]).flatMap((type) =>
    typeof type === "string" ? [localName(type)] : []
  );
}

/** The last part of `http://schema.org/TELECOMMUTE` or `schema:TELECOMMUTE`. */
export function localName(iri: string): string {
  return iri.slice(
    Math.max(iri.lastIndexOf("/"), iri.lastIndexOf("#"), iri.lastIndexOf(":")) +
      1,
  ).trim();
}
