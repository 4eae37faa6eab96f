/**
 * What a host's robots.txt allows us (RFC 9309): the groups for boardscan, else
 * those for everybody; the longest rule that fits a path decides.
 *
 * @module
 */
import { ScanError, type ScanErrorKind } from "../errors.ts";
import type { BoardHttp } from "../providers/types.ts";

const OUR_NAME = "boardscan";
// RFC 9309 asks for at least 500 KiB to be read.
const MAX_LENGTH = 512_000;

/**
 * Failures that say "no rules" (RFC 9309, 2.3.1.3: 4xx). A host that cannot say
 * what it allows (5xx, no answer) is to be left alone.
 */
const NO_RULES: ReadonlySet<ScanErrorKind> = new Set(
  ["not_found", "blocked", "payload", "moved"] as const,
);

interface Rule {
  readonly allow: boolean;
  readonly pattern: string;
}

/** What one robots.txt says. */
export interface Rules {
  allows(url: URL): boolean;
  /** The sitemaps that it names, as they stand there. */
  readonly sitemaps: readonly string[];
}

export interface Robots {
  /** @throws {ScanError} where the address's host cannot say. */
  rulesOf(address: URL): Promise<Rules>;
}

/** Reads the rules of each host when they are first asked for, once. */
export function createRobots(http: BoardHttp): Robots {
  const known = new Map<string, Promise<Rules>>();
  return {
    rulesOf(address) {
      const rules = known.get(address.origin) ?? readRules(address, http);
      known.set(address.origin, rules);
      return rules;
    },
  };
}

async function readRules(address: URL, http: BoardHttp): Promise<Rules> {
  try {
    return parseRobots(await http.text(new URL("/robots.txt", address)));
  } catch (error) {
    if (!(error instanceof ScanError && NO_RULES.has(error.kind))) throw error;
    return parseRobots("");
  }
}

export function parseRobots(text: string): Rules {
  const { groups, sitemaps } = readGroups(text.slice(0, MAX_LENGTH));
  const rules = groups.get(OUR_NAME) ?? groups.get("*") ?? [];
  return {
    sitemaps,
    allows(url) {
      const path = comparable(url.pathname + url.search);
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

function readGroups(text: string) {
  const groups = new Map<string, Rule[]>();
  const sitemaps: string[] = [];
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
      // A version behind the name does not count.
      const [name = ""] = value.toLowerCase().split("/", 1);
      names.push(name);
      if (!groups.has(name)) groups.set(name, []);
    } else if (field === "sitemap") {
      sitemaps.push(value);
    } else if (field === "allow" || field === "disallow") {
      namesEnded = true;
      // An empty rule forbids nothing.
      if (value === "") continue;
      const pattern = comparable(value);
      for (const name of names) {
        groups.get(name)?.push({ allow: field === "allow", pattern });
      }
    }
  }
  return { groups, sitemaps };
}

/** One spelling for what an address may escape or not. */
function comparable(path: string): string {
  return path
    .replace(/[^\0-\x7f]+/g, (text) => encodeURI(text.toWellFormed()))
    .replace(/%[0-9a-f]{2}/gi, (escape) => {
      const char = String.fromCharCode(parseInt(escape.slice(1), 16));
      return /[\w.~-]/.test(char) ? char : escape.toUpperCase();
    });
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
