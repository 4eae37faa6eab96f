/**
 * The predecessor's first design: "a sequential loop, with a write per posting".
 *
 * One board at a time, and each posting that is kept is a call of its own, in
 * every scan.
 *
 * @module
 */
import { scanBoard } from "../scan_board.ts";
import type { Design } from "./design.ts";

export const sequential: Design = {
  title: "loop, a write per posting",
  async run({ sources, client, reader }) {
    for (const source of sources) {
      await scanBoard(source, {
        reader,
        client,
        async save(source, postings) {
          for (const posting of postings) {
            await client.upsert(source, [posting]);
          }
        },
      });
    }
  },
};
