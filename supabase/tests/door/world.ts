/**
 * A whole stack with simulated boards behind it, as the tests of the doors need
 * it: nothing is scanned but what they ask for. Imported by tests only.
 *
 * @module
 */
import { createBoards } from "../../../scripts/boards/mod.ts";
import type { RunningFunction } from "../../../scripts/stack/edge/runtime.ts";
import { startStack } from "../../../scripts/stack/stack.ts";
import { insert } from "../testing/builders.ts";

export interface WorldOptions {
  /** Simulated boards that are watched. */
  readonly companies: readonly string[];
  /** Told to the functions. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Before a board answers; what it waits for holds the board back. */
  readonly beforeAnswer?: (request: Request) => Promise<void>;
}

/** Starts it; it is stopped when it is disposed of. */
export async function startWorld(options: WorldOptions) {
  const { companies, environment = {}, beforeAnswer } = options;
  const boards = createBoards({ latencyScale: 0, postingsScale: 0.05 });
  let asked = 0;
  const server = Deno.serve(
    { hostname: "127.0.0.1", port: 0, onListen: () => {} },
    async (request) => {
      asked++;
      await beforeAnswer?.(request);
      return await boards.handle(request);
    },
  );
  const lines: string[] = [];
  const stack = await startStack({
    db: "memory",
    port: 0,
    boards: `http://127.0.0.1:${server.addr.port}`,
    environment,
    seed: false,
    log: (line) => lines.push(line),
    functionLog: (line) => lines.push(line),
  }).catch(async (error) => {
    await server.shutdown();
    throw error;
  });
  const { database } = stack;
  await database.execute(`
    -- Politeness would only make the tests slow, and the schedule disturb them.
    update scanner.hosts set requests_per_second = null;
    select cron.unschedule(jobid) from cron.job;`);

  const urlOf = (company: string) => {
    const board = boards.truth().find((one) => one.company === company);
    if (!board) throw new Error(`No simulated board of ${company}`);
    return board.url;
  };
  for (const company of companies) {
    await insert(database, "public.job_sources", {
      company,
      url: urlOf(company),
      next_scan_at: "2999-01-01T00:00:00Z",
    });
  }

  function theFunction(name: string): RunningFunction {
    const found = stack.functions.find((one) => one.name === name);
    if (!found) throw new Error(`No function ${name}`);
    return found;
  }

  return {
    ...stack,
    urlOf,
    /** Asks the function `scan`, through the gateway. */
    ask: (init: RequestInit = {}, query = "") =>
      fetch(`${stack.apiUrl}/functions/v1/scan${query}`, init),
    /** What the stack and its functions wrote. */
    lines,
    theFunction,
    /** Requests that reached the boards, whichever they were for. */
    boardsAsked: () => asked,
    /** Resolves when no function works on after its answers. */
    async quiet() {
      for (const one of stack.functions) {
        while ((await one.usage()).background > 0);
      }
    },
    async [Symbol.asyncDispose]() {
      await stack.stop();
      await server.shutdown();
    },
  };
}

export type World = Awaited<ReturnType<typeof startWorld>>;
