/**
 * Which provider reads a source, and what it calls the board. The forms of
 * addresses live in the providers' `match`, and nowhere else.
 *
 * @module
 */
import { ScanError } from "./errors.ts";
import { jsonLdBoard } from "./providers/json_ld.ts";
import { providerById, PROVIDERS } from "./providers/mod.ts";
import type { Board, Provider } from "./providers/types.ts";
import type { Resolved } from "./report.ts";
import { assertSafeUrl } from "./safe_url.ts";
import type { WorkOrder } from "./work_order.ts";

export interface Target {
  readonly provider: Provider<unknown>;
  readonly board: Board;
  /** Set when it was found just now and SQL does not know it yet. */
  readonly resolved: Resolved | null;
}

/** @throws {ScanError} `unsafe_url` for an address that must not be read. */
export function resolve(source: WorkOrder["source"]): Target {
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
  const url = new URL(source.url);
  assertSafeUrl(url);
  for (const provider of PROVIDERS) {
    const board = provider.match(url);
    if (board) return found(provider, board);
  }
  const board = jsonLdBoard(url);
  return found(providerById(board.provider), board);
}

function found(provider: Provider<unknown>, board: Board): Target {
  const [host] = provider.hosts(board);
  return {
    provider,
    board,
    resolved: {
      provider: provider.id,
      board: board.key,
      host: host ?? new URL(board.key).host,
    },
  };
}
