/**
 * A simulated board of each provider, of whatever size, served by this process
 * so that it costs the one that scans it nothing.
 *
 * @module
 */
import { type BoardDefinition, CATALOGUE } from "../boards/catalogue.ts";
import { createBoards } from "../boards/mod.ts";
import { MORE_BOARDS } from "../boards/more_boards.ts";
import {
  providerById,
  PROVIDERS,
} from "../../supabase/functions/_shared/providers/mod.ts";

/** A board of one provider with so many adverts. */
export function boardOf(provider: string, postings: number): BoardDefinition {
  const found = [...CATALOGUE, ...MORE_BOARDS]
    .find((board) => board.provider === provider);
  if (!found) {
    throw new RangeError(
      `Cannot measure "${provider}": no board of it is simulated`,
    );
  }
  return { ...found, postings };
}

/** A board of every provider that boardscan reads. */
export function boardOfEach(postings: number): BoardDefinition[] {
  return PROVIDERS.map(({ id }) => boardOf(id, postings));
}

/** The name that its provider has for a board; the address itself where any page will do. */
export function keyOf({ provider, url }: BoardDefinition): string {
  return providerById(provider).match(new URL(url))?.key ?? url;
}

export interface ServedBoard {
  /** For BOARD_GATEWAY_URL. */
  readonly url: string;
  stop(): Promise<void>;
}

/** Puts one board up that answers at once. */
export function serveBoard(definition: BoardDefinition): ServedBoard {
  const boards = createBoards({ catalogue: [definition], latencyScale: 0 });
  const server = Deno.serve(
    { hostname: "127.0.0.1", port: 0, onListen: () => {} },
    // A request of one's own: this one's signal would end with each answer.
    async ({ url, method, headers, body }) =>
      await boards.handle(
        new Request(url, {
          method,
          headers,
          body: body && await new Response(body).text(),
        }),
      ),
  );
  return {
    url: `http://127.0.0.1:${server.addr.port}`,
    stop: () => server.shutdown(),
  };
}
