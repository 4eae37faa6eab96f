/**
 * The predecessor's second design: "ten workers whose client blocks: their
 * writes take turns". Its lesson: concurrency is what really overlaps, not what
 * looks so.
 *
 * Ten boards at a time; one lock around the client; still a call for each posting
 * that is kept. The boards go on loading while the client blocks, which is
 * kinder than a client that holds up the whole process.
 *
 * @module
 */
import { scanBoard } from "../scan_board.ts";
import { takeTurns } from "../take_turns.ts";
import { tenWorkers } from "../ten_workers.ts";
import type { Design } from "./design.ts";

export const workersInTurns: Design = {
  title: "10 workers, writes in turns",
  async run({ sources, client, reader }) {
    const blocking = takeTurns(client);
    await tenWorkers(sources, (source) =>
      scanBoard(source, {
        reader,
        client: blocking,
        async save(source, postings) {
          for (const posting of postings) {
            await blocking.upsert(source, [posting]);
          }
        },
      }));
  },
};
