/**
 * What a host's robots.txt allows us (RFC 9309): the groups for boardscan, else
 * those for everybody; the longest rule that fits a path decides.
 *
 * @module
 */
import type { BoardHttp } from "../providers/types.ts";
import { optionalText } from "./optional_text.ts";

const OUR_NAME = "boardscan";
// RFC 9309 asks for at least 500 KiB to be read.
const MAX_LENGTH = 512_000;

interface Rule {
  readonly allow: boolean;
  readonly pattern: string;
}

export interface Robots {
  allows(url: URL): boolean;
}

/** The rules of an address's host; without any that can be read, all is allowed. */
export async function readRobots(
  address: URL,
  http: BoardHttp,
): Promise<Robots> {
  const text = await optionalText(new URL("/robots.txt", address), http);
  return parseRobots(text ?? "");
}

export function parseRobots(text: string): Robots {
  const groups = readGroups(text.slice(0, MAX_LENGTH));
  const rules = groups.get(OUR_NAME) ?? groups.get("*") ?? [];
  return {
    allows(url) {
      const path = url.pathname + url.search;
      let best: Rule = { allow: true, pattern: "" };
      for (const rule of rules) {
        const { length } = rule.pattern;
        if (length < best.pattern.length || !fits(rule.pattern, path)) continue;
        // Of two rules of one length the one that allows wins.
        if (length > best.pattern.length || rule.allow) best = rule;
      }
      return best.allow;
    },
  };
}

function readGroups(text: string): Map<string, Rule[]> {
  const groups = new Map<string, Rule[]>();
  let names: string[] = [];
  let namesEnded = true;
  for (const line of text.split(/\r\n|\n|\r/)) {
    const [statement = ""] = line.split("#", 1);
    const colon = statement.indexOf(":");
    if (colon === -1) continue;
    const field = statement.slice(0, colon).trim().toLowerCase();
    const value = statement.slice(colon + 1).trim();
    if (field === "user-agent") {
      if (namesEnded) names = [];
      namesEnded = false;
      names.push(value.toLowerCase());
      const [name = ""] = names.slice(-1);
      if (!groups.has(name)) groups.set(name, []);
    } else if (field === "allow" || field === "disallow") {
      namesEnded = true;
      // An empty rule forbids nothing.
      if (value === "") continue;
      for (const name of names) {
        groups.get(name)?.push({ allow: field === "allow", pattern: value });
      }
    }
  }
  return groups;
}

/** `*` stands for anything and a last `$` for the end; piece after piece, so that no pattern is slow. */
function fits(pattern: string, path: string): boolean {
  const toTheEnd = pattern.endsWith("$");
  const pieces = (toTheEnd ? pattern.slice(0, -1) : pattern).split("*");
  const [first = "", ...others] = pieces;
  if (!path.startsWith(first)) return false;
  let at = first.length;
  const last = others.pop();
  if (last === undefined) return !toTheEnd || at === path.length;
  for (const piece of others) {
    const found = path.indexOf(piece, at);
    if (found === -1) return false;
    at = found + piece.length;
  }
  return toTheEnd
    ? path.length - last.length >= at && path.endsWith(last)
    : path.indexOf(last, at) !== -1;
}
