/**
 * A project for what the README and the snippets say: the local stack with the 49 boards and
 * the first filter, simulated boards at a twentieth of their size, one more for
 * every other address that the README watches, and receivers that take its messages.
 * Imported by tests only.
 *
 * @module
 */
import { PROVIDERS } from "../../supabase/functions/_shared/providers/mod.ts";
import { scanAll } from "../batch.ts";
import { CATALOGUE, readCatalogue } from "../boards/catalogue.ts";
import { createBoards } from "../boards/mod.ts";
import { MORE_BOARDS } from "../boards/more_boards.ts";
import { startStack } from "../stack/stack.ts";

/** Whom messages go to. */
const RECEIVER = /^\/(?:hooks\.slack\.com|discord\.com|ntfy\.sh)\//;

/** Where the text watches a board; those of others in it are not asked for. */
const WATCHED = /(?:add_source\('|"add": ")(https:\/\/[^'"]+)/g;

/** The boards of both catalogues, and the others that a text watches. */
function catalogueFor(text: string) {
  const addresses = [...text.matchAll(WATCHED)].map(([, address = ""]) =>
    address
  );
  const more = [...new Set(addresses)].flatMap((address) => {
    if (CATALOGUE.some(({ url }) => url === address)) return [];
    const board = PROVIDERS.map((one) => one.match(new URL(address)))
      .find((found) => found !== null);
    return board
      ? readCatalogue(
        `${board.key} | ${board.provider} | ${address} | 100 | 1 | software | europe | 0.3`,
      )
      : [];
  });
  return [...CATALOGUE, ...MORE_BOARDS, ...more];
}

/** Puts it up and scans all boards once; it is stopped when it is disposed of. */
export async function startProject(text: string) {
  const boards = createBoards({
    catalogue: catalogueFor(text),
    latencyScale: 0,
    postingsScale: 0.05,
  });
  const message = Promise.withResolvers<string>();
  const server = Deno.serve(
    { hostname: "127.0.0.1", port: 0, onListen: () => {} },
    async (request) => {
      const { pathname } = new URL(request.url);
      if (!RECEIVER.test(pathname)) return await boards.handle(request);
      message.resolve(`${pathname.slice(1)} ${await request.text()}`);
      return new Response(null, { status: 204 });
    },
  );
  const gateway = `http://127.0.0.1:${server.addr.port}`;
  const stack = await startStack({
    db: "memory",
    port: 0,
    boards: gateway,
    seed: true,
    log: () => {},
  }).catch(async (error) => {
    await server.shutdown();
    throw error;
  });
  const project = {
    ...stack,
    /** For a stack of the README's own. */
    gateway,
    /** The first that is taken: where it went, and its body. */
    message: message.promise,
    /** What the commands are told to find it. */
    environment: {
      SUPABASE_URL: stack.apiUrl,
      SUPABASE_SECRET_KEY: stack.keys.secret,
    },
    async [Symbol.asyncDispose]() {
      await stack.stop();
      await server.shutdown();
    },
  };
  try {
    // Politeness would only make the test slow.
    await stack.database.execute(
      "update scanner.hosts set requests_per_second = null",
    );
    await scanAll(
      { apiUrl: stack.apiUrl, secretKey: stack.keys.secret },
      () => {},
    );
    return project;
  } catch (error) {
    await project[Symbol.asyncDispose]();
    throw error;
  }
}

export type Project = Awaited<ReturnType<typeof startProject>>;
