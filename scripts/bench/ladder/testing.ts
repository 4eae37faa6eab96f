/**
 * What the tests of the ladder share: a client that notes its calls and lets
 * each of them wait, and a reader that knows what its boards list. Imported by
 * tests only.
 *
 * @module
 */
import type {
  PredecessorClient,
  Source,
  StoredPosting,
} from "./predecessor_client.ts";
import type { BoardReader, Reading } from "./read_board.ts";

/** A source by its number. */
export function source(id: number): Source {
  return {
    id,
    company: `Company ${id}`,
    provider: "lever",
    board: `board-${id}`,
  };
}

/** An open posting by its id. */
export function posting(external_id: string): StoredPosting {
  return { external_id, is_open: true };
}

/** A client that keeps nothing; every call lasts until others had a chance to begin. */
export function fakeClient(known: readonly StoredPosting[] = []) {
  const calls: string[] = [];
  let under = 0;
  let most = 0;
  async function call<T>(name: string, answer: T): Promise<T> {
    calls.push(name);
    most = Math.max(most, ++under);
    // A turn of the event loop: whoever may begin, has begun.
    await new Promise((resolve) => setTimeout(resolve, 0));
    under--;
    return answer;
  }
  const ids = (postings: readonly { external_id: string }[]) =>
    postings.map(({ external_id }) => external_id).join("+");
  const client: PredecessorClient = {
    sources: () => call("sources", []),
    filters: () => call("filters", []),
    readKnown: ({ id }) => call(`known ${id}`, [...known]),
    upsert: ({ id }, postings) =>
      call(`upsert ${id} ${ids(postings)}`, undefined),
    archive: ({ id }, gone) =>
      call(`archive ${id} ${gone.join("+")}`, undefined),
    logScan: ({ id }, { fetched, matched, added, archived }) =>
      call(`log ${id} ${[fetched, matched, added, archived]}`, undefined),
  };
  return { client, calls, mostAtOnce: () => most };
}

/** A reader of boards that all list these postings. */
export function fakeReader(
  postings: readonly StoredPosting[],
  over: Partial<Reading> = {},
) {
  let under = 0;
  let most = 0;
  const reader: BoardReader = {
    hasDetails: () => false,
    async read() {
      most = Math.max(most, ++under);
      await new Promise((resolve) => setTimeout(resolve, 0));
      under--;
      return { postings, fetched: 10, complete: true, ...over };
    },
  };
  return { reader, mostAtOnce: () => most };
}
