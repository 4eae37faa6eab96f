/**
 * A simulated board of each provider behind the scanner's own way to boards,
 * with somebody in between who may spoil what it answers. Imported by tests only.
 *
 * @module
 */
import { assert } from "@std/assert";
import { CATALOGUE } from "../../../../../scripts/boards/catalogue.ts";
import { createBoards } from "../../../../../scripts/boards/mod.ts";
import { MORE_BOARDS } from "../../../../../scripts/boards/more_boards.ts";
import { collect } from "../../collect.ts";
import { createWay } from "../../http_testing.ts";
import type { Posting } from "../../posting.ts";
import { NOW, postingsOf, readContext } from "../../testing.ts";
import { jsonLdBoard } from "../json_ld.ts";
import type { Board, BoardHttp, Listing, Provider } from "../types.ts";

/** Changes the text of an answer; `name` tells the requests of one board apart. */
export type Spoil = (name: string, text: string) => string;

export interface Simulated {
  readonly provider: Provider<unknown>;
  readonly board: Board;
  /** The ids that the board shows. */
  readonly ids: readonly string[];
  /** The way to the board, and what it has answered by then. */
  way(spoil: Spoil): { http: BoardHttp; answers: Map<string, string> };
}

export interface Outcome {
  readonly listing: Listing;
  readonly seenIds: readonly string[];
  readonly postings: readonly Posting[];
  /** By the names of their requests. */
  readonly answers: ReadonlyMap<string, string>;
}

/** The first simulated board of a provider, or the one of a company, with so many postings. */
export function simulate(
  provider: Provider<unknown>,
  postings: number,
  company?: string,
): Simulated {
  const definition = [...CATALOGUE, ...MORE_BOARDS].find((one) =>
    one.provider === provider.id && one.company === (company ?? one.company)
  );
  assert(definition, `No simulated board of ${provider.id}`);
  const boards = createBoards({
    catalogue: [{ ...definition, postings }],
    latencyScale: 0,
    now: () => NOW,
  });
  const address = new URL(definition.url);
  const board = provider.match(address) ?? jsonLdBoard(address);
  const [truth] = boards.truth();
  const ids = truth?.postings.filter(({ listed }) => listed)
    .map(({ externalId }) => externalId) ?? [];

  return {
    provider,
    board,
    ids: [...new Set(ids)],
    way(spoil) {
      const answers = new Map<string, string>();
      const { http } = createWay({
        hosts: provider.hosts(board),
        gateway: new URL("http://boards.example"),
        async fetch(input, init) {
          const request = new Request(input, init);
          const { pathname, search } = new URL(request.url);
          const name = `${pathname}${search} ${init?.body ?? ""}`;
          const answer = await boards.handle(request);
          const text = spoil(name, await answer.text());
          answers.set(name, text);
          return new Response(text, { status: answer.status });
        },
      });
      return { http, answers };
    },
  };
}

/** @throws {ScanError} as a scan of the board would. */
export async function readSpoilt(
  { provider, board, way }: Simulated,
  spoil: Spoil,
): Promise<Outcome> {
  const { http, answers } = way(spoil);
  const postings = new Map<string, Posting>();
  const pages = collect(provider, board, readContext(http));
  while (true) {
    const { value, done } = await pages.next();
    if (done) {
      const { listing, seenIds } = value;
      return { listing, seenIds, postings: [...postings.values()], answers };
    }
    for (const posting of postingsOf(value)) {
      postings.set(posting.externalId, posting);
    }
  }
}
