/**
 * The predecessor's third design: "batched writes, still taking turns". Its
 * lesson: batch the writes.
 *
 * Ten boards at a time; one lock around the client; one call for all that a
 * board keeps.
 *
 * @module
 */
import { scanBoard } from "../scan_board.ts";
import { takeTurns } from "../take_turns.ts";
import { tenWorkers } from "../ten_workers.ts";
import type { Design } from "./design.ts";

export const batchesInTurns: Design = {
  title: "10 workers, batches in turns",
  async run({ sources, client, reader }) {
    const blocking = takeTurns(client);
    await tenWorkers(sources, (source) =>
      scanBoard(source, {
        reader,
        client: blocking,
        save: (source, postings) => blocking.upsert(source, postings),
      }));
  },
};
