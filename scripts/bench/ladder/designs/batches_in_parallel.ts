/**
 * The predecessor's fourth and best design: "batched and truly parallel". Its
 * lesson: size the work to what is downstream, so there are still ten workers.
 *
 * Ten boards at a time; nothing waits for anything but its own board and its
 * own calls.
 *
 * @module
 */
import { scanBoard } from "../scan_board.ts";
import { tenWorkers } from "../ten_workers.ts";
import type { Design } from "./design.ts";

export const batchesInParallel: Design = {
  title: "10 workers, batches in parallel",
  async run({ sources, client, reader }) {
    await tenWorkers(sources, (source) =>
      scanBoard(source, {
        reader,
        client,
        save: (source, postings) => client.upsert(source, postings),
      }));
  },
};
