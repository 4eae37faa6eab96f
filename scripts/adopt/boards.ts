/**
 * Which boards are behind the predecessor's addresses, as the providers' own
 * match() tells without asking anybody: so that a board that is watched already
 * is not watched twice.
 *
 * @module
 */
import { PROVIDERS } from "../../supabase/functions/_shared/providers/mod.ts";

/** A board as public.job_sources names it. */
export interface KnownBoard {
  readonly provider: string;
  readonly board: string;
  readonly host: string;
}

/** The board of an address; null where only reading the page could tell. */
export function findKnownBoard(address: string): KnownBoard | null {
  if (!URL.canParse(address)) return null;
  const url = new URL(address);
  for (const provider of PROVIDERS) {
    // It takes every address, and the page may show another provider's board.
    if (provider.id === "json_ld") continue;
    const board = provider.match(url);
    const host = board && provider.hosts(board)[0];
    if (board && host) {
      return { provider: board.provider, board: board.key, host };
    }
  }
  return null;
}

/** An address with the key of whatever has it. */
export interface KeyedAddress {
  readonly key: string;
  readonly url: string;
}

/** What take_over() is told of the addresses. */
export function findBoards(
  sources: readonly KeyedAddress[],
  postings: readonly KeyedAddress[],
): Record<"sources" | "postings", Record<string, KnownBoard>> {
  const found = (all: readonly KeyedAddress[]) =>
    Object.fromEntries(
      all.flatMap(({ key, url }) => {
        const board = findKnownBoard(url);
        return board ? [[key, { ...board, url }]] : [];
      }),
    );
  return { sources: found(sources), postings: found(postings) };
}
