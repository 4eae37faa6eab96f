/**
 * The linked data in Next.js flight data: `self.__next_f.push([1,"…"])` chunks
 * that together are one text of rows, `1a:["$","script",…]` or `1b:T4f,` before
 * a text of 0x4f bytes. A row may name another one: `"$1b"`.
 *
 * @module
 */
import { findNodes, type FoundNodes } from "./find_nodes.ts";
import { repairJson } from "./repair.ts";
import { isNode, type Node } from "./values.ts";

const PUSH = "__next_f.push(";
// A reference lies in a field of a field of an advert.
const MAX_DEPTH = 10;

/** Null where the page has no flight data about adverts. */
export function readFlight(scripts: readonly string[]): FoundNodes | null {
  const chunks: string[] = [];
  let unread = 0;
  for (const script of scripts) {
    const read = chunksOf(script);
    for (const chunk of read.chunks) chunks.push(chunk);
    unread += read.unread;
  }
  const text = chunks.join("");
  if (unread === 0 && !text.includes("JobPosting")) return null;
  let found = readRows(text);
  if (found.postings.length === 0) {
    // Some pages push the linked data alone, without a row around it.
    const alone = collect(chunks.filter(looksLikeLinkedData));
    if (alone.postings.length > 0) found = alone;
  }
  return { ...found, unread: found.unread + unread };
}

/** The texts that a script pushes. */
function chunksOf(script: string): { chunks: string[]; unread: number } {
  const start = /\s*\[\s*1\s*,\s*(?=")/y;
  const chunks: string[] = [];
  let unread = 0;
  let at = script.indexOf(PUSH);
  while (at !== -1) {
    at += PUSH.length;
    start.lastIndex = at;
    if (start.test(script)) {
      const end = endOfString(script, start.lastIndex);
      const chunk = parse(script.slice(start.lastIndex, end));
      if (typeof chunk === "string") chunks.push(chunk);
      else if (script.includes("JobPosting")) unread++;
      at = end;
    }
    at = script.indexOf(PUSH, at);
  }
  return { chunks, unread };
}

function endOfString(text: string, start: number): number {
  const mark = /["\\]/g;
  mark.lastIndex = start + 1;
  let found;
  while ((found = mark.exec(text))) {
    if (found[0] === '"') return mark.lastIndex;
    mark.lastIndex++;
  }
  return text.length;
}

function readRows(text: string): FoundNodes {
  const header = /([0-9a-f]+):(?:T([0-9a-f]{1,8}),)?/y;
  const texts = new Map<string, string>();
  const rows: string[] = [];
  let at = 0;
  while (at < text.length) {
    header.lastIndex = at;
    const [whole = "", id = "", bytes] = header.exec(text) ?? [];
    at += whole.length;
    if (bytes !== undefined) {
      const end = afterBytes(text, at, parseInt(bytes, 16));
      texts.set(id, text.slice(at, end));
      at = end;
    } else {
      const end = text.indexOf("\n", at);
      rows.push(text.slice(at, end === -1 ? text.length : end));
      at = end === -1 ? text.length : end + 1;
    }
  }
  const found = collect([
    ...rows.filter((row) => row.includes("JobPosting")),
    ...[...texts.values()].filter(looksLikeLinkedData),
  ]);
  return {
    ...found,
    postings: found.postings.map((node) => resolveNode(node, texts, 0)),
  };
}

/** Where so many bytes of UTF-8 end. */
function afterBytes(text: string, from: number, bytes: number): number {
  let at = from;
  for (let left = bytes; left > 0 && at < text.length; at++) {
    const code = text.charCodeAt(at);
    const isHalfOfPair = code >= 0xd800 && code < 0xe000;
    left -= code < 0x80 ? 1 : code < 0x800 || isHalfOfPair ? 2 : 3;
  }
  return at;
}

/** The adverts in values that are JSON, or hold linked data as a text. */
function collect(texts: readonly string[]): FoundNodes {
  const values: unknown[] = [];
  let unread = 0;
  for (const text of texts) {
    const value = looksLikeLinkedData(text) ? repairJson(text) : parse(text);
    if (value === null || value === undefined) {
      // A row of another kind (`I[…]`) names no adverts, only modules.
      if (!/^[A-Z]/.test(text)) unread++;
      continue;
    }
    values.push(value);
    for (const inner of textsIn(value)) {
      const read = repairJson(inner);
      if (read === null) unread++;
      else values.push(read);
    }
  }
  const found = findNodes(values);
  return { ...found, unread: found.unread + unread };
}

/** Every text in a value that is linked data itself. */
function textsIn(value: unknown): string[] {
  const texts: string[] = [];
  const open = [value];
  while (open.length > 0) {
    const next = open.pop();
    if (typeof next === "string") {
      if (looksLikeLinkedData(next)) texts.push(next);
    } else if (typeof next === "object" && next !== null) {
      for (const inner of Object.values(next)) open.push(inner);
    }
  }
  return texts.reverse();
}

function looksLikeLinkedData(text: string): boolean {
  return /^\s*[[{]/.test(text) && text.includes("JobPosting") &&
    text.includes('"@type"');
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

/** An advert with what its references stand for. */
function resolveNode(
  node: Node,
  texts: ReadonlyMap<string, string>,
  depth: number,
): Node {
  return Object.fromEntries(
    Object.entries(node).map(([key, value]) => [
      key,
      resolveValue(value, texts, depth + 1),
    ]),
  );
}

function resolveValue(
  value: unknown,
  texts: ReadonlyMap<string, string>,
  depth: number,
): unknown {
  if (typeof value === "string" && value.startsWith("$")) {
    if (value.startsWith("$$")) return value.slice(1);
    if (value.startsWith("$D")) return value.slice(2);
    if (value === "$undefined") return null;
    return /^\$[0-9a-f]+$/.test(value)
      ? texts.get(value.slice(1)) ?? null
      : value;
  }
  if (depth > MAX_DEPTH) return null;
  if (Array.isArray(value)) {
    return value.map((one) => resolveValue(one, texts, depth + 1));
  }
  return isNode(value) ? resolveNode(value, texts, depth) : value;
}
