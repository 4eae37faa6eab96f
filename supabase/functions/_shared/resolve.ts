/**
 * Which provider reads a source, and what it calls the board. The forms of
 * addresses live in the providers' `match`, and nowhere else.
 *
 * @module
 */
import { findEmbeddedBoard } from "./embedded_board.ts";
import { ScanError } from "./errors.ts";
import { readPage } from "./json_ld/read_page.ts";
import { jsonLdBoard } from "./providers/json_ld.ts";
import { providerById, PROVIDERS } from "./providers/mod.ts";
import type { Board, Provider } from "./providers/types.ts";
import type { Resolved } from "./report.ts";
import { assertSafeUrl } from "./safe_url.ts";
import type { WorkOrder } from "./work_order.ts";

/** As many as browsers follow for the pages of companies that have moved a few times. */
const MAX_MOVES = 5;

export interface Target {
  readonly provider: Provider<unknown>;
  readonly board: Board;
  /** Set when it was found just now and SQL does not know it yet. */
  readonly resolved: Resolved | null;
}

/**
 * Reads the page of an address that no provider knows: its HTML, or the address
 * on another host that it sends its readers to.
 *
 * @throws {ScanError} as the request fails.
 */
export type Look = (page: URL) => Promise<string | URL>;

/**
 * @throws {ScanError} `unsafe_url` for an address that must not be read, else as
 * the page behind it fails.
 */
export async function resolve(
  source: Pick<WorkOrder["source"], "provider" | "board" | "url">,
  look: Look,
): Promise<Target> {
  if (source.provider !== null && source.board !== null) {
    return {
      provider: providerById(source.provider),
      board: { provider: source.provider, key: source.board },
      resolved: null,
    };
  }
  if (!URL.canParse(source.url)) {
    throw new ScanError(
      "unsafe_url",
      `Cannot read "${source.url}": no address`,
    );
  }
  const board = await findBoard(new URL(source.url), look);
  const provider = providerById(board.provider);
  const [host = ""] = provider.hosts(board);
  return {
    provider,
    board,
    resolved: { provider: provider.id, board: board.key, host },
  };
}

async function findBoard(typed: URL, look: Look): Promise<Board> {
  let address = typed;
  for (let moves = 0; moves <= MAX_MOVES; moves++) {
    assertSafeUrl(address);
    for (const provider of PROVIDERS) {
      const board = provider.match(address);
      if (board) return board;
    }
    const seen = await look(address);
    if (typeof seen === "string") return await boardOfPage(seen, address);
    address = seen;
  }
  throw new ScanError(
    "moved",
    `Cannot read "${typed.host}": it sends readers from host to host`,
  );
}

async function boardOfPage(html: string, address: URL): Promise<Board> {
  const { loaded, linked } = findEmbeddedBoard(html);
  if (loaded) return loaded;
  if (linked) {
    // What a page says of its own postings counts for more than whom it mentions.
    const { nodes } = await readPage(html, address);
    if (nodes.length === 0) return linked;
  }
  return jsonLdBoard(address);
}
