/**
 * Where the work is done: remote, hybrid or on site, from the field that a
 * board has for it or from the words in a place or a title.
 *
 * "Remote" is also a kind of sensing and "hybrid" a kind of cloud, so a word
 * counts only where it cannot belong to the trade.
 *
 * @module
 */
import type { Workplace } from "../posting.ts";

/** What follows a word that is part of the trade: "Remote Sensing", "Hybrid Cloud". */
const REMOTE_TRADE =
  /^[ -](?:sens|monitor|patient|access|desktop|hands|site|area|control|operat|pilot|vehicle|diagnos|support|infrastructure|management|weapon|telemetry|code|service|deposit|imaging|interpret|communit|learning|workforce)/i;
const HYBRID_TRADE =
  /^[ -](?:cloud|mobile|app|vehicle|car\b|cars\b|electric|infrastructure|integration|it\b|powertrain|propulsion|bonding|drive|system|event|search|seed|power|energy|engine|threat|mesh|learning|multi|intelligence|workforce|data\b|storage|network|web\b|quantum|simulation|modell?ing|aircraft|batter|closed|fund|capital)/i;

const BOUND = "(?<![\\p{L}\\p{N}])";
const END = "(?![\\p{L}\\p{N}])";

function word(words: string): RegExp {
  return new RegExp(`${BOUND}(?:${words})${END}`, "giu");
}

const REMOTE = word(
  "remote|remotely|remoto|remota|wfh|home[- ]?based|work(?:ing)? from (?:home|anywhere)|homeoffice|télétravail|teletrabajo|teletrabalho|zdalnie|zdalna",
);
const HYBRID = word(
  "hybrid|hybride|híbrido|hibrido|ibrido|hybrydowo|hybrydowa",
);
const ONSITE = word(
  "on-?\\s?site|in-?\\s?office|in-?\\s?person|vor ort|sur site|presencial|stacjonarn[ao]",
);
const NOT_REMOTE = word("(?:no|not|non)[\\s-]+remote");
/** These say nothing inside a name: "Distributed Systems Engineer". */
const ALONE = /^(?:(?:fully\s)?distributed|anywhere(?:\s+in\s.{1,40})?)$/i;

/** Between the name of a job and what is added to it. */
const PARTS = /[()[\]|–—,:;•]|\/|\s-{1,3}\s?|\s?-{1,3}\s/u;

function has(text: string, pattern: RegExp, trade?: RegExp): boolean {
  for (const { 0: found, index } of text.matchAll(pattern)) {
    if (!trade?.test(text.slice(index + found.length, index + 60))) return true;
  }
  return false;
}

function saidBy(text: string): Workplace | null {
  if (has(text, HYBRID, HYBRID_TRADE)) return "hybrid";
  if (has(text, NOT_REMOTE)) return "onsite";
  const remote = has(text, REMOTE, REMOTE_TRADE) ||
    text.split(PARTS).some((part) => ALONE.test(part.trim()));
  const onsite = has(text, ONSITE);
  if (remote && onsite) return "hybrid";
  return remote ? "remote" : onsite ? "onsite" : null;
}

/**
 * The workplace that the words of a place name; the first text that names one
 * decides, and a text that names two says hybrid. For a title: `workplaceFromTitle`.
 */
export function workplaceFromWords(
  ...texts: readonly (string | null | undefined)[]
): Workplace | null {
  for (const text of texts) {
    const said = text ? saidBy(text) : null;
    if (said) return said;
  }
  return null;
}

const WORKPLACE =
  "(?:remot[eoa]|t[ée]l[ée]travail|teletrabajo|h[yíi]brid[eo]?|ibrido|on-?\\s?site|work from home|wfh)";
/** At the begin or the end of what a title adds; in its middle it may mean anything. */
const EDGE = new RegExp(
  `^(?:(?:100\\s?%|fully|partly|partially|mostly|no|non)[\\s-])?${WORKPLACE}\\b` +
    `|\\b${WORKPLACE}(?: (?:only|possible|optional|ok|role|position|job|work))?$`,
  "i",
);

/**
 * The workplace that a title names beside the name of the job: "Baker (Remote)",
 * "Baker - Hybrid, Berlin", "Remote Baker", but not "Hybrid Baker", which may be
 * a kind of baker.
 */
export function workplaceFromTitle(
  title: string | null | undefined,
): Workplace | null {
  const [name = "", ...added] = (title ?? "").split(PARTS)
    .map((part) => part.trim()).filter(Boolean);
  const parts = added.filter((part) => EDGE.test(part) || ALONE.test(part));
  if (EDGE.test(name) && !/^hybrid\s/i.test(name)) parts.unshift(name);
  return workplaceFromWords(parts.join(", "));
}

/** A board's own word for the workplace, in any of the spellings seen. */
export function workplaceFromField(
  value: string | null | undefined,
): Workplace | null {
  switch ((value ?? "").toLowerCase().replace(/[^a-z]/g, "")) {
    case "remote":
    case "fullyremote":
    case "remotefirst":
    case "remoteonly":
    case "telecommute":
      return "remote";
    case "hybrid":
    case "hybridremote":
    case "flexible":
    case "flex":
    case "partiallyremote":
    case "partlyremote":
      return "hybrid";
    case "onsite":
    case "office":
    case "inoffice":
    case "inperson":
    case "nonremote":
    case "notremote":
      return "onsite";
    default:
      return null;
  }
}
