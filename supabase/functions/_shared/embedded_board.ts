/**
 * The board behind a company's own careers page: most of them show the board of
 * an applicant tracking system, and only its addresses in the page tell which.
 *
 * @module
 */
import { PROVIDERS } from "./providers/mod.ts";
import type { Board } from "./providers/types.ts";

/** As they stand in attributes, in scripts and in JSON, with or without the scheme. */
const ADDRESS = /(?:https?:)?\/\/[\w-]+(?:\.[\w-]+)+[^\s"'`<>()[\]{}\\,;]*/g;

/** A link is somebody's mention of a board; all else loads it or asks it. */
const LINK_BEFORE = /\shref\s*=\s*["']?$/i;

interface Mentions {
  readonly board: Board;
  loaded: number;
  linked: number;
}

/** Undoes what scripts, JSON and attributes write for characters of an address. */
function unescape(html: string): string {
  return html.replace(/\\\//g, "/").replace(/\\u002[fF]/g, "/")
    .replace(/&amp;|&#38;|\\u0026/g, "&").replace(/&#x2[fF];/g, "/");
}

function matchAny(address: string): Board | null {
  const whole = address.startsWith("//") ? `https:${address}` : address;
  if (!URL.canParse(whole)) return null;
  const url = new URL(whole);
  for (const provider of PROVIDERS) {
    const board = provider.match(url);
    if (board) return board;
  }
  return null;
}

/** The one that is mentioned more than all others together; null: none is. */
function clearly(
  mentions: readonly Mentions[],
  count: (one: Mentions) => number,
): Board | null {
  const total = mentions.reduce((sum, one) => sum + count(one), 0);
  const winner = mentions.find((one) => count(one) * 2 > total);
  return winner?.board ?? null;
}

/** What a page says about boards elsewhere. */
export interface EmbeddedBoard {
  /** Loaded by the page itself, in a frame or by a script. */
  readonly loaded: Board | null;
  /** Only linked to, as other companies' pages may be. */
  readonly linked: Board | null;
}

/** The board that a page shows, and the one that it links to, where it is clear which. */
export function findEmbeddedBoard(html: string): EmbeddedBoard {
  const text = unescape(html);
  const found = new Map<string, Mentions>();
  const note = (board: Board, kind: "loaded" | "linked") => {
    const key = `${board.provider} ${board.key}`;
    const mentions = found.get(key) ?? { board, loaded: 0, linked: 0 };
    mentions[kind]++;
    found.set(key, mentions);
  };
  for (const { 0: address, index } of text.matchAll(ADDRESS)) {
    const board = matchAny(address);
    if (!board) continue;
    const before = text.slice(Math.max(0, index - 12), index);
    note(board, LINK_BEFORE.test(before) ? "linked" : "loaded");
  }
  for (const provider of PROVIDERS) {
    const board = provider.embeddedIn?.(text);
    if (board) note(board, "loaded");
  }
  const mentions = [...found.values()];
  return {
    loaded: clearly(mentions, ({ loaded }) => loaded),
    linked: clearly(mentions, ({ linked }) => linked),
  };
}
