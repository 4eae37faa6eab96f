/**
 * One board from its request to its log, as all of the predecessor's designs
 * scan it: they differ in how they write what they keep, and in what overlaps.
 * Calls that would have nothing to do are left out.
 *
 * @module
 */
import type {
  PredecessorClient,
  Source,
  StoredPosting,
} from "./predecessor_client.ts";
import type { BoardReader } from "./read_board.ts";

/** Writes what a board lists; asked only where there is something. */
export type Save = (
  source: Source,
  postings: readonly StoredPosting[],
) => Promise<void>;

export interface BoardScan {
  readonly reader: BoardReader;
  readonly client: PredecessorClient;
  readonly save: Save;
}

/** Reads what is known, reads the board, saves, archives what has gone, and logs the scan. */
export async function scanBoard(
  source: Source,
  { reader, client, save }: BoardScan,
): Promise<void> {
  const known = await client.readKnown(source, reader.hasDetails(source));
  const { postings, fetched, complete } = await reader.read(source, known);
  if (postings.length > 0) await save(source, postings);

  const listed = new Set(postings.map(({ external_id }) => external_id));
  const gone = known.filter(({ external_id, is_open }) =>
    complete && is_open && !listed.has(external_id)
  );
  if (gone.length > 0) {
    await client.archive(source, gone.map(({ external_id }) => external_id));
  }
  const before = new Set(known.map(({ external_id }) => external_id));
  await client.logScan(source, {
    fetched,
    matched: postings.filter(({ is_open }) => is_open).length,
    added: postings.filter(({ external_id }) =>
      !before.has(external_id)
    ).length,
    archived: gone.length,
  });
}
